package io.nightjar.spark.train.kmeans;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.model.unlabelled.FeatureScaling;
import io.nightjar.spark.train.block.LabelledBlock;
import java.util.List;

/** Blocks in the space of the centroids. */
final class ScaledRows {
  private ScaledRows() {}

  /**
   * A block of scaled columns; of the same columns where the scaling leaves them as they are.
   *
   * @throws NightjarException of kind DATA naming a column that is beyond float32 when scaled
   */
  static LabelledBlock of(LabelledBlock block, FeatureScaling scaling, List<String> names) {
    ColumnBlock raw = (ColumnBlock) block.features();
    int rows = raw.rows();
    boolean asTheyAre = scaling.equals(FeatureScaling.none(raw.columns()));
    float[][] z = new float[raw.columns()][asTheyAre ? 0 : rows];
    for (int j = 0; j < z.length; j++) {
      float[] x = raw.column(j);
      int beyond = asTheyAre ? firstInfinite(x, rows) : scaling.apply(j, x, rows, z[j]);
      if (beyond >= 0) {
        throw NightjarException.of(
            FailureKind.DATA,
            names.get(j),
            "has %s in a training row, which is too far off for float32 once the column is scaled; mend it, leave the column out with features.exclude, or set model.standardize = false"
                .formatted(x[beyond]));
      }
    }
    return asTheyAre ? block : new LabelledBlock(new ColumnBlock(rows, z), block.target());
  }

  /** −1 where there is none. */
  private static int firstInfinite(float[] x, int rows) {
    for (int i = 0; i < rows; i++) {
      if (Float.isInfinite(x[i])) {
        return i;
      }
    }
    return -1;
  }
}
