package io.nightjar.spark.train.trees.objective;

import io.nightjar.metrics.ExactSum;
import java.io.Serializable;

/** Exact weighted sums of labels: the same whatever the rows' order and parts. */
public final class LabelSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ExactSum weight = new ExactSum();
  private final ExactSum label = new ExactSum();
  private final ExactSum[] classes;

  /** No rows yet; with as many classes as there are outputs. */
  public LabelSums(int outputs) {
    classes = new ExactSum[outputs];
    for (int k = 0; k < outputs; k++) {
      classes[k] = new ExactSum();
    }
  }

  /** Adds all rows. */
  public void add(Labels labels) {
    for (int row = 0; row < labels.rows(); row++) {
      double y = labels.values()[row];
      double w = labels.weight(row);
      weight.add(w);
      label.addProduct(w, y);
      if (classes.length > 1) {
        classes[(int) y].add(w);
      }
    }
  }

  /** Adds all that the other has summed. */
  public void add(LabelSums other) {
    weight.add(other.weight);
    label.add(other.label);
    for (int k = 0; k < classes.length; k++) {
      classes[k].add(other.classes[k]);
    }
  }

  /** The weighted mean of the labels. */
  public double mean() {
    return label.doubleValue() / weight.doubleValue();
  }

  /** The share of a class in the weight. */
  public double share(int k) {
    return classes[k].doubleValue() / weight.doubleValue();
  }
}
