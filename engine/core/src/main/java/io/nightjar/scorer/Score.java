package io.nightjar.scorer;

import java.util.List;
import java.util.Optional;

/**
 * What a model says about one row.
 *
 * @param prediction the number (regression), the probability of the positive class (binary), or the
 *     code of the likeliest class (multiclass)
 * @param probabilities of the classes in code order, summing to 1; empty for a regression
 * @param label the class's name: positive where the probability is the threshold or more; the
 *     likeliest, the first among equals, for multiclass; empty for a regression
 */
public record Score(double prediction, List<Double> probabilities, Optional<String> label) {
  public Score {
    probabilities = List.copyOf(probabilities);
  }
}
