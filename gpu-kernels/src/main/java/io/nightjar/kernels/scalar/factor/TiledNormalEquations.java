package io.nightjar.kernels.scalar.factor;

import io.nightjar.kernels.factor.CholeskySolve;
import io.nightjar.kernels.factor.FactorLists;
import io.nightjar.kernels.factor.FactorMatrix;
import io.nightjar.kernels.factor.NormalEquations;

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
    int rank = factors.rank();
    int packed = CholeskySolve.packedLength(rank);
    FactorTile tile = new FactorTile(rank);
    for (int system = 0; system < lists.systems(); system++) {
      int from = lists.offsets()[system];
      int to = lists.offsets()[system + 1];
      if (from < to) {
        tile.load(a, system * packed, b, system * rank);
        for (int t = from; t < to; t += FactorTile.ROWS) {
          tile.count = Math.min(FactorTile.ROWS, to - t);
          gather(factors, lists, t, tile);
          loops.add(tile);
        }
        tile.store(a, system * packed, b, system * rank);
      }
    }
  }

  private void gather(FactorMatrix factors, FactorLists lists, int from, FactorTile tile) {
    for (int t = 0; t < tile.count; t++) {
      tile.weights[t] = lists.weights()[from + t];
      tile.targets[t] = lists.targets()[from + t];
      loops.gather(factors.values(), lists.rows()[from + t] * tile.rank, tile, t);
    }
  }
}
