package io.nightjar.scorer;

import java.util.List;
import java.util.Optional;

/**
 * What a model says about one row.
 *
 * @param prediction the number (regression), the probability of the positive class (binary), or the
 *     code of the likeliest class (multiclass); the number of the cluster, or the reconstruction
 *     error of principal components; the anomaly score
 * @param probabilities of the classes in code order, summing to 1; empty elsewhere
 * @param label the class's name: positive where the probability is the threshold or more; the
 *     likeliest, the first among equals, for multiclass; empty elsewhere
 * @param outputs the distances from the nearest and the next nearest centroid, or the principal
 *     components, or 1 for an anomaly and 0 for none; empty for a model of a label
 */
public record Score(
    double prediction, List<Double> probabilities, Optional<String> label, List<Double> outputs) {
  public Score {
    probabilities = List.copyOf(probabilities);
    outputs = List.copyOf(outputs);
  }
}
