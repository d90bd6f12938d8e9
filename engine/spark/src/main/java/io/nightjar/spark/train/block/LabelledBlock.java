package io.nightjar.spark.train.block;

import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.kernels.linear.GlmTarget;
import java.io.Serializable;
import org.apache.spark.util.KnownSizeEstimation;
import org.apache.spark.util.SizeEstimator;

/**
 * Some rows' design columns with their labels and weights; immutable by agreement, since kernels
 * may keep a copy on a device.
 */
public final class LabelledBlock implements KnownSizeEstimation, Serializable {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // both kinds of block are serialisable
  private final FeatureBlock features;

  private final double[] labels;
  private final double[] weights;
  private transient GlmTarget target; // a record, which Kryo would not take to disk
  private transient long bytes;

  /** A block over borrowed arrays. */
  public LabelledBlock(FeatureBlock features, GlmTarget target) {
    this.features = features;
    this.labels = target.labels();
    this.weights = target.weights();
    this.target = target;
  }

  /** The design columns. */
  public FeatureBlock features() {
    return features;
  }

  /** Labels and weights. */
  public synchronized GlmTarget target() {
    if (target == null) {
      target = new GlmTarget(labels, weights);
    }
    return target;
  }

  /**
   * Bytes in memory. Spark's storage asks for them again and again while blocks come in, and would
   * otherwise walk through all arrays of all blocks each time.
   */
  @Override
  public synchronized long estimatedSize() {
    if (bytes == 0) {
      bytes = SizeEstimator.estimate(new Object[] {features, labels, weights});
    }
    return bytes;
  }

  /** How many rows. */
  public int rows() {
    return features.rows();
  }

  /** The weight of a row; 1 where rows aren't weighted. */
  public double weight(int row) {
    return weights == null ? 1 : weights[row];
  }

  /** The label of a row: 0 or 1, the class's index or the value. */
  public double label(int row) {
    return labels[row];
  }
}
