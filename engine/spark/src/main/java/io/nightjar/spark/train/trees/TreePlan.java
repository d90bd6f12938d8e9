package io.nightjar.spark.train.trees;

import io.nightjar.features.FeatureSpec;
import io.nightjar.features.design.TreeColumn;
import io.nightjar.features.design.TreeDesign;
import io.nightjar.model.Target;
import io.nightjar.spark.train.trees.grow.BoostPlan;
import io.nightjar.spark.train.trees.objective.Objective;
import io.nightjar.spark.train.trees.split.GrowSpec;
import java.io.Serializable;
import java.util.ArrayList;
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
    BoostPlan.Rounds rounds)
    implements Serializable {
  /** The column of row keys beside the table's own. */
  static final String KEY = "nightjar row key";

  /** Bytes of a row beside its columns: key, label, weight, entry and room to part it. */
  private static final long ROW = 48;

  /** Bytes of a row's margin and gradients, an output. */
  private static final long OUTPUT = 16;

  /** Bytes of a column of a row: as read and binned. */
  private static final long CELL = Float.BYTES + 1;

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

  /** Bytes that a row takes inside a task. */
  long rowBytes() {
    return ROW + OUTPUT * objective.outputs() + CELL * columns().size();
  }

  List<TreeColumn> columns() {
    return TreeDesign.of(features).columns();
  }

  long seed() {
    return spec.sampling().seed();
  }
}
