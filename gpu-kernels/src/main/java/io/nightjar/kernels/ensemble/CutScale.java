package io.nightjar.kernels.ensemble;

/** What rows are made of, and so what an ensemble's thresholds are compared with. */
public enum CutScale {
  /** Raw float32 numbers. */
  NUMBERS,
  /** Numbers of bins. */
  BINS;

  /** The greatest key that goes left at a numeric split. */
  int cut(TreeEnsemble ensemble, float threshold) {
    return this == BINS ? (int) threshold : ensemble.decision().cut(KeyPlane.ofNumber(threshold));
  }
}
