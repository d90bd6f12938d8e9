package io.nightjar.kernels.scalar.dense;

import io.nightjar.kernels.dense.CholeskySolve;
import io.nightjar.kernels.dense.FactorLists;
import io.nightjar.kernels.dense.FactorMatrix;
import io.nightjar.kernels.dense.NormalEquations;

/**
 * Normal equations by tiles of gathered factor rows, which serve the whole matrix from the cache.
 */
public final class TiledNormalEquations implements NormalEquations {
  private final RankUpdate loops;

  /** Normal equations on these loops. */
  public TiledNormalEquations(RankUpdate loops) {
    this.loops = loops;
  }

  @Override
  public void add(FactorMatrix factors, FactorLists lists, double[] a, double[] b) {
    FactorTile tile = new FactorTile(factors.rank());
    double[] sums = new double[tile.stride * tile.stride];
    int packed = CholeskySolve.packedLength(factors.rank());
    for (int system = 0; system < lists.systems(); system++) {
      int from = lists.offsets()[system];
      int to = lists.offsets()[system + 1];
      if (from == to) {
        continue;
      }
      unpack(a, system * packed, factors.rank(), sums, tile.stride);
      for (int t = from; t < to; t += FactorTile.ROWS) {
        tile.load(factors, lists, t, Math.min(FactorTile.ROWS, to - t));
        loops.add(tile, sums);
        addTargets(tile, lists.targets(), t, b, system * factors.rank(), factors.rank());
      }
      pack(sums, tile.stride, factors.rank(), a, system * packed);
    }
  }

  private static void unpack(double[] a, int from, int rank, double[] sums, int stride) {
    for (int i = 0; i < rank; i++) {
      System.arraycopy(a, from + i * (i + 1) / 2, sums, i * stride, i + 1);
    }
  }

  private static void pack(double[] sums, int stride, int rank, double[] a, int to) {
    for (int i = 0; i < rank; i++) {
      System.arraycopy(sums, i * stride, a, to + i * (i + 1) / 2, i + 1);
    }
  }

  private static void addTargets(
      FactorTile tile, float[] targets, int from, double[] b, int to, int rank) {
    for (int t = 0; t < tile.count; t++) {
      double r = targets[from + t];
      for (int j = 0; j < rank; j++) {
        b[to + j] = Math.fma(r, tile.rows[t * tile.stride + j], b[to + j]);
      }
    }
  }
}
