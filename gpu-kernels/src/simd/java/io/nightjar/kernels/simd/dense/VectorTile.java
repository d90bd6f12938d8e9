package io.nightjar.kernels.simd.dense;

import static io.nightjar.kernels.simd.lanes.VectorFloats.all;
import static io.nightjar.kernels.simd.lanes.VectorFloats.fma;
import static io.nightjar.kernels.simd.lanes.VectorFloats.load;
import static io.nightjar.kernels.simd.lanes.VectorFloats.store;

import io.nightjar.kernels.scalar.dense.Operand;
import io.nightjar.kernels.simd.lanes.VectorFloats;
import jdk.incubator.vector.FloatVector;

/**
 * Six rows of A times sixteen columns of B, whose 96 sums stay in twelve registers: where the tile
 * stands in both, and the loops that add it up.
 */
final class VectorTile {
  private static final int LANES = VectorFloats.COUNT;

  /** Rows of a tile. */
  static final int ROWS = 6;

  /** Columns of a tile. */
  static final int COLUMNS = 2 * LANES;

  private float[] rows;
  private int row;
  private int rowStep;
  private int step;
  private float[] columns;
  private int column;
  private int depth;

  /** Takes six rows as they lie, the first step of the first at {@code from}. */
  void rows(Operand a, int from) {
    rows = a.values();
    row = from;
    rowStep = a.rowStep();
    step = a.columnStep();
  }

  /** Takes the columns of a panel, and as many steps as that has. */
  void columns(VectorPanels panels, int panel) {
    columns = panels.values();
    column = panels.at(panel);
    depth = panels.depth();
  }

  /** The entries from {@code c[at]} on, a row every {@code stride}, += rows times columns. */
  void add(float[] c, int at, int stride) {
    if (step == 1) {
      addRows(c, at, stride);
    } else {
      addLanes(c, at, stride);
    }
  }

  /** Rows whose steps lie side by side: the compiler takes the checks of places out of the loop. */
  private void addRows(float[] c, int at, int stride) {
    float[] a = rows;
    float[] b = columns;
    int steps = depth;
    int x0 = row;
    int x1 = x0 + rowStep;
    int x2 = x1 + rowStep;
    int x3 = x2 + rowStep;
    int x4 = x3 + rowStep;
    int x5 = x4 + rowStep;
    int y = column;
    int r1 = at + stride;
    int r2 = r1 + stride;
    int r3 = r2 + stride;
    int r4 = r3 + stride;
    int r5 = r4 + stride;
    FloatVector c00 = load(c, at);
    FloatVector c01 = load(c, at + LANES);
    FloatVector c10 = load(c, r1);
    FloatVector c11 = load(c, r1 + LANES);
    FloatVector c20 = load(c, r2);
    FloatVector c21 = load(c, r2 + LANES);
    FloatVector c30 = load(c, r3);
    FloatVector c31 = load(c, r3 + LANES);
    FloatVector c40 = load(c, r4);
    FloatVector c41 = load(c, r4 + LANES);
    FloatVector c50 = load(c, r5);
    FloatVector c51 = load(c, r5 + LANES);
    for (int q = 0; q < steps; q++) {
      FloatVector b0 = load(b, y + q * COLUMNS);
      FloatVector b1 = load(b, y + q * COLUMNS + LANES);
      FloatVector a0 = all(a[x0 + q]);
      c00 = fma(a0, b0, c00);
      c01 = fma(a0, b1, c01);
      FloatVector a1 = all(a[x1 + q]);
      c10 = fma(a1, b0, c10);
      c11 = fma(a1, b1, c11);
      FloatVector a2 = all(a[x2 + q]);
      c20 = fma(a2, b0, c20);
      c21 = fma(a2, b1, c21);
      FloatVector a3 = all(a[x3 + q]);
      c30 = fma(a3, b0, c30);
      c31 = fma(a3, b1, c31);
      FloatVector a4 = all(a[x4 + q]);
      c40 = fma(a4, b0, c40);
      c41 = fma(a4, b1, c41);
      FloatVector a5 = all(a[x5 + q]);
      c50 = fma(a5, b0, c50);
      c51 = fma(a5, b1, c51);
    }
    store(c00, c, at);
    store(c01, c, at + LANES);
    store(c10, c, r1);
    store(c11, c, r1 + LANES);
    store(c20, c, r2);
    store(c21, c, r2 + LANES);
    store(c30, c, r3);
    store(c31, c, r3 + LANES);
    store(c40, c, r4);
    store(c41, c, r4 + LANES);
    store(c50, c, r5);
    store(c51, c, r5 + LANES);
  }

