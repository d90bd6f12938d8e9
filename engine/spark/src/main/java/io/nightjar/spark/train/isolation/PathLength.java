package io.nightjar.spark.train.isolation;

/** Lengths of paths in random trees (Liu, Ting and Zhou, Isolation forest, 2008). */
final class PathLength {
  private static final double EULER = 0.5772156649015329;

  private PathLength() {}

  /**
   * c(n), the mean path length of an unsuccessful search in a random binary tree of n keys
   * (equation 1): 2·H(n − 1) − 2·(n − 1)/n with H(i) ≈ ln i + γ; 1 for two keys, 0 for one.
   */
  static double mean(int n) {
    if (n <= 2) {
      return Math.max(0, n - 1);
    }
    return 2 * (StrictMath.log(n - 1.0) + EULER) - 2 * (n - 1.0) / n;
  }

  /** ⌈log₂ ψ⌉, the depth at which growing ends. */
  static int mostDepth(int sampleSize) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(sampleSize - 1);
  }
}
