package io.nightjar.drift;

/**
 * A two-sample Kolmogorov–Smirnov comparison.
 *
 * @param distance D = sup |F₁ − F₂|; where {@code errorBound} is above 0, the greatest difference
 *     seen, a lower bound of D
 * @param errorBound the true D is at most {@code distance + errorBound}; 0 where D is exact
 * @param p probability of a distance at least this great between two samples of one continuous
 *     distribution
 * @param method how p was found
 * @param n size of the first sample
 * @param m size of the second
 */
public record KsResult(
    double distance, double errorBound, double p, Method method, long n, long m) {

  /** How p was found. */
  public enum Method {
    /** By counting lattice paths; for n·m up to 10⁴. */
    EXACT,
    /** By Kolmogorov's limit distribution. */
    LIMIT
  }
}
