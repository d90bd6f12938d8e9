package io.nightjar.spark.train.trees;

import io.nightjar.features.FeatureSpec;
import io.nightjar.features.design.TreeColumn;
import io.nightjar.features.design.TreeDesign;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.model.Target;
import io.nightjar.spark.train.trees.bins.Bins;
import io.nightjar.spark.train.trees.grow.BoostPlan;
import io.nightjar.spark.train.trees.grow.JudgedBy;
import io.nightjar.spark.train.trees.objective.Objective;
import io.nightjar.spark.train.trees.split.GrowSpec;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A fit, as it travels to the tasks.
 *
 * @param features the fitted encodings
 * @param target the label
 * @param weight the weight's column; null where rows aren't weighted
 * @param blockRows rows that are encoded together
 * @param tableRows training rows in all
 * @param maxBins most bins of a number
 * @param positiveWeight what training rows of label 1 weigh more
 * @param objective that is minimised
 * @param spec how trees are grown
 * @param rounds how many
 * @param earlier the trees that those of the fit are grown upon; null: none
 * @param judged what the validation rows are judged by; null: by the objective's loss
 * @param preference where kernels should run
 */
record TreePlan(
    FeatureSpec features,
    Target target,
    String weight,
    int blockRows,
    long tableRows,
    int maxBins,
    double positiveWeight,
    Objective objective,
    GrowSpec spec,
    BoostPlan.Rounds rounds,
    TreeEnsemble earlier,
    JudgedBy judged,
    BackendPreference preference)
    implements Serializable {
  /** The column of row keys beside the table's own. */
  static final String KEY = "nightjar row key";

  /**
   * The columns that are read: the features', the label, the key and the weight, if there is one.
   */
  List<String> read() {
    List<String> names = new ArrayList<>(features.signature().names());
    names.add(target.column());
    names.add(KEY);
    if (weight != null) {
      names.add(weight);
    }
    return List.copyOf(names);
  }

  /** What is grown on columns with these bins. */
  BoostPlan boost(Bins bins) {
    return new BoostPlan(objective, spec, bins, rounds, judged, earlierRounds());
  }

  private BoostPlan.Earlier earlierRounds() {
    if (earlier == null) {
      return null;
    }
    double[] base = new double[earlier.outputs()];
    Arrays.setAll(base, earlier::base);
    return new BoostPlan.Earlier(base, earlier.trees() / base.length);
  }

  /** Bytes that a row takes inside a task. */
  long rowBytes() {
    int earlierOutputs = earlier == null ? 0 : objective.outputs();
    return TreeSize.rowBytes(columns().size(), objective.outputs(), earlierOutputs);
  }

  List<TreeColumn> columns() {
    return TreeDesign.of(features).columns();
  }

  long seed() {
    return spec.sampling().seed();
  }
}
