package io.nightjar.drift;

/** How far a metric of a finite table may lie from its true value by chance. */
public final class StandardError {
  private StandardError() {}

  /**
   * Of an AUC (Hanley and McNeil 1982).
   *
   * @param auc 0..1
   * @param positives rows, at least 1
   * @param negatives rows, at least 1
   */
  public static double ofAuc(double auc, long positives, long negatives) {
    double q1 = auc / (2 - auc);
    double q2 = 2 * auc * auc / (1 + auc);
    double square = auc * auc;
    double variance =
        auc * (1 - auc) + (positives - 1) * (q1 - square) + (negatives - 1) * (q2 - square);
    return Math.sqrt(Math.max(0, variance) / positives / negatives);
  }

  /** Of a share of rows. */
  public static double ofShare(double share, long rows) {
    return Math.sqrt(Math.max(0, share * (1 - share)) / rows);
  }
}
