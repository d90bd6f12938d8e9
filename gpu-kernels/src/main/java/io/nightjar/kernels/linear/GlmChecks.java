package io.nightjar.kernels.linear;

/** Guards in front of the linear family's kernels. */
final class GlmChecks {
  private GlmChecks() {}

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
