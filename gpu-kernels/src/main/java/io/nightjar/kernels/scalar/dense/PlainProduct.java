package io.nightjar.kernels.scalar.dense;

import static java.lang.Math.fma;

/**
 * A product on loops that the JVM's compiler turns into vector code: two rows of C at a time, each
 * in an array of its own like the rows of B, four steps of k in one walk over the columns.
 */
final class PlainProduct extends BlockedProduct {
  private static final int STEPS = 4;

  private final float[][] stripe;
  private final float[] first;
  private final float[] second;
  private final float[] weights = new float[2 * STEPS];
  private int columns;

  PlainProduct(Operand a, Operand b, ProductSize size) {
    super(a, b, size);
    int width = Math.min(COLUMNS, size.n());
    stripe = new float[size.k()][];
    first = new float[width];
    second = new float[width];
  }

  @Override
  protected void packStripe(int column, int count, int p, int depth) {
    columns = count;
    for (int q = 0; q < depth; q++) {
      if (stripe[q] == null) {
        stripe[q] = new float[first.length];
      }
      packRow(stripe[q], b.index(p + q, column));
    }
  }

  private void packRow(float[] row, int from) {
    if (b.columnStep() == 1) {
      System.arraycopy(b.values(), from, row, 0, columns);
      return;
    }
    for (int j = 0; j < columns; j++) {
      row[j] = b.values()[from + j * b.columnStep()];
    }
  }

  @Override
  protected void addSlice(Block block, int p, int depth, BlockSink sink) {
    for (int i = 0; i < block.rows(); i += 2) {
      // An odd last row is made twice; the copy is of no use.
      int other = Math.min(i + 1, block.rows() - 1);
      int at = sink.offset(block) + i * sink.stride();
      int otherAt = sink.offset(block) + other * sink.stride();
      System.arraycopy(sink.array(), at, first, 0, columns);
      System.arraycopy(sink.array(), otherAt, second, 0, columns);
      addRowPair(a.index(block.row() + i, p), a.index(block.row() + other, p), depth);
      System.arraycopy(first, 0, sink.array(), at, columns);
      System.arraycopy(second, 0, sink.array(), otherAt, columns);
    }
  }

  private void addRowPair(int at, int otherAt, int depth) {
    float[] v = a.values();
    int step = a.columnStep();
    int q = 0;
    for (; q <= depth - STEPS; q += STEPS) {
      for (int s = 0; s < STEPS; s++) {
        weights[s] = size.alpha() * v[at + (q + s) * step];
        weights[STEPS + s] = size.alpha() * v[otherAt + (q + s) * step];
      }
      addFour(q);
    }
    for (; q < depth; q++) {
      addOne(size.alpha() * v[at + q * step], stripe[q], first, columns);
      addOne(size.alpha() * v[otherAt + q * step], stripe[q], second, columns);
    }
  }

  /** Everything is local to the loop: only then does the JVM's compiler make vector code of it. */
  private void addFour(int q) {
    float w0 = weights[0];
    float w1 = weights[1];
    float w2 = weights[2];
    float w3 = weights[3];
    float v0 = weights[4];
    float v1 = weights[5];
    float v2 = weights[6];
    float v3 = weights[7];
    float[] b0 = stripe[q];
    float[] b1 = stripe[q + 1];
    float[] b2 = stripe[q + 2];
    float[] b3 = stripe[q + 3];
    float[] c = first;
    float[] d = second;
    int count = columns;
    for (int j = 0; j < count; j++) {
      c[j] = fma(w3, b3[j], fma(w2, b2[j], fma(w1, b1[j], fma(w0, b0[j], c[j]))));
      d[j] = fma(v3, b3[j], fma(v2, b2[j], fma(v1, b1[j], fma(v0, b0[j], d[j]))));
    }
  }

  private static void addOne(float weight, float[] row, float[] sums, int columns) {
    for (int j = 0; j < columns; j++) {
      sums[j] = fma(weight, row[j], sums[j]);
    }
  }
}
