package io.nightjar.kernels.scalar.linear.loss;

/** A loss ℓ(m, y) of one row, m its margins (one a class), y its label, w its weight. */
public interface RowLoss {
  /** Replaces a tile's margins m[k][i] by w·∂ℓ/∂m[k][i], and its losses by w·ℓ. */
  void slopes(Tile tile);
}
