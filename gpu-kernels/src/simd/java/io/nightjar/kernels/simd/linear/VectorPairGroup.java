package io.nightjar.kernels.simd.linear;

import static io.nightjar.kernels.simd.lanes.VectorDoubles.fma;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.load;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.store;

import io.nightjar.kernels.scalar.linear.PairSums;
import jdk.incubator.vector.DoubleVector;

/** A pair's four chains are the lanes of a vector; eight of those stay in registers. */
final class VectorPairGroup implements PairSums.Group {
  private static final int LANES = PairSums.CHAINS;

  @Override
  public void add(PairSums sums, int i, int j, int at) {
    double[] a = sums.left[i];
    double[] b = sums.left[i + 1];
    double[] p = sums.right[j];
    double[] q = sums.right[j + 1];
    double[] s = sums.right[j + 2];
    double[] t = sums.right[j + 3];
    double[] chains = sums.chains;
    DoubleVector ap = load(chains, at);
    DoubleVector aq = load(chains, at + LANES);
    DoubleVector as = load(chains, at + 2 * LANES);
    DoubleVector au = load(chains, at + 3 * LANES);
    DoubleVector bp = load(chains, at + 4 * LANES);
    DoubleVector bq = load(chains, at + 5 * LANES);
    DoubleVector bs = load(chains, at + 6 * LANES);
    DoubleVector bu = load(chains, at + 7 * LANES);
    int rows = sums.rows;
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
}
