package io.nightjar.kernels;

/** Guards in front of every kernel, so that all backends reject alike. */
final class ArgumentChecks {
  private ArgumentChecks() {}

  static void rows(int rows) {
    if (rows < 0 || rows > FeatureBlock.MAX_ROWS) {
      throw new IllegalArgumentException(
          "a block of " + rows + " rows; must be 0.." + FeatureBlock.MAX_ROWS);
    }
  }

  static void column(int index, int length, int rows) {
    if (length < rows) {
      throw new IllegalArgumentException(
          "column " + index + " has " + length + " values; must be at least " + rows);
    }
  }

  static void finite(int index, float[] column, int rows) {
    for (int i = 0; i < rows; i++) {
      if (!Float.isFinite(column[i])) {
        throw notFinite(index, i, column[i]);
      }
    }
  }

  static void finite(int index, double[] column, int rows) {
    for (int i = 0; i < rows; i++) {
      if (!Double.isFinite(column[i])) {
        throw notFinite(index, i, column[i]);
      }
    }
  }

  private static IllegalArgumentException notFinite(int column, int row, double value) {
    return new IllegalArgumentException(
        "column "
            + column
            + ", row "
            + row
            + " is "
            + value
            + "; every feature must be finite: fill missing values first");
  }

  static void classes(int classes) {
    if (classes < 1) {
      throw new IllegalArgumentException(classes + " classes; must be at least 1");
    }
  }

  static void classes(GlmLoss loss, int classes) {
    if (loss == GlmLoss.MULTINOMIAL ? classes < 2 : classes != 1) {
      throw new IllegalArgumentException(
          classes
              + " classes for "
              + loss
              + " loss; must be "
              + (loss == GlmLoss.MULTINOMIAL ? "at least 2" : "1"));
    }
  }

  static void length(String what, int length, long wanted) {
    if (length != wanted) {
      throw new IllegalArgumentException(what + " has length " + length + "; must be " + wanted);
    }
  }

  static void finite(String what, double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            what + " " + i + " is " + values[i] + "; must be finite");
      }
    }
  }

  /** At least a label a row, each one allowed by the loss. */
  static void labels(GlmLoss loss, int classes, int rows, double[] labels) {
    atLeastOneEach(rows, labels);
    if (loss == GlmLoss.SQUARED) {
      return;
    }
    int limit = loss == GlmLoss.LOGISTIC ? 2 : classes;
    for (int i = 0; i < rows; i++) {
      int label = (int) labels[i];
      if (label != labels[i] || label < 0 || label >= limit) {
        throw new IllegalArgumentException(
            "the label of row "
                + i
                + " is "
                + labels[i]
                + "; "
                + loss
                + " loss takes "
                + (limit == 2 ? "0 or 1" : "whole numbers 0.." + (limit - 1)));
      }
    }
  }

  static void atLeastOneEach(int rows, double[] labels) {
    if (labels.length < rows) {
      throw new IllegalArgumentException(
          labels.length + " labels for " + rows + " rows; must be at least as many");
    }
  }
}
