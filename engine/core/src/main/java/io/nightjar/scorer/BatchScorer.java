package io.nightjar.scorer;

import io.nightjar.features.design.Precision;
import io.nightjar.features.design.RowEncoder;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.block.DoubleColumnBlock;
import io.nightjar.kernels.block.FeatureBlock;

/**
 * Scores batches of raw rows; a row's result doesn't depend on the others in its batch. Buffers
 * grow to the largest batch. Not safe for several threads: one each.
 */
public final class BatchScorer {
  private final Predictor predictor;
  private final Kernels kernels;
  private final RowEncoder encoder;
  private final OffsetValues offsets;
  private float[][] floats = new float[0][];
  private double[][] doubles = new double[0][];
  private int capacity = -1;

  BatchScorer(Predictor predictor, Kernels kernels) {
    this.predictor = predictor;
    this.kernels = kernels;
    this.encoder = predictor.encoder();
    this.offsets = OffsetValues.of(predictor.model());
  }

  /**
   * Scores the first {@code rows} of some raw rows.
   *
   * @param raw values in the order of {@link Scorer#signature()}, borrowed for the call
   * @param rows 0..{@link FeatureBlock#MAX_ROWS}
   */
  public ScoreBatch score(Object[][] raw, int rows) {
    reserve(rows);
    String[] reasons = new String[rows];
    String[] columns = new String[rows];
    for (int row = 0; row < rows; row++) {
      int code = encode(raw[row], row);
      if (code != RowEncoder.ENCODED) {
        reasons[row] = encoder.reason(code, raw[row]);
        columns[row] = encoder.column(code);
      } else if (offsets.reason(raw[row]) != null) {
        reasons[row] = offsets.reason(raw[row]);
        columns[row] = offsets.column();
      }
    }
    double[] margins = new double[predictor.outputs() * rows];
    predictor.margins(kernels, block(rows), margins);
    offsets.add(raw, reasons, margins);
    return new ScoreBatch(predictor, margins, reasons, columns);
  }

  private boolean isFloat() {
    return predictor.precision() == Precision.FLOAT;
  }

  private void reserve(int rows) {
    if (rows <= capacity) {
      return;
    }
    capacity = rows;
    if (isFloat()) {
      floats = new float[predictor.width()][rows];
    } else {
      doubles = new double[predictor.width()][rows];
    }
  }

  private int encode(Object[] raw, int row) {
    return isFloat() ? encoder.encode(raw, row, floats) : encoder.encode(raw, row, doubles);
  }

  private FeatureBlock block(int rows) {
    return isFloat() ? new ColumnBlock(rows, floats) : new DoubleColumnBlock(rows, doubles);
  }
}
