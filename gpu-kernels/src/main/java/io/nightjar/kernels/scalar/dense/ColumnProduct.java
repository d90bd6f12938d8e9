package io.nightjar.kernels.scalar.dense;

import static java.lang.Math.fma;

/**
 * A product with a single column, each row's chain a number of its own: eight chains side by side
 * where rows of A lie one after the other, all of a block where its columns do. Tiles would compute
 * columns that nobody wants.
 */
public final class ColumnProduct extends BlockedProduct {
  private static final int CHAINS = 8;
  private static final int STEPS = 4;

  private final float[] sums = new float[ROWS];
  private float[] column = new float[0];

  /** A product of a size that {@linkplain #suits suits}. */
  public ColumnProduct(Operand a, Operand b, ProductSize size) {
    super(a, b, size);
  }

  /** Whether a product has a single column, and no factor beside it. */
  public static boolean suits(ProductSize size) {
    return size.n() == 1 && size.alpha() == 1;
  }

  @Override
  protected void packStripe(int first, int columns, int p, int depth) {
    if (column.length < depth) {
      column = new float[depth];
    }
    for (int q = 0; q < depth; q++) {
      column[q] = b.values()[b.index(p + q, 0)];
    }
  }

  @Override
  protected void addSlice(Block block, int p, int depth, BlockSink sink) {
    int at = sink.offset(block);
    for (int i = 0; i < block.rows(); i++) {
      sums[i] = sink.array()[at + i * sink.stride()];
    }
    if (a.columnStep() == 1) {
      addRows(block, p, depth);
    } else {
      addColumns(block, p, depth);
    }
    for (int i = 0; i < block.rows(); i++) {
      sink.array()[at + i * sink.stride()] = sums[i];
    }
  }

  private void addRows(Block block, int p, int depth) {
    int i = 0;
    for (; i <= block.rows() - CHAINS; i += CHAINS) {
      addEightRows(i, a.index(block.row() + i, p), depth);
    }
    float[] x = a.values();
    for (; i < block.rows(); i++) {
      int from = a.index(block.row() + i, p);
      float sum = sums[i];
      for (int q = 0; q < depth; q++) {
        sum = fma(x[from + q], column[q], sum);
      }
      sums[i] = sum;
    }
  }

  /** Written out: a chain alone would wait for each of its own sums. */
  private void addEightRows(int i, int x0, int depth) {
    float[] x = a.values();
    float[] w = column;
    int x1 = x0 + a.rowStep();
    int x2 = x1 + a.rowStep();
    int x3 = x2 + a.rowStep();
    int x4 = x3 + a.rowStep();
    int x5 = x4 + a.rowStep();
    int x6 = x5 + a.rowStep();
    int x7 = x6 + a.rowStep();
    float s0 = sums[i];
    float s1 = sums[i + 1];
    float s2 = sums[i + 2];
    float s3 = sums[i + 3];
    float s4 = sums[i + 4];
    float s5 = sums[i + 5];
    float s6 = sums[i + 6];
    float s7 = sums[i + 7];
    for (int q = 0; q < depth; q++) {
      float weight = w[q];
      s0 = fma(x[x0 + q], weight, s0);
      s1 = fma(x[x1 + q], weight, s1);
      s2 = fma(x[x2 + q], weight, s2);
      s3 = fma(x[x3 + q], weight, s3);
      s4 = fma(x[x4 + q], weight, s4);
      s5 = fma(x[x5 + q], weight, s5);
      s6 = fma(x[x6 + q], weight, s6);
      s7 = fma(x[x7 + q], weight, s7);
    }
    sums[i] = s0;
    sums[i + 1] = s1;
    sums[i + 2] = s2;
    sums[i + 3] = s3;
    sums[i + 4] = s4;
    sums[i + 5] = s5;
    sums[i + 6] = s6;
    sums[i + 7] = s7;
  }

  private void addColumns(Block block, int p, int depth) {
    int q = 0;
    for (; q <= depth - STEPS; q += STEPS) {
      addFourColumns(a.index(block.row(), p + q), q, block.rows());
    }
    float[] x = a.values();
    for (; q < depth; q++) {
      int from = a.index(block.row(), p + q);
      for (int i = 0; i < block.rows(); i++) {
        sums[i] = fma(x[from + i], column[q], sums[i]);
      }
    }
  }

  private void addFourColumns(int x0, int q, int rows) {
    float[] x = a.values();
    float[] c = sums;
    int x1 = x0 + a.columnStep();
    int x2 = x1 + a.columnStep();
    int x3 = x2 + a.columnStep();
    float w0 = column[q];
    float w1 = column[q + 1];
    float w2 = column[q + 2];
    float w3 = column[q + 3];
    for (int i = 0; i < rows; i++) {
      c[i] = fma(x[x3 + i], w3, fma(x[x2 + i], w2, fma(x[x1 + i], w1, fma(x[x0 + i], w0, c[i]))));
    }
  }
}
