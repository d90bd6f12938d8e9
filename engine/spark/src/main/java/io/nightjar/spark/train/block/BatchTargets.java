package io.nightjar.spark.train.block;

import io.nightjar.features.raw.NumberColumn;
import io.nightjar.features.raw.RawBatch;
import io.nightjar.features.raw.RawColumn;
import io.nightjar.kernels.linear.GlmTarget;
import java.util.Arrays;

/** Labels, weights and offsets of batches whose columns are {@link BlockPlan#columns}. */
final class BatchTargets {
  private final BlockPlan plan;
  private final LabelReader labels;
  private final int afterFeatures;

  BatchTargets(BlockPlan plan, RowRole role) {
    this.plan = plan;
    this.labels = new LabelReader(plan.target(), role);
    this.afterFeatures = plan.features().signature().names().size();
  }

  /** A batch's labels, less an offset of the label, and its weights. */
  GlmTarget of(RawBatch batch) {
    boolean labelled = plan.target().task().labelled();
    double[] values =
        labelled
            ? labels.read(batch.column(afterFeatures), batch.rows())
            : new double[batch.rows()];
    int weightAt = labelled ? afterFeatures + 1 : afterFeatures;
    if (plan.offset() != null && plan.offset().place() == OffsetPlan.Place.LABEL) {
      double[] offsets = offsets(batch);
      for (int row = 0; row < values.length; row++) {
        values[row] -= offsets[row];
      }
    }
    return new GlmTarget(
        values, plan.weight() == null ? null : numbers(batch, batch.column(weightAt)));
  }

  /** A batch's offsets, where there are such: its last column. */
  double[] offsets(RawBatch batch) {
    return numbers(batch, batch.column(batch.columns().size() - 1));
  }

  private static double[] numbers(RawBatch batch, RawColumn column) {
    return Arrays.copyOf(((NumberColumn) column).values(), batch.rows());
  }
}
