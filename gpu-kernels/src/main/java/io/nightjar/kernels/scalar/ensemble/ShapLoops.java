package io.nightjar.kernels.scalar.ensemble;

/**
 * The loops of SHAP values over the rows of a tile; every set of them gives the same bits. The
 * letters are those of {@link io.nightjar.kernels.ensemble.ShapPlan}; an edge's constants are
 * [points][5] from {@code at} on.
 */
public interface ShapLoops {
  /** Goes down edge {@code edge}: P of its depth from P of the one above, for each point. */
  void down(ShapTile tile, ShapEdge edge);

  /**
   * Goes up an edge to a split: adds to φ, point by point, and S of its depth to S of the one
   * above.
   */
  void up(ShapTile tile, ShapEdge edge);

  /** Goes down an edge to a leaf, and up again. */
  void leaf(ShapTile tile, ShapEdge edge);

  /** The loops without the vector API. */
  static ShapLoops plain() {
    return new PlainShapLoops();
  }
}
