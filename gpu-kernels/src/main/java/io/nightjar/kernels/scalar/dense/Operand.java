package io.nightjar.kernels.scalar.dense;

import io.nightjar.kernels.dense.Transpose;

/**
 * A matrix as it enters a product: entry (i, j) is {@code values[from + i·rowStep + j·columnStep]}.
 *
 * @param values borrowed
 */
public record Operand(float[] values, int from, int rowStep, int columnStep) {
  /** op(M) of a row-major matrix; {@code rows} and {@code columns} are those of op(M). */
  public static Operand of(float[] values, Transpose transpose, int rows, int columns) {
    return transpose == Transpose.NO
        ? new Operand(values, 0, columns, 1)
        : new Operand(values, 0, 1, rows);
  }

  /** The same matrix from another column on. */
  Operand fromColumn(int column) {
    return new Operand(values, index(0, column), rowStep, columnStep);
  }

  /** Where entry (row, column) stands. */
  public int index(int row, int column) {
    return from + row * rowStep + column * columnStep;
  }
}
