package io.nightjar.spark.train.kmeans;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.linear.GlmTarget;
import io.nightjar.model.unlabelled.FeatureScaling;
import io.nightjar.spark.train.block.LabelledBlock;
import java.util.List;

/** Blocks in the space of the centroids. */
final class ScaledRows {
  private ScaledRows() {}

  /**
   * A block of scaled columns.
   *
   * @throws NightjarException of kind DATA naming a column that is beyond float32 when scaled
   */
  static LabelledBlock of(LabelledBlock block, FeatureScaling scaling, List<String> names) {
    ColumnBlock raw = (ColumnBlock) block.features();
    int rows = raw.rows();
    float[][] z = new float[raw.columns()][rows];
    for (int j = 0; j < z.length; j++) {
      int beyond = scaling.apply(j, raw.column(j), rows, z[j]);
      if (beyond >= 0) {
        throw NightjarException.of(
            FailureKind.DATA,
            names.get(j),
            "has %s in a training row, which is too far off for float32 once the column is scaled; mend it, leave the column out with features.exclude, or set model.standardize = false"
                .formatted(raw.column(j)[beyond]));
      }
    }
    GlmTarget target = block.target();
    return new LabelledBlock(new ColumnBlock(rows, z), target);
  }
}
