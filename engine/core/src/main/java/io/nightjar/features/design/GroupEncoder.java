package io.nightjar.features.design;

import java.util.Arrays;

/** Columns of which at most one is 1. */
interface GroupEncoder extends FeatureEncoder {

  /** The first design column. */
  int offset();

  /** Whether a value is missing or of the feature's type. */
  boolean fits(Object raw);

  /** Which of the columns is 1 for a value that fits; −1 where all are 0. */
  int column(Object raw);

  @Override
  default Unscorable encode(Object raw, double[] design) {
    if (!fits(raw)) {
      return Unscorable.WRONG_TYPE;
    }
    Arrays.fill(design, offset(), offset() + names().size(), 0);
    int column = column(raw);
    if (column >= 0) {
      design[offset() + column] = 1;
    }
    return Unscorable.NONE;
  }
}
