package io.nightjar.spark.train.solve;

import java.util.List;

/** Gradient descent with momentum (Polyak 1964): s = μ·s − η·g, θ = θ + s. */
public final class Momentum implements Optimizer {
  private final double momentum;
  private final double[] last;

  /**
   * At rest.
   *
   * @param momentum μ, 0 or more, below 1
   * @param length of θ
   */
  public Momentum(double momentum, int length) {
    this.momentum = momentum;
    this.last = new double[length];
  }

  @Override
  public void step(double learningRate, double[] theta, double[] gradient) {
    for (int i = 0; i < theta.length; i++) {
      last[i] = momentum * last[i] - learningRate * gradient[i];
      theta[i] += last[i];
    }
  }

  @Override
  public List<double[]> memory() {
    return List.of(last);
  }

  @Override
  public void recall(List<double[]> memory) {
    System.arraycopy(memory.get(0), 0, last, 0, last.length);
  }
}
