package io.nightjar.spark.train.isolation;

import io.nightjar.kernels.ensemble.TreeEnsemble;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a fit found.
 *
 * @param ensemble whose output is −E(h)/c(ψ)
 * @param sampleSize ψ, the rows of each tree
 * @param threshold the score above which a row is an anomaly
 * @param warnings what the user should know
 */
public record IsolationFit(
    TreeEnsemble ensemble, int sampleSize, double threshold, List<String> warnings) {
  public IsolationFit {
    warnings = List.copyOf(warnings);
  }

  /** What is remembered of the fit, by name. */
  public SortedMap<String, String> facts() {
    SortedMap<String, String> facts = new TreeMap<>();
    facts.put("rows-per-tree", Integer.toString(sampleSize));
    facts.put("nodes", Integer.toString(ensemble.nodes().count()));
    facts.put("threshold", Double.toString(threshold));
    return facts;
  }
}
