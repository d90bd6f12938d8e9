package io.nightjar.kernels.simd.factor;

import static io.nightjar.kernels.simd.lanes.VectorDoubles.BEHIND;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.all;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.fma;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.load;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.mul;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.store;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.widened;

import io.nightjar.kernels.scalar.factor.FactorTile;
import io.nightjar.kernels.scalar.factor.RankUpdate;
import io.nightjar.kernels.simd.lanes.VectorDoubles;
import jdk.incubator.vector.DoubleVector;

/** Four by eight entries at a time, whose sums stay in registers while the rows go by. */
public final class VectorRankUpdate implements RankUpdate {
  private static final int LANES = VectorDoubles.COUNT;

  /** RankUpdate over vectors of four float64 lanes. */
  public VectorRankUpdate() {}

  @Override
  public void gather(float[] factors, int from, FactorTile tile, int t) {
    // The last four of the last row may have nothing behind them to be loaded too.
    int there = Math.min(tile.rank, factors.length - from - BEHIND);
    int whole = Math.max(there, 0) / LANES * LANES;
    widen(factors, from, tile, t, whole);
    tile.gather(factors, from, t, whole);
  }

  private static void widen(float[] factors, int from, FactorTile tile, int t, int whole) {
    double[] b = tile.b;
    DoubleVector w = all(tile.weights[t]);
    DoubleVector r = all(tile.targets[t]);
    for (int j = 0; j < whole; j += LANES) {
      DoubleVector v = widened(factors, from + j);
      store(v, tile.rows, FactorTile.wide(j) + FactorTile.WIDE * t);
      store(mul(w, v), tile.weighted, FactorTile.narrow(j) + FactorTile.NARROW * t);
      store(fma(r, v, load(b, j)), b, j);
    }
  }

  @Override
  public void add(FactorTile tile) {
    for (int i = 0; i < tile.stride; i += 4) {
      for (int j = 0; j <= i + 3; j += 2 * LANES) {
        block(tile, i, j);
      }
    }
  }

  private static void block(FactorTile tile, int i, int j) {
    double[] v = tile.rows;
    double[] w = tile.weighted;
    double[] sums = tile.a;
    int stride = tile.stride;
    int column = FactorTile.wide(j);
    int row = FactorTile.narrow(i);
    int r0 = i * stride + j;
    int r1 = r0 + stride;
    int r2 = r1 + stride;
    int r3 = r2 + stride;
    DoubleVector s00 = load(sums, r0);
    DoubleVector s01 = load(sums, r0 + LANES);
    DoubleVector s10 = load(sums, r1);
    DoubleVector s11 = load(sums, r1 + LANES);
    DoubleVector s20 = load(sums, r2);
    DoubleVector s21 = load(sums, r2 + LANES);
    DoubleVector s30 = load(sums, r3);
    DoubleVector s31 = load(sums, r3 + LANES);
    for (int t = 0; t < tile.count; t++) {
      DoubleVector v0 = load(v, column + FactorTile.WIDE * t);
      DoubleVector v1 = load(v, column + FactorTile.WIDE * t + LANES);
      DoubleVector w0 = all(w[row + FactorTile.NARROW * t]);
      s00 = fma(w0, v0, s00);
      s01 = fma(w0, v1, s01);
      DoubleVector w1 = all(w[row + FactorTile.NARROW * t + 1]);
      s10 = fma(w1, v0, s10);
      s11 = fma(w1, v1, s11);
      DoubleVector w2 = all(w[row + FactorTile.NARROW * t + 2]);
      s20 = fma(w2, v0, s20);
      s21 = fma(w2, v1, s21);
      DoubleVector w3 = all(w[row + FactorTile.NARROW * t + 3]);
      s30 = fma(w3, v0, s30);
      s31 = fma(w3, v1, s31);
    }
    store(s00, sums, r0);
    store(s01, sums, r0 + LANES);
    store(s10, sums, r1);
    store(s11, sums, r1 + LANES);
    store(s20, sums, r2);
    store(s21, sums, r2 + LANES);
    store(s30, sums, r3);
    store(s31, sums, r3 + LANES);
  }
}
