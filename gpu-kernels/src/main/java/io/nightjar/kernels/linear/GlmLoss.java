package io.nightjar.kernels.linear;

/** Losses of the linear family; m is a row's margin, y its label. */
public enum GlmLoss {
  /** log(1 + eᵐ) − y·m, labels 0 or 1, one margin a row. */
  LOGISTIC,
  /** log Σₖ e^m[k] − m[y], labels 0..K−1, K margins a row. */
  MULTINOMIAL,
  /** ½(y − m)², any finite label, one margin a row. */
  SQUARED,
  /**
   * eᵐ − y·m, any finite label of at least 0, one margin a row. In eᵐ a margin above 500 counts as
   * 500 (above 60 on a device without double precision), so that no sum overflows.
   */
  POISSON
}
