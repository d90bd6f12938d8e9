package io.nightjar.kernels.scalar.linear;

/**
 * The sums Σ_r left[i][r]·right[j][r] of all pairs i ≤ j, two left rows by four right ones at a
 * time: eight sums share six loads. A pair has four chains, fused: chain c sums the rows r ≡ c mod
 * 4 in order, over all tiles of a block (the last padded with zeros), and the total is (c0 + c2) +
 * (c1 + c3).
 */
public final class PairSums {
  /** Left entries of a group. */
  public static final int LEFT = 2;

  /** Right entries of a group. */
  public static final int RIGHT = 4;

  /** Chains of a pair. */
  public static final int CHAINS = 4;

  /** Rows of a tile: sixty entries of two tiles fit the second-level cache. */
  static final int TILE = 256;

  /** [entries, padded to whole groups][TILE], unweighted. */
  public final double[][] left;

  /** [entries, padded to whole groups][TILE], weighted; the same as left without weights. */
  public final double[][] right;

  /** [groups][LEFT][RIGHT][CHAINS], groups as {@link #add} walks over them. */
  public final double[] chains;

  /** Rows of the tile, a multiple of CHAINS; what was none is zero. */
  public int rows;

  private final int entries;

  PairSums(int entries, boolean weighted) {
    int padded = (entries + RIGHT - 1) / RIGHT * RIGHT;
    this.entries = entries;
    left = new double[padded][TILE];
    right = weighted ? new double[padded][TILE] : left;
    int blocks = padded / RIGHT;
    // Right group b meets 2, 4, .. 2(b + 1) left groups.
    chains = new double[Math.multiplyExact(blocks * (blocks + 1), LEFT * RIGHT * CHAINS)];
  }

  /** One group of sums, over the rows of the tile. */
  public interface Group {
    /**
     * Adds to the chains of left entries {@code i}, {@code i + 1} by right entries {@code j}..
     * {@code j + 3}, which begin at {@code at}.
     */
    void add(PairSums sums, int i, int j, int at);
  }

  /** Adds the tile's rows to every pair. */
  void add(Group group) {
    int at = 0;
    for (int j = 0; j < right.length; j += RIGHT) {
      for (int i = 0; i < j + RIGHT; i += LEFT) {
        group.add(this, i, j, at);
        at += LEFT * RIGHT * CHAINS;
      }
    }
  }

  /** Adds the totals to a packed upper triangle. */
  void addTo(double[] packed) {
    int at = 0;
    for (int j = 0; j < right.length; j += RIGHT) {
      for (int i = 0; i < j + RIGHT; i += LEFT) {
        for (int pair = 0; pair < LEFT * RIGHT; pair++) {
          addPair(i + pair / RIGHT, j + pair % RIGHT, at, packed);
          at += CHAINS;
        }
      }
    }
  }

  private void addPair(int i, int j, int at, double[] packed) {
    if (i <= j && j < entries) {
      packed[i + j * (j + 1) / 2] +=
          (chains[at] + chains[at + 2]) + (chains[at + 1] + chains[at + 3]);
    }
  }
}
