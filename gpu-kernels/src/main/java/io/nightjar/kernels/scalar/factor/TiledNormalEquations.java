package io.nightjar.kernels.scalar.factor;

import io.nightjar.kernels.factor.CholeskySolve;
import io.nightjar.kernels.factor.FactorLists;
import io.nightjar.kernels.factor.FactorMatrix;
import io.nightjar.kernels.factor.NormalEquations;

/**
 * Normal equations by tiles of gathered factor rows, which serve the whole matrix from the cache.
 */
public final class TiledNormalEquations implements NormalEquations {
  private final FactorTileFactory factory;

  /** Normal equations on these loops. */
  public TiledNormalEquations(FactorTileFactory factory) {
    this.factory = factory;
  }

  /** Normal equations on plain loops. */
  public static TiledNormalEquations plain() {
    return new TiledNormalEquations(PlainFactorTile::new);
  }

  @Override
  public void add(FactorMatrix factors, FactorLists lists, double[] a, double[] b) {
    int rank = factors.rank();
    int packed = CholeskySolve.packedLength(rank);
    FactorTile tile = factory.of(rank);
    for (int system = 0; system < lists.systems(); system++) {
      int from = lists.offsets()[system];
      int to = lists.offsets()[system + 1];
      if (from < to) {
        tile.load(a, system * packed, b, system * rank);
        for (int t = from; t < to; t += FactorTile.ROWS) {
          tile.count = Math.min(FactorTile.ROWS, to - t);
          gather(factors, lists, t, tile);
          tile.add();
        }
        tile.store(a, system * packed, b, system * rank);
      }
    }
  }

  private static void gather(FactorMatrix factors, FactorLists lists, int from, FactorTile tile) {
    for (int t = 0; t < tile.count; t++) {
      tile.weights[t] = lists.weights()[from + t];
      tile.targets[t] = lists.targets()[from + t];
      tile.starts[t] = lists.rows()[from + t] * factors.rank();
    }
    tile.gather(factors.values());
  }
}
