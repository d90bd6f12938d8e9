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
    switch (loss) {
      case LOGISTIC -> whole(loss, 2, rows, labels);
      case MULTINOMIAL -> whole(loss, classes, rows, labels);
      case POISSON -> notNegative(rows, labels);
      case SQUARED -> {}
    }
  }

  private static void whole(GlmLoss loss, int limit, int rows, double[] labels) {
    for (int i = 0; i < rows; i++) {
      int label = (int) labels[i];
      if (label != labels[i] || label < 0 || label >= limit) {
        throw wrong(loss, i, labels[i], limit == 2 ? "0 or 1" : "whole numbers 0.." + (limit - 1));
      }
    }
  }

  private static void notNegative(int rows, double[] labels) {
    for (int i = 0; i < rows; i++) {
      if (labels[i] < 0) {
        throw wrong(GlmLoss.POISSON, i, labels[i], "numbers of at least 0");
      }
    }
  }

  private static IllegalArgumentException wrong(
      GlmLoss loss, int row, double label, String allowed) {
    return new IllegalArgumentException(
        "the label of row " + row + " is " + label + "; " + loss + " loss takes " + allowed);
  }

  static void atLeastOneEach(int rows, double[] labels) {
    if (labels.length < rows) {
      throw new IllegalArgumentException(
          labels.length + " labels for " + rows + " rows; must be at least as many");
    }
  }
}
