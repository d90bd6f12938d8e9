package io.nightjar.kernels.scalar.dense;

import io.nightjar.kernels.dense.Transpose;

/**
 * A matrix as it enters a product: entry (i, j) is {@code values[i·rowStep + j·columnStep]}.
 *
 * @param values borrowed
 */
public record Operand(float[] values, int rowStep, int columnStep) {
  /** op(M) of a row-major matrix; {@code rows} and {@code columns} are those of op(M). */
  public static Operand of(float[] values, Transpose transpose, int rows, int columns) {
    return transpose == Transpose.NO
        ? new Operand(values, columns, 1)
        : new Operand(values, 1, rows);
  }
}
