package io.nightjar.kernels.scalar.factor;

import io.nightjar.kernels.factor.CholeskySolve;

/**
 * A few systems that are solved side by side, a lane each: entry e of lane s stands at {@code
 * e·lanes + s}, so that one instruction can work on all of them.
 */
public abstract class Systems {
  /** What a pivot must be above, relative to its diagonal entry and the order. */
  private static final double ROUNDING = 0x1p-52;

  /** k. */
  protected final int order;

  /** A's lower triangle, then L's, entry (i, j) at {@link #row}(i) + j. */
  protected final double[] l;

  /** 1/L[j][j]. */
  protected final double[] inverse;

  /** b, then y, then x. */
  protected final double[] x;

  /** Squares of L[j][j]. */
  protected final double[] pivots;

  private final double[] diagonal;
  private final int lanes;

  /** Room for so many systems. */
  protected Systems(int order, int lanes) {
    this.order = order;
    this.lanes = lanes;
    l = new double[CholeskySolve.packedLength(order) * lanes];
    inverse = new double[order * lanes];
    x = new double[order * lanes];
    pivots = new double[order * lanes];
    diagonal = new double[order * lanes];
  }

  /** How many systems there is room for. */
  public final int lanes() {
    return lanes;
  }

  /** Number of the first entry of a row of the triangle. */
  protected static int row(int i) {
    return i * (i + 1) / 2;
  }

  /** Loads {@code count} systems; lanes without one do the first one again. */
  final void load(double[] a, double[] b, int first, int count) {
    int packed = CholeskySolve.packedLength(order);
    if (lanes == 1) {
      System.arraycopy(a, first * packed, l, 0, packed);
      System.arraycopy(b, first * order, x, 0, order);
    } else {
      for (int lane = 0; lane < lanes; lane += 2) {
        int one = lane < count ? first + lane : first;
        int other = lane + 1 < count ? first + lane + 1 : first;
        scatter(a, one * packed, other * packed, l, lane);
        scatter(b, one * order, other * order, x, lane);
      }
    }
    for (int j = 0; j < order; j++) {
      System.arraycopy(l, (row(j) + j) * lanes, diagonal, j * lanes, lanes);
    }
  }

  /** Two lanes at a time, as many as stand in half a cache line. */
  private void scatter(double[] from, int one, int other, double[] to, int lane) {
    int count = to.length / lanes;
    for (int e = 0; e < count; e++) {
      to[e * lanes + lane] = from[one + e];
      to[e * lanes + lane + 1] = from[other + e];
    }
  }

  /** Factors the matrices and solves for x; may give up where no lane can be solved. */
  protected abstract void solve();

  /** Whether a pivot is more than rounding. */
  protected final boolean positive(int j, int lane) {
    double pivot = pivots[j * lanes + lane];
    return pivot > order * ROUNDING * diagonal[j * lanes + lane]
        && pivot < Double.POSITIVE_INFINITY;
  }

  /** Whether a lane's matrix was positive definite and its x is finite. */
  final boolean solved(int lane) {
    for (int j = 0; j < order; j++) {
      if (!positive(j, lane) || !Double.isFinite(x[j * lanes + lane])) {
        return false;
      }
    }
    return true;
  }

  final void store(int lane, double[] to, int at) {
    for (int j = 0; j < order; j++) {
      to[at + j] = x[j * lanes + lane];
    }
  }
}
