package io.nightjar.spark.train.solve;

import java.util.List;

/**
 * Adam (Kingma and Ba 2015, algorithm 1), with β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸:
 *
 * <pre>m = β₁m + (1 − β₁)g,  v = β₂v + (1 − β₂)g²,  θ = θ − η·m̂/(√v̂ + ε)</pre>
 *
 * where m̂ = m/(1 − β₁ᵗ) and v̂ = v/(1 − β₂ᵗ) at step t.
 */
public final class Adam implements Optimizer {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final double[] m;
  private final double[] v;
  private double left1 = 1;
  private double left2 = 1;

  /**
   * At rest.
   *
   * @param length of θ
   */
  public Adam(int length) {
    this.m = new double[length];
    this.v = new double[length];
  }

  @Override
  public void step(double learningRate, double[] theta, double[] gradient) {
    left1 *= BETA1;
    left2 *= BETA2;
    for (int i = 0; i < theta.length; i++) {
      double g = gradient[i];
      m[i] = BETA1 * m[i] + (1 - BETA1) * g;
      v[i] = BETA2 * v[i] + (1 - BETA2) * g * g;
      double root = Math.sqrt(v[i] / (1 - left2));
      theta[i] -= learningRate * (m[i] / (1 - left1)) / (root + EPSILON);
    }
  }

  /** m, v, and (β₁ᵗ, β₂ᵗ). */
  @Override
  public List<double[]> memory() {
    return List.of(m, v, new double[] {left1, left2});
  }

  @Override
  public void recall(List<double[]> memory) {
    System.arraycopy(memory.get(0), 0, m, 0, m.length);
    System.arraycopy(memory.get(1), 0, v, 0, v.length);
    left1 = memory.get(2)[0];
    left2 = memory.get(2)[1];
  }
}
