package io.nightjar.scorer;

import io.nightjar.kernels.block.FeatureBlock;

/**
 * Rows as one or several models' kernels take them. The arrays are borrowed, and the block is good
 * until the encoder's next one.
 *
 * @param features the design columns; zeros where a row can't be encoded
 * @param offsets by row, what is added to the one margin; empty where the model has no offset
 * @param reasons by row, why it can't be scored; null where it can
 * @param columns by row, the input column whose value is the reason; null where no single one is
 */
public record EncodedBlock(
    FeatureBlock features, double[] offsets, String[] reasons, String[] columns) {

  /** How many rows. */
  public int rows() {
    return features.rows();
  }
}
