package io.nightjar.kernels.ensemble;

/** Which numbers go left at a split with threshold t. */
public enum Decision {
  /** x &lt; t goes left, as in XGBoost. */
  LESS,
  /** x ≤ t goes left, as in LightGBM and in this house's own trees. */
  AT_MOST;

  /**
   * The float32 threshold that decides about every float32 feature as a float64 one does: the
   * largest float at most t for {@link #AT_MOST}, the smallest float at least t for {@link #LESS}.
   *
   * @throws IllegalArgumentException if the threshold is NaN
   */
  public float threshold(double t) {
    if (Double.isNaN(t)) {
      throw new IllegalArgumentException("a threshold is NaN; must be a number");
    }
    float near = (float) t;
    if (this == AT_MOST) {
      return near > t ? Math.nextDown(near) : near;
    }
    return near < t ? Math.nextUp(near) : near;
  }

  /** The greatest key that goes left, for a threshold's key. */
  int cut(int thresholdKey) {
    return this == AT_MOST ? thresholdKey : thresholdKey - 1;
  }
}
