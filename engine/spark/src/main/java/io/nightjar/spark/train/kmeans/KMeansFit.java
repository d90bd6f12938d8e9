package io.nightjar.spark.train.kmeans;

import io.nightjar.model.unlabelled.ClusterCentres;
import io.nightjar.model.unlabelled.FeatureScaling;
import java.io.Serializable;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a fit found.
 *
 * @param scaling the space of the centroids
 * @param centres the centroids with the weights of their rows
 * @param inertia Σ w·D² of the training rows from these centroids
 * @param iterations of Lloyd's algorithm
 * @param refilled how often an empty cluster was given a row
 * @param warnings what a person should know, such as that it did not converge
 */
public record KMeansFit(
    FeatureScaling scaling,
    ClusterCentres centres,
    double inertia,
    int iterations,
    int refilled,
    List<String> warnings)
    implements Serializable {
  /** Copies the list. */
  public KMeansFit {
    warnings = List.copyOf(warnings);
  }

  /** What is remembered of the fit, by name. */
  public SortedMap<String, String> facts() {
    SortedMap<String, String> facts = new TreeMap<>();
    facts.put("solver", "lloyd");
    facts.put("iterations", Integer.toString(iterations));
    facts.put("inertia", Double.toString(inertia));
    facts.put("refilled", Integer.toString(refilled));
    return facts;
  }
}
