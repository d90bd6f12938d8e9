package io.nightjar.spark.train.solve;

import io.nightjar.kernels.factor.CholeskySolve;

/**
 * Which factors of one non-negative system are free, and how far its exchanges have come. What is
 * out of place by less than rounding counts as in its place. All that is out of place is exchanged
 * at once while that lessens it, and a few times where it does not; then the last alone, by which
 * exchanges come to an end (Murty, Note on a Bard-type scheme for solving the complementarity
 * problem, 1974).
 */
final class Pivoting {
  private static final int TRIES = 3;
  private static final double ROUNDING = 0x1p-40;

  private final int system;
  private final int order;
  private final int packed;
  private final boolean[] free;
  private int fewest;
  private int tries = TRIES;
  private int rounds;

  /** All factors are 0. */
  Pivoting(int system, int order) {
    this.system = system;
    this.order = order;
    this.packed = CholeskySolve.packedLength(order);
    this.free = new boolean[order];
    this.fewest = order + 1;
  }

  int system() {
    return system;
  }

  int rounds() {
    return rounds;
  }

  /**
   * Exchanges what is out of place.
   *
   * @param x solutions for the free factors, 0 for the others
   * @return whether there was any
   */
  boolean exchange(double[] a, double[] b, double[] x) {
    boolean[] wrong = wrong(a, b, x);
    int count = 0;
    int last = -1;
    for (int i = 0; i < order; i++) {
      count += wrong[i] ? 1 : 0;
      last = wrong[i] ? i : last;
    }
    boolean fewer = count < fewest;
    boolean all = fewer || tries > 0;
    tries = fewer ? TRIES : tries - 1;
    fewest = Math.min(fewest, count);
    for (int i = 0; i < order; i++) {
      free[i] ^= wrong[i] && (all || i == last);
    }
    rounds++;
    return count > 0;
  }

  private boolean[] wrong(double[] a, double[] b, double[] x) {
    double largest = 0;
    for (int i = 0; i < order; i++) {
      largest = Math.max(largest, Math.abs(x[system * order + i]));
    }
    boolean[] wrong = new boolean[order];
    for (int i = 0; i < order; i++) {
      wrong[i] = free[i] ? x[system * order + i] < -ROUNDING * largest : isPulled(i, a, b, x);
    }
    return wrong;
  }

  /** Whether the objective falls where factor i rises. */
  private boolean isPulled(int i, double[] a, double[] b, double[] x) {
    double slope = -b[system * order + i];
    double size = Math.abs(slope);
    for (int j = 0; j < order; j++) {
      double term = a[system * packed + entry(Math.max(i, j), Math.min(i, j))];
      term *= x[system * order + j];
      slope += term;
      size += Math.abs(term);
    }
    return slope < -ROUNDING * size;
  }

  /** The system's triangle into place {@code to}; of factors that are not free, the unit matrix. */
  void copyMatrix(double[] a, double[] into, int to) {
    for (int i = 0; i < order; i++) {
      for (int j = 0; j <= i; j++) {
        double unit = i == j ? 1 : 0;
        into[to * packed + entry(i, j)] =
            free[i] && free[j] ? a[system * packed + entry(i, j)] : unit;
      }
    }
  }

  /** The system's right side into place {@code to}; of factors that are not free, 0. */
  void copySide(double[] b, double[] into, int to) {
    for (int i = 0; i < order; i++) {
      into[to * order + i] = free[i] ? b[system * order + i] : 0;
    }
  }

  private static int entry(int i, int j) {
    return CholeskySolve.packedLength(i) + j;
  }
}
