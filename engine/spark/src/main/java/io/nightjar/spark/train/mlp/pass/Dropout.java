package io.nightjar.spark.train.mlp.pass;

import io.nightjar.spark.train.task.KeyHash;
import java.io.Serializable;

/**
 * Leaves out hidden units (Srivastava et al. 2014), inverted: a unit that stays counts 1/(1 − p),
 * so that scoring needs no scale. Which stay is drawn by a hash of the row, the step and the unit.
 *
 * @param share p in steps of 2⁻¹⁶; 0: nothing is left out
 * @param step what the draw is for: the hash of the epoch
 */
public record Dropout(double share, long step) implements Serializable {
  /** Nothing is left out. */
  public static final Dropout NONE = new Dropout(0, 0);

  private static final int DRAWS = 4;
  private static final int BITS = 16;
  private static final int MASK = (1 << BITS) - 1;

  /**
   * What each unit's value is multiplied by: 0 or 1/(1 − p).
   *
   * @param layer whose units they are
   * @return row-major [rows][units]; null where nothing is left out
   */
  float[] factors(Chunk chunk, int layer, int units) {
    int least = (int) Math.round(share * (1 << BITS));
    if (least == 0) {
      return null;
    }
    float kept = (float) ((1 << BITS) / (double) ((1 << BITS) - least));
    float[] factors = new float[chunk.rows() * units];
    for (int row = 0; row < chunk.rows(); row++) {
      long id = KeyHash.mix(chunk.id(row), step + layer);
      for (int unit = 0; unit < units; unit++) {
        long bits = KeyHash.mix(id, unit / DRAWS);
        boolean stays = (bits >>> BITS * (unit % DRAWS) & MASK) >= least;
        factors[row * units + unit] = stays ? kept : 0;
      }
    }
    return factors;
  }

  /** values ⊙ factors, new. */
  static float[] times(float[] values, float[] factors) {
    float[] product = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      product[i] = values[i] * factors[i];
    }
    return product;
  }
}
