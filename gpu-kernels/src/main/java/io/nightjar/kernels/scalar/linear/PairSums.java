package io.nightjar.kernels.scalar.linear;

/**
 * The sums Σ_r left[i][r]·right[j][r] of all pairs i ≤ j. A pair has four chains, fused: chain c
 * sums the rows r ≡ c mod 4 in order, over all tiles of a block (the last padded with zeros), and
 * the total is (c0 + c2) + (c1 + c3). Every set of loops gives the same bits.
 */
public interface PairSums {
  /** Chains of a pair. */
  int CHAINS = 4;

  /** Adds the tile's rows to every pair. */
  void add(PairTile tile);

  /** Adds the totals to a packed upper triangle: pair (i, j) at i + j(j + 1)/2. */
  void addTo(double[] packed);
}
