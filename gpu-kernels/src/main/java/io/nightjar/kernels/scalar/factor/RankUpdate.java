package io.nightjar.kernels.scalar.factor;

/**
 * Loops of normal equations over a tile of factor rows. Every set gives the same bits: an entry's
 * chain goes along the rows in order.
 */
public interface RankUpdate {
  /**
   * Fills row t of the tile from the factors that begin at {@code from}, and adds r·v to b.
   *
   * @param t the row, whose weight and target stand in the tile
   */
  void gather(float[] factors, int from, FactorTile tile, int t);

  /** A += Σ_t w·v·vᵀ of the tile's rows, at least where j ≤ i. */
  void add(FactorTile tile);

  /** RankUpdate without the vector API. */
  static RankUpdate plain() {
    return new PlainRankUpdate();
  }
}
