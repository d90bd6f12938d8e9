package io.nightjar.scorer.predict;

import io.nightjar.features.design.Precision;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.block.DoubleColumnBlock;
import io.nightjar.kernels.block.FeatureBlock;

/** One row as a block, for models whose margins have no loop of their own for it. */
final class RowBlock implements RowMargins {
  private final Predictor predictor;
  private final Kernels kernels = Kernels.of(BackendPreference.SCALAR);
  private final float[][] floats;
  private final double[][] doubles;

  RowBlock(Predictor predictor) {
    this.predictor = predictor;
    RowEncoding rows = predictor.encoding();
    boolean narrow = rows.precision() == Precision.FLOAT;
    this.floats = narrow ? new float[rows.width()][1] : null;
    this.doubles = narrow ? null : new double[rows.width()][1];
  }

  @Override
  public void write(double[] design, double[] out) {
    for (int j = 0; j < design.length; j++) {
      if (floats != null) {
        floats[j][0] = (float) design[j];
      } else {
        doubles[j][0] = design[j];
      }
    }
    // A new block, because one remembers that its numbers are finite.
    FeatureBlock block =
        floats != null ? new ColumnBlock(1, floats) : new DoubleColumnBlock(1, doubles);
    predictor.margins(kernels, block, out);
  }
}
