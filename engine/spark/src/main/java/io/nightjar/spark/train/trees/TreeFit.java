package io.nightjar.spark.train.trees;

import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.model.Importance;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Fitted trees.
 *
 * @param ensemble over the columns of the tree design, with thresholds in their raw numbers
 * @param importance what each column was worth, the most valuable first
 * @param warnings what a person should know
 * @param facts about the fit, such as its rounds and validation loss
 */
public record TreeFit(
    TreeEnsemble ensemble,
    List<Importance> importance,
    List<String> warnings,
    SortedMap<String, String> facts) {
  /** Copies the lists and the map. */
  public TreeFit {
    importance = List.copyOf(importance);
    warnings = List.copyOf(warnings);
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
  }
}
