package io.nightjar.spark.train.trees;

import io.nightjar.kernels.backend.KernelUse;
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
 * @param uses where its kernels ran
 */
public record TreeFit(
    TreeEnsemble ensemble,
    List<Importance> importance,
    List<String> warnings,
    SortedMap<String, String> facts,
    List<KernelUse> uses) {
  /** Copies the lists and the map. */
  public TreeFit {
    importance = List.copyOf(importance);
    warnings = List.copyOf(warnings);
    uses = List.copyOf(uses);
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
  }
}