  /** Rows that lie side by side, step by step: one check serves all six. */
  private void addLanes(float[] c, int at, int stride) {
    float[] a = rows;
    float[] b = columns;
    int steps = depth;
    int laneStep = step;
    int x = row;
    int y = column;
    int r1 = at + stride;
    int r2 = r1 + stride;
    int r3 = r2 + stride;
    int r4 = r3 + stride;
    int r5 = r4 + stride;
    FloatVector c00 = load(c, at);
    FloatVector c01 = load(c, at + LANES);
    FloatVector c10 = load(c, r1);
    FloatVector c11 = load(c, r1 + LANES);
    FloatVector c20 = load(c, r2);
    FloatVector c21 = load(c, r2 + LANES);
    FloatVector c30 = load(c, r3);
    FloatVector c31 = load(c, r3 + LANES);
    FloatVector c40 = load(c, r4);
    FloatVector c41 = load(c, r4 + LANES);
    FloatVector c50 = load(c, r5);
    FloatVector c51 = load(c, r5 + LANES);
    for (int q = 0; q < steps; q++) {
      FloatVector b0 = load(b, y + q * COLUMNS);
      FloatVector b1 = load(b, y + q * COLUMNS + LANES);
      int p = x + q * laneStep;
      FloatVector a0 = all(a[p]);
      c00 = fma(a0, b0, c00);
      c01 = fma(a0, b1, c01);
      FloatVector a1 = all(a[p + 1]);
      c10 = fma(a1, b0, c10);
      c11 = fma(a1, b1, c11);
      FloatVector a2 = all(a[p + 2]);
      c20 = fma(a2, b0, c20);
      c21 = fma(a2, b1, c21);
      FloatVector a3 = all(a[p + 3]);
      c30 = fma(a3, b0, c30);
      c31 = fma(a3, b1, c31);
      FloatVector a4 = all(a[p + 4]);
      c40 = fma(a4, b0, c40);
      c41 = fma(a4, b1, c41);
      FloatVector a5 = all(a[p + 5]);
      c50 = fma(a5, b0, c50);
      c51 = fma(a5, b1, c51);
    }
    store(c00, c, at);
    store(c01, c, at + LANES);
    store(c10, c, r1);
    store(c11, c, r1 + LANES);
    store(c20, c, r2);
    store(c21, c, r2 + LANES);
    store(c30, c, r3);
    store(c31, c, r3 + LANES);
    store(c40, c, r4);
    store(c41, c, r4 + LANES);
    store(c50, c, r5);
    store(c51, c, r5 + LANES);
  }

  /**
   * The same from {@code c[0]} on for so many columns on the left at least, where a matrix ends.
   */
  void addLeft(int wide, float[] c, int stride) {
    if (wide <= LANES) {
      addHalf(c, stride);
    } else {
      add(c, 0, stride);
    }
  }

  private void addHalf(float[] c, int stride) {
    float[] a = rows;
    float[] b = columns;
    int steps = depth;
    int aStep = step;
    int x0 = row;
    int x1 = x0 + rowStep;
    int x2 = x1 + rowStep;
    int x3 = x2 + rowStep;
    int x4 = x3 + rowStep;
    int x5 = x4 + rowStep;
    int y = column;
    FloatVector c0 = load(c, 0);
    FloatVector c1 = load(c, stride);
    FloatVector c2 = load(c, 2 * stride);
    FloatVector c3 = load(c, 3 * stride);
    FloatVector c4 = load(c, 4 * stride);
    FloatVector c5 = load(c, 5 * stride);
    for (int q = 0; q < steps; q++) {
      FloatVector b0 = load(b, y + q * COLUMNS);
      int p = q * aStep;
      c0 = fma(all(a[x0 + p]), b0, c0);
      c1 = fma(all(a[x1 + p]), b0, c1);
      c2 = fma(all(a[x2 + p]), b0, c2);
      c3 = fma(all(a[x3 + p]), b0, c3);
      c4 = fma(all(a[x4 + p]), b0, c4);
      c5 = fma(all(a[x5 + p]), b0, c5);
    }
    store(c0, c, 0);
    store(c1, c, stride);
    store(c2, c, 2 * stride);
    store(c3, c, 3 * stride);
    store(c4, c, 4 * stride);
    store(c5, c, 5 * stride);
  }
}
