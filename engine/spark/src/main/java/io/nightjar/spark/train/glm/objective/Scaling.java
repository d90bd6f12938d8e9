package io.nightjar.spark.train.glm.objective;

import io.nightjar.spark.train.block.DesignMoments;
import java.io.Serializable;

/**
 * The solvers' coordinates: features that are centred and scaled without being touched.
 *
 * <p>With z = (x − μ)/σ, coefficients θ and intercept c: β = θ/σ, b = c − Σβμ, and for gradients
 * ∂F/∂θ = (∂F/∂β − μ·∂F/∂b)/σ, ∂F/∂c = ∂F/∂b. So the kernels see raw columns, and the solvers a
 * problem of good condition. Without an intercept μ is 0; a constant column (σ = 0) keeps θ = 0.
 */
public final class Scaling implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int classes;
  private final int width;
  private final boolean intercept;
  private final double[] mean;
  private final double[] inverse;
  private final double[] penalty;

  public Scaling(GlmSpec spec, DesignMoments moments) {
    classes = spec.classes();
    width = spec.width();
    intercept = spec.solver().fitIntercept();
    mean = new double[width];
    inverse = new double[width];
    penalty = new double[width];
    for (int j = 0; j < width; j++) {
      double sigma = moments.deviation(j);
      mean[j] = intercept ? moments.mean(j) : 0;
      inverse[j] = sigma == 0 ? 0 : 1 / sigma;
      penalty[j] = spec.solver().standardize() ? 1 : inverse[j];
    }
  }

  /** μ of column j, 0 without an intercept. */
  public double mean(int j) {
    return mean[j];
  }

  /** 1/σ of column j, 0 for a constant one. */
  public double inverse(int j) {
    return inverse[j];
  }

  /** What |θ| is multiplied by in the penalty: 1 standardised, else 1/σ, so that it is |β|. */
  public double penalty(int j) {
    return penalty[j];
  }

  public boolean intercept() {
    return intercept;
  }

  /** (β, b) of (θ, c). */
  public double[] original(double[] theta) {
    double[] beta = new double[theta.length];
    for (int k = 0; k < classes; k++) {
      int base = k * (width + 1);
      double b = intercept ? theta[base + width] : 0;
      for (int j = 0; j < width; j++) {
        beta[base + j] = theta[base + j] * inverse[j];
        b -= beta[base + j] * mean[j];
      }
      beta[base + width] = b;
    }
    return beta;
  }

  /** (θ, c) of (β, b); a constant column's θ is 0. */
  public double[] standardised(double[] beta) {
    double[] theta = new double[beta.length];
    for (int k = 0; k < classes; k++) {
      int base = k * (width + 1);
      double c = intercept ? beta[base + width] : 0;
      for (int j = 0; j < width; j++) {
        theta[base + j] = inverse[j] == 0 ? 0 : beta[base + j] / inverse[j];
        c += beta[base + j] * mean[j];
      }
      theta[base + width] = intercept ? c : 0;
    }
    return theta;
  }

  /** The gradient over (θ, c), divided by the rows' weight, of the one over (β, b). */
  public double[] gradient(double[] raw, double weight) {
    double[] scaled = new double[raw.length];
    for (int k = 0; k < classes; k++) {
      int base = k * (width + 1);
      double slope = raw[base + width];
      for (int j = 0; j < width; j++) {
        scaled[base + j] = (raw[base + j] - mean[j] * slope) * inverse[j] / weight;
      }
      scaled[base + width] = intercept ? slope / weight : 0;
    }
    return scaled;
  }
}
