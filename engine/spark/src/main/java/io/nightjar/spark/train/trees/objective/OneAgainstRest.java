package io.nightjar.spark.train.trees.objective;

/**
 * Labels 0..K − 1, each class's share as a number of its own: gₖ = w·(mₖ − [y = k]), h = w. What
 * forests grow for several classes; starts at the shares.
 */
public final class OneAgainstRest implements Objective {
  private static final long serialVersionUID = 1L;

  private final int classes;

  /** Of two classes or more. */
  public OneAgainstRest(int classes) {
    this.classes = classes;
  }

  @Override
  public int outputs() {
    return classes;
  }

  @Override
  public String metric() {
    return "brier_score";
  }

  @Override
  public void gradients(Labels labels, double[][] margins, RowRange rows, Gradients[] into) {
    for (int k = 0; k < classes; k++) {
      for (int i = rows.from(); i < rows.to(); i++) {
        double w = labels.weight(i);
        into[k].set(i, w * (margins[k][i] - (labels.values()[i] == k ? 1 : 0)), w);
      }
    }
  }

  @Override
  public double loss(double label, double[][] margins, int row) {
    double sum = 0;
    for (int k = 0; k < classes; k++) {
      double off = margins[k][row] - (label == k ? 1 : 0);
      sum += off * off;
    }
    return sum;
  }

  @Override
  public double[] base(LabelSums sums) {
    double[] base = new double[classes];
    for (int k = 0; k < classes; k++) {
      base[k] = sums.share(k);
    }
    return base;
  }
}
