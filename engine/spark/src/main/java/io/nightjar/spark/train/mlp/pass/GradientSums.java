package io.nightjar.spark.train.mlp.pass;

import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.kernels.dense.LayerWeights;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Σw, Σw·loss and its gradient over θ for some rows, and what the kernels did for it. */
public final class GradientSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private double weight;
  private double loss;
  private final double[] gradient;
  private ArrayList<KernelUse> uses = new ArrayList<>();

  /** Sums over no rows. */
  public GradientSums(int length) {
    this.gradient = new double[length];
  }

  /** Σw. */
  public double weight() {
    return weight;
  }

  /** Σw·loss / Σw. */
  public double meanLoss() {
    return loss / weight;
  }

  /** The gradient of the mean loss, new. */
  public double[] meanGradient() {
    double[] mean = new double[gradient.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = gradient[i] / weight;
    }
    return mean;
  }

  /** What the kernels did. */
  public List<KernelUse> uses() {
    return Collections.unmodifiableList(uses);
  }

  /** Notes what the kernels did. */
  public void add(List<KernelUse> more) {
    uses = new ArrayList<>(KernelUse.merge(uses, more));
  }

  void add(double rowsWeight, double rowsLoss) {
    weight += rowsWeight;
    loss += rowsLoss;
  }

  /** Adds dW and db of a layer whose weights begin at {@code at}. */
  void add(int at, LayerWeights layer) {
    add(at, layer.matrix());
    add(at + layer.matrix().length, layer.bias());
  }

  private void add(int at, float[] values) {
    for (int i = 0; i < values.length; i++) {
      gradient[at + i] += values[i];
    }
  }

  /** Adds another's sums; its rows come behind. */
  public GradientSums plus(GradientSums other) {
    add(other.weight, other.loss);
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] += other.gradient[i];
    }
    uses = new ArrayList<>(KernelUse.merge(uses, other.uses));
    return this;
  }
}
