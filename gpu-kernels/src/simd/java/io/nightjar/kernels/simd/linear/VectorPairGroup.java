package io.nightjar.kernels.simd.linear;

import static io.nightjar.kernels.simd.lanes.VectorCarried.exact;

import io.nightjar.kernels.scalar.linear.PairSums;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** A pair's four chains are the lanes of a vector; eight of those stay in registers. */
final class VectorPairGroup implements PairSums.Group {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_256;
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
      ap = x.fma(z, ap);
      bp = y.fma(z, bp);
      z = load(q, r);
      aq = x.fma(z, aq);
      bq = y.fma(z, bq);
      z = load(s, r);
      as = x.fma(z, as);
      bs = y.fma(z, bs);
      z = load(t, r);
      au = x.fma(z, au);
      bu = y.fma(z, bu);
    }
    exact(ap).intoArray(chains, at);
    exact(aq).intoArray(chains, at + LANES);
    exact(as).intoArray(chains, at + 2 * LANES);
    exact(au).intoArray(chains, at + 3 * LANES);
    exact(bp).intoArray(chains, at + 4 * LANES);
    exact(bq).intoArray(chains, at + 5 * LANES);
    exact(bs).intoArray(chains, at + 6 * LANES);
    exact(bu).intoArray(chains, at + 7 * LANES);
  }

  private static DoubleVector load(double[] values, int at) {
    return DoubleVector.fromArray(DOUBLES, values, at);
  }
}
