package io.nightjar.kernels.scalar.cluster;

import java.util.Arrays;

/** Some rows of a block, laid out a row at a time, and their distances; they fit the L1 cache. */
public final class RowTile {
  /** Most rows. */
  public static final int ROWS = 64;

  /** Values behind the last row that vectors load and don't use. */
  private static final int BEHIND = 4;

  /** How many rows count. */
  int count;

  final int stride;

  /** Features, [ROWS][stride]; columns beyond the block's are zero. */
  final float[] rows;

  /** The centroid that each row belongs to. */
  final int[] nearest = new int[ROWS];

  /** Squared distance from the nearest centroid. */
  final double[] distances = new double[ROWS];

  /** Squared distance from the second nearest centroid, where that was looked for; 0 elsewhere. */
  final double[] seconds = new double[ROWS];

  /** No less than the doubt that scores leave in any of the rows. */
  double doubt;

  RowTile(int stride) {
    this.stride = stride;
    this.rows = new float[ROWS * stride + BEHIND];
  }

  /** Four columns at a time, because stores to one cache line are the cheapest. */
  void load(float[][] x, int from, int rowCount) {
    count = rowCount;
    Arrays.fill(seconds, 0);
    int j = 0;
    for (; j <= x.length - 4; j += 4) {
      transpose(x[j], x[j + 1], x[j + 2], x[j + 3], from, j);
    }
    for (; j < x.length; j++) {
      transpose(x[j], from, j);
    }
  }

  private void transpose(float[] w, float[] x, float[] y, float[] z, int from, int j) {
    float[] into = rows;
    int at = j;
    for (int i = 0; i < count; i++) {
      into[at] = w[from + i];
      into[at + 1] = x[from + i];
      into[at + 2] = y[from + i];
      into[at + 3] = z[from + i];
      at += stride;
    }
  }

  private void transpose(float[] x, int from, int j) {
    int at = j;
    for (int i = 0; i < count; i++) {
      rows[at] = x[from + i];
      at += stride;
    }
  }

  /** How many rows count. */
  public int count() {
    return count;
  }

  /** Columns of a row, padded. */
  public int stride() {
    return stride;
  }

  /** Features, [count][stride]. */
  public float[] rows() {
    return rows;
  }

  /** The centroid that each row belongs to. */
  public int[] nearest() {
    return nearest;
  }

  /** Squared distances of the rows from their nearest centroids. */
  public double[] distances() {
    return distances;
  }
}
