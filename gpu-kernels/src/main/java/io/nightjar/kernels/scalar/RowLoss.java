package io.nightjar.kernels.scalar;

/** A loss ℓ(m, y) of one row, m its margins (one a class), y its label, w its weight. */
public interface RowLoss {
  /**
   * Replaces each row's margins m[k][i] by w·∂ℓ/∂m[k][i].
   *
   * @param from the tile's first row; its margins stand at index 0
   * @param margins [classes][at least count]
   * @return Σ w·ℓ over the tile
   */
  double slopes(LabelledRows rows, int from, int count, double[][] margins);
}
