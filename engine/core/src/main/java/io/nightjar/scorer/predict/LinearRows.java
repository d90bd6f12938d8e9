package io.nightjar.scorer.predict;

import io.nightjar.features.design.SparseRowEncoder;
import io.nightjar.kernels.linear.Margins;

/**
 * Margins β·(x, 1) of one row.
 *
 * @param coefficients class-major [classes][d + 1], borrowed
 */
record LinearRows(double[] coefficients) implements RowMargins {
  @Override
  public void write(double[] design, double[] out) {
    for (int k = 0; k < out.length; k++) {
      out[k] = Margins.ofRow(design, coefficients, k * (design.length + 1));
    }
  }

  /** In the order of the columns, the intercept last, as the kernels sum them. */
  @Override
  public void write(SparseRowEncoder row, double[] out) {
    int[] places = row.places();
    float[] values = row.values();
    int stride = coefficients.length / out.length;
    for (int k = 0; k < out.length; k++) {
      double margin = 0;
      for (int i = 0; i < row.count(); i++) {
        margin += coefficients[k * stride + places[i]] * values[i];
      }
      out[k] = margin + coefficients[k * stride + stride - 1];
    }
  }
}
