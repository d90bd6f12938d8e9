package io.nightjar.spark.train.block;

import java.io.Serializable;

/**
 * How an offset o, margin = βx + o, gets into blocks.
 *
 * @param column its column
 * @param place where it goes
 */
public record OffsetPlan(String column, Place place) implements Serializable {
  /** Where an offset goes. */
  public enum Place {
    /** Off the label: y − o, which is the same to a squared loss. */
    LABEL,
    /**
     * Behind the design columns, with the fixed coefficient 1: one float64 column, or two float32
     * ones whose sum has 48 bits.
     */
    COLUMNS
  }
}
