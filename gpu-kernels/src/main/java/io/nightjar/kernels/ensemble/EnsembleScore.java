package io.nightjar.kernels.ensemble;

/**
 * Raw predictions of an ensemble: F[o][i] = base[o] + Σ over the trees t of output o of the value
 * of the leaf that row i comes to, summed in float64 in the trees' order.
 */
public interface EnsembleScore {
  /**
   * Writes the predictions of n rows.
   *
   * @param out output-major [outputs][n]
   */
  void write(TreeEnsemble ensemble, TreeRows rows, double[] out);
}
