package io.nightjar.kernels.scalar.ensemble.shap;

/**
 * The loops of SHAP values over the rows of a tile; every set of them gives the same bits. The
 * letters are those of {@link io.nightjar.kernels.ensemble.shap.ShapPlan}; an edge's constants are
 * [points][5] from {@code at} on.
 */
public interface ShapLoops {
  /**
   * Rows of a tile, a multiple of {@link ShapTile#LANES}: so many that its sums stay in a cache.
   */
  int rows();

  /**
   * O of an edge to the right: {@code before} where a key is greater than the cut, else 0. Keys and
   * cuts are ints, so that they differ by at least 1 or not at all.
   */
  void followRight(double[] keys, double cut, double[] before, double[] own);

  /** O of an edge to the left: {@code before} where a key is at most the cut, else 0. */
  void followLeft(double[] keys, double cut, double[] before, double[] own);

  /** Goes down an edge to a split: P of its depth from P of the one above; its S are 0. */
  void down(ShapTile tile, ShapEdge edge);

  /** Goes up an edge to a split: adds to φ, point by point, and its S to S of the depth above. */
  void up(ShapTile tile, ShapEdge edge);

  /** Goes down an edge to a leaf, where S = P·v, and up again. */
  void leaf(ShapTile tile, ShapEdge edge);

  /** The loops without the vector API. */
  static ShapLoops plain() {
    return new PlainShapLoops();
  }
}
