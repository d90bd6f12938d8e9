package io.nightjar.kernels.scalar.dense;

/**
 * Loops of normal equations over a tile of factor rows, each row at {@code t·stride}. Every set
 * gives the same bits: an entry's chain goes along the rows in order.
 */
public interface RankUpdate {
  /** What a stride is a multiple of, so that loops need no rest. */
  int STRIDE = 8;

  /**
   * {@code sums[i·stride + j] += Σ_t weighted[t·stride + i]·rows[t·stride + j]} at least for j ≤ i;
   * what stands where j &gt; i is of no use.
   */
  void add(FactorTile tile, double[] sums);

  /** RankUpdate without the vector API. */
  static RankUpdate plain() {
    return new PlainRankUpdate();
  }
}
