package io.nightjar.kernels.simd.factor;

import static io.nightjar.kernels.simd.lanes.VectorCarried.exact;
import static io.nightjar.kernels.simd.lanes.VectorWidening.BEHIND;
import static io.nightjar.kernels.simd.lanes.VectorWidening.DOUBLES;
import static io.nightjar.kernels.simd.lanes.VectorWidening.widened;

import io.nightjar.kernels.scalar.factor.FactorTile;
import io.nightjar.kernels.scalar.factor.RankUpdate;
import jdk.incubator.vector.DoubleVector;

/** Four by eight entries at a time, whose sums stay in registers while the rows go by. */
public final class VectorRankUpdate implements RankUpdate {
  private static final int LANES = 4;

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
    DoubleVector w = DoubleVector.broadcast(DOUBLES, tile.weights[t]);
    DoubleVector r = DoubleVector.broadcast(DOUBLES, tile.targets[t]);
    for (int j = 0; j < whole; j += LANES) {
      DoubleVector v = widened(factors, from + j);
      exact(v).intoArray(tile.rows, FactorTile.wide(j) + FactorTile.WIDE * t);
      w.mul(v).intoArray(tile.weighted, FactorTile.narrow(j) + FactorTile.NARROW * t);
      r.fma(v, DoubleVector.fromArray(DOUBLES, b, j)).intoArray(b, j);
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
    DoubleVector s00 = DoubleVector.fromArray(DOUBLES, sums, r0);
    DoubleVector s01 = DoubleVector.fromArray(DOUBLES, sums, r0 + LANES);
    DoubleVector s10 = DoubleVector.fromArray(DOUBLES, sums, r1);
    DoubleVector s11 = DoubleVector.fromArray(DOUBLES, sums, r1 + LANES);
    DoubleVector s20 = DoubleVector.fromArray(DOUBLES, sums, r2);
    DoubleVector s21 = DoubleVector.fromArray(DOUBLES, sums, r2 + LANES);
    DoubleVector s30 = DoubleVector.fromArray(DOUBLES, sums, r3);
    DoubleVector s31 = DoubleVector.fromArray(DOUBLES, sums, r3 + LANES);
    for (int t = 0; t < tile.count; t++) {
      DoubleVector v0 = DoubleVector.fromArray(DOUBLES, v, column + FactorTile.WIDE * t);
      DoubleVector v1 = DoubleVector.fromArray(DOUBLES, v, column + FactorTile.WIDE * t + LANES);
      DoubleVector w0 = DoubleVector.broadcast(DOUBLES, w[row + FactorTile.NARROW * t]);
      s00 = w0.fma(v0, s00);
      s01 = w0.fma(v1, s01);
      DoubleVector w1 = DoubleVector.broadcast(DOUBLES, w[row + FactorTile.NARROW * t + 1]);
      s10 = w1.fma(v0, s10);
      s11 = w1.fma(v1, s11);
      DoubleVector w2 = DoubleVector.broadcast(DOUBLES, w[row + FactorTile.NARROW * t + 2]);
      s20 = w2.fma(v0, s20);
      s21 = w2.fma(v1, s21);
      DoubleVector w3 = DoubleVector.broadcast(DOUBLES, w[row + FactorTile.NARROW * t + 3]);
      s30 = w3.fma(v0, s30);
      s31 = w3.fma(v1, s31);
    }
    exact(s00).intoArray(sums, r0);
    exact(s01).intoArray(sums, r0 + LANES);
    exact(s10).intoArray(sums, r1);
    exact(s11).intoArray(sums, r1 + LANES);
    exact(s20).intoArray(sums, r2);
    exact(s21).intoArray(sums, r2 + LANES);
    exact(s30).intoArray(sums, r3);
    exact(s31).intoArray(sums, r3 + LANES);
  }
}
