package io.nightjar.kernels.simd.linear;

import static io.nightjar.kernels.simd.lanes.VectorDoubles.fma;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.load;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.store;

import io.nightjar.kernels.scalar.linear.PairSums;
import io.nightjar.kernels.scalar.linear.PairTile;
import jdk.incubator.vector.DoubleVector;

/**
 * Two left entries by four right ones at a time: eight sums share six loads. A pair's four chains
 * are the lanes of a vector; eight of those stay in registers.
 */
final class VectorPairSums implements PairSums {
  private static final int LANES = CHAINS;

  /** Left entries of a group. */
  private static final int LEFT = 2;

  /** Right entries of a group. */
  private static final int RIGHT = PairTile.ENTRIES_TOGETHER;

  private final int entries;

  /** [groups][LEFT][RIGHT][CHAINS], groups as {@link #add} walks over them. */
  private final double[] chains;

  VectorPairSums(int entries) {
    this.entries = entries;
    int blocks = PairTile.padded(entries) / RIGHT;
    // Right group b meets 2, 4, .. 2(b + 1) left groups.
    chains = new double[Math.multiplyExact(blocks * (blocks + 1), LEFT * RIGHT * CHAINS)];
  }

  @Override
  public void add(PairTile tile) {
    int at = 0;
    for (int j = 0; j < tile.right.length; j += RIGHT) {
      for (int i = 0; i < j + RIGHT; i += LEFT) {
        addGroup(tile, i, j, at);
        at += LEFT * RIGHT * CHAINS;
      }
    }
  }

  private void addGroup(PairTile tile, int i, int j, int at) {
    double[] a = tile.left[i];
    double[] b = tile.left[i + 1];
    double[] p = tile.right[j];
    double[] q = tile.right[j + 1];
    double[] s = tile.right[j + 2];
    double[] t = tile.right[j + 3];
    DoubleVector ap = load(chains, at);
    DoubleVector aq = load(chains, at + LANES);
    DoubleVector as = load(chains, at + 2 * LANES);
    DoubleVector au = load(chains, at + 3 * LANES);
    DoubleVector bp = load(chains, at + 4 * LANES);
    DoubleVector bq = load(chains, at + 5 * LANES);
    DoubleVector bs = load(chains, at + 6 * LANES);
    DoubleVector bu = load(chains, at + 7 * LANES);
    int rows = tile.rows();
    for (int r = 0; r <= rows - LANES; r += LANES) {
      DoubleVector x = load(a, r);
      DoubleVector y = load(b, r);
      DoubleVector z = load(p, r);
      ap = fma(x, z, ap);
      bp = fma(y, z, bp);
      z = load(q, r);
      aq = fma(x, z, aq);
      bq = fma(y, z, bq);
      z = load(s, r);
      as = fma(x, z, as);
      bs = fma(y, z, bs);
      z = load(t, r);
      au = fma(x, z, au);
      bu = fma(y, z, bu);
    }
    store(ap, chains, at);
    store(aq, chains, at + LANES);
    store(as, chains, at + 2 * LANES);
    store(au, chains, at + 3 * LANES);
    store(bp, chains, at + 4 * LANES);
    store(bq, chains, at + 5 * LANES);
    store(bs, chains, at + 6 * LANES);
    store(bu, chains, at + 7 * LANES);
  }

  @Override
  public void addTo(double[] packed) {
    int at = 0;
    for (int j = 0; j < entries; j += RIGHT) {
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
