package io.nightjar.spark.train.trees;

import io.nightjar.spark.train.trees.grow.Boosted;
import io.nightjar.spark.train.trees.grow.GrownTree;
import io.nightjar.spark.train.trees.grow.JudgedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is told of a fit. */
final class FitFacts {
  private final TreePlan plan;
  private final Boosted boosted;

  FitFacts(TreePlan plan, Boosted boosted) {
    this.plan = plan;
    this.boosted = boosted;
  }

  SortedMap<String, String> facts() {
    SortedMap<String, String> facts = new TreeMap<>();
    List<Double> losses = boosted.losses();
    int outputs = plan.objective().outputs();
    facts.put("trees", Integer.toString(boosted.trees().size()));
    facts.put("rounds", Integer.toString(boosted.trees().size() / outputs));
    if (plan.earlier() != null) {
      facts.put("earlier-trees", Integer.toString(plan.earlier().trees()));
    }
    facts.put("nodes", Integer.toString(boosted.trees().stream().mapToInt(GrownTree::size).sum()));
    if (!losses.isEmpty()) {
      int best = best();
      boolean byLoss = plan.judged() == null;
      facts.put(
          "validation-metric", byLoss ? plan.objective().metric() : plan.judged().metric().key());
      facts.put(byLoss ? "validation-loss" : "validation-value", Double.toString(losses.get(best)));
      if (losses.size() > 1) {
        facts.put("best-round", Integer.toString(best + 1));
        facts.put("rounds-grown", Integer.toString(losses.size()));
      }
    }
    return facts;
  }

  private int best() {
    return JudgedBy.best(plan.judged(), boosted.losses());
  }

  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    boolean patient = plan.rounds().patience() > 0;
    if (patient && best() + 1 == plan.rounds().most()) {
      warnings.add(
          "the last of "
              + plan.rounds().most()
              + " rounds was the best on the validation rows; more model.trees may do better");
    }
    if (boosted.trees().stream().allMatch(tree -> tree.size() == 1)) {
      warnings.add(
          "no tree found a split that gains anything: the model predicts the same for every row;"
              + " look at the features, model.gamma and model.min-child-weight");
    }
    return warnings;
  }
}
