package io.nightjar.spark.train.block;

import io.nightjar.kernels.FeatureBlock;
import io.nightjar.kernels.GlmTarget;
import java.io.Serializable;

/**
 * Some rows' design columns with their labels and weights; immutable by agreement, since kernels
 * may keep a copy on a device.
 */
public final class LabelledBlock implements Serializable {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // both kinds of block are serialisable
  private final FeatureBlock features;

  private final GlmTarget target;

  /** A block over borrowed arrays. */
  public LabelledBlock(FeatureBlock features, GlmTarget target) {
    this.features = features;
    this.target = target;
  }

  /** The design columns. */
  public FeatureBlock features() {
    return features;
  }

  /** Labels and weights. */
  public GlmTarget target() {
    return target;
  }

  /** How many rows. */
  public int rows() {
    return features.rows();
  }

  /** The weight of a row; 1 where rows aren't weighted. */
  public double weight(int row) {
    return target.weights() == null ? 1 : target.weights()[row];
  }

  /** The label of a row: 0 or 1, the class's index or the value. */
  public double label(int row) {
    return target.labels()[row];
  }
}
