package io.nightjar.drift;

import io.nightjar.drift.KsResult.Method;
import java.util.Arrays;

/**
 * The two-sample Kolmogorov–Smirnov distance D = sup |F₁ − F₂|, ties processed together, and its p.
 *
 * <p>For n·m ≤ 10⁴ p is exact: among all ways to interleave the samples, the share whose lattice
 * path leaves the band |i/n − j/m| &lt; D (Hodges 1958). Above, it is Q(√(nm/(n+m))·D) with Q(λ) =
 * 2 Σ(−1)^(k−1)·e^(−2k²λ²). Ties make p conservative.
 */
public final class KolmogorovSmirnov {
  private static final long EXACT_UP_TO = 10_000;
  private static final double SMALL_LAMBDA = 1.18;

  private KolmogorovSmirnov() {}

  /** Compares two samples of finite or infinite numbers, none of them NaN, neither empty. */
  public static KsResult test(double[] first, double[] second) {
    double[] a = sorted(first);
    double[] b = sorted(second);
    double distance = 0;
    int i = 0;
    int j = 0;
    while (i < a.length && j < b.length) {
      double x = Math.min(a[i], b[j]);
      while (i < a.length && a[i] == x) {
        i++;
      }
      while (j < b.length && b[j] == x) {
        j++;
      }
      distance = Math.max(distance, difference(i, a.length, j, b.length));
    }
    return result(distance, 0, a.length, b.length);
  }

  private static double[] sorted(double[] sample) {
    double[] copy = Arrays.stream(sample).map(x -> x + 0.0).sorted().toArray();
    if (copy.length == 0 || Double.isNaN(copy[copy.length - 1])) {
      throw new IllegalArgumentException("a sample must not be empty and holds no NaN");
    }
    return copy;
  }

  /**
   * Compares two samples that were counted over the same knots. Exact where between each two knots
   * at most one of the samples has values; otherwise with a rigorous error bound: within a stretch
   * both functions rise from their value at its left end to that at its right end, so they can't
   * differ by more than the one's right end and the other's left end do.
   */
  public static KsResult test(KnotCounts first, KnotCounts second) {
    long n = first.total();
    long m = second.total();
    double seen = 0;
    double possible = 0;
    long i = 0;
    long j = 0;
    for (int k = 0; k <= first.knots(); k++) {
      long iLeft = i;
      long jLeft = j;
      i += first.before(k);
      j += second.before(k);
      seen = Math.max(seen, difference(i, n, j, m));
      possible = Math.max(possible, i / (double) n - jLeft / (double) m);
      possible = Math.max(possible, j / (double) m - iLeft / (double) n);
      if (k < first.knots()) {
        i += first.at(k);
        j += second.at(k);
        seen = Math.max(seen, difference(i, n, j, m));
      }
    }
    return result(seen, Math.max(0, possible - seen), n, m);
  }

  private static double difference(long i, long n, long j, long m) {
    return Math.abs(i / (double) n - j / (double) m);
  }

  private static KsResult result(double distance, double errorBound, long n, long m) {
    boolean exact = n <= EXACT_UP_TO && m <= EXACT_UP_TO && n * m <= EXACT_UP_TO;
    double p = exact ? exactP(distance, (int) n, (int) m) : limitP(distance, n, m);
    return new KsResult(distance, errorBound, p, exact ? Method.EXACT : Method.LIMIT, n, m);
  }

  private static double limitP(double distance, long n, long m) {
    return tail(Math.sqrt(n / (double) (n + m) * m) * distance);
  }

  /**
   * P(D ≥ distance): left[j] is the probability that the path to (i, j) has left the band; all
   * terms are positive, so small p keep their digits.
   */
  static double exactP(double distance, int n, int m) {
    long band = Math.round(distance * n * m);
    double[] left = new double[m + 1];
    for (int i = 0; i <= n; i++) {
      for (int j = 0; j <= m; j++) {
        double fromBelow = i == 0 ? 0 : left[j] * i / (i + j);
        double fromLeft = j == 0 ? 0 : left[j - 1] * j / (i + j);
        boolean outside = Math.abs((long) i * m - (long) j * n) >= band;
        left[j] = outside ? 1 : fromBelow + fromLeft;
      }
    }
    return left[m];
  }

  /** Kolmogorov's Q(λ); for small λ by the equal series that converges there. */
  static double tail(double lambda) {
    if (lambda <= 0) {
      return 1;
    }
    if (lambda < SMALL_LAMBDA) {
      double y = -Math.PI * Math.PI / (8 * lambda * lambda);
      double sum = Math.exp(y) + Math.exp(9 * y) + Math.exp(25 * y) + Math.exp(49 * y);
      return 1 - Math.sqrt(2 * Math.PI) / lambda * sum;
    }
    double sum = 0;
    for (int k = 1; k <= 20; k++) {
      sum += (k % 2 == 1 ? 2 : -2) * Math.exp(-2.0 * k * k * lambda * lambda);
    }
    return Math.min(1, sum);
  }
}
