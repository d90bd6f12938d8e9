package io.nightjar.model.calibration;

import io.nightjar.metrics.ExactSum;
import java.io.Serializable;

/**
 * Loss, slope and curvature of a temperature over weighted rows; any split and merge gives the same
 * bits. Not thread-safe.
 *
 * <p>With β = 1/T, the logarithms z of a row's probabilities, its class y and weight w, and q the
 * softmax of β·z:
 *
 * <pre>
 *   F = Σ w·(ln Σ e^(β·z) − β·z_y)    F′ = Σ w·(Σ q·z − z_y)    F″ = Σ w·(Σ q·z² − (Σ q·z)²)
 * </pre>
 */
public final class TemperatureSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double beta;
  private final ExactSum loss = new ExactSum();
  private final ExactSum slope = new ExactSum();
  private final ExactSum curvature = new ExactSum();
  private final ExactSum weights = new ExactSum();

  /** Empty sums at β. */
  public TemperatureSums(double beta) {
    this.beta = beta;
  }

  /** Adds a row: the model's probabilities, its class, a finite weight of at least 0. */
  public void add(double[] probabilities, int label, double weight) {
    double[] z = new double[probabilities.length];
    double greatest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < z.length; k++) {
      z[k] = Temperature.logarithm(probabilities[k]);
      greatest = Math.max(greatest, z[k]);
    }
    double sum = 0;
    double first = 0;
    double second = 0;
    for (double own : z) {
      // Differences from the greatest: they neither overflow nor cancel in the curvature.
      double below = own - greatest;
      double e = StrictMath.exp(beta * below);
      sum += e;
      first += e * below;
      second += e * below * below;
    }
    double mean = first / sum;
    loss.add(weight * (StrictMath.log(sum) - beta * (z[label] - greatest)));
    slope.add(weight * (mean - (z[label] - greatest)));
    curvature.add(weight * (second / sum - mean * mean));
    weights.add(weight);
  }

  /** Adds all rows of the other, which is at the same β. */
  public void add(TemperatureSums other) {
    loss.add(other.loss);
    slope.add(other.slope);
    curvature.add(other.curvature);
    weights.add(other.weights);
  }

  double loss() {
    return loss.doubleValue();
  }

  double slope() {
    return slope.doubleValue();
  }

  double curvature() {
    return curvature.doubleValue();
  }

  double weight() {
    return weights.doubleValue();
  }
}
