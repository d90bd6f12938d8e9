package io.nightjar.model.calibration;

import io.nightjar.metrics.ExactSum;
import java.io.Serializable;

/**
 * Loss, gradient and Hessian of a sigmoid over weighted rows; any split and merge gives the same
 * bits. Not thread-safe.
 *
 * <p>With the target t of a row, its log odds f, its weight w, z = A·f + B and p = 1/(1 + e^z):
 *
 * <pre>
 *   F = Σ −w·(t·ln p + (1 − t)·ln(1 − p))
 *   ∂F/∂A = Σ w·f·(t − p)    ∂F/∂B = Σ w·(t − p)
 *   H = Σ w·p·(1 − p)·(f, 1)(f, 1)ᵀ
 * </pre>
 */
public final class SigmoidSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final SigmoidPoint point;
  private final ExactSum loss = new ExactSum();
  private final ExactSum gradientA = new ExactSum();
  private final ExactSum gradientB = new ExactSum();
  private final ExactSum hessianAa = new ExactSum();
  private final ExactSum hessianAb = new ExactSum();
  private final ExactSum hessianBb = new ExactSum();

  /** Empty sums at a point. */
  public SigmoidSums(SigmoidPoint point) {
    this.point = point;
  }

  /** Adds a row: the model's probability, a label 0 or 1, a finite weight of at least 0. */
  public void add(double probability, double label, double weight) {
    double f = Sigmoid.logOdds(probability);
    double t = label == 1 ? point.positiveTarget() : point.negativeTarget();
    double z = point.a() * f + point.b();
    double p = Sigmoid.falling(z);
    double d = weight * (t - p);
    double h = weight * p * Sigmoid.falling(-z);
    // Lin, Lin, Weng 2007, equation 5: neither exponential overflows, nothing cancels.
    double own = z >= 0 ? t * z : (t - 1) * z;
    loss.add(weight * (own + StrictMath.log1p(StrictMath.exp(-Math.abs(z)))));
    gradientA.add(d * f);
    gradientB.add(d);
    hessianAa.add(h * f * f);
    hessianAb.add(h * f);
    hessianBb.add(h);
  }

  /** Adds all rows of the other, which is at the same point. */
  public void add(SigmoidSums other) {
    loss.add(other.loss);
    gradientA.add(other.gradientA);
    gradientB.add(other.gradientB);
    hessianAa.add(other.hessianAa);
    hessianAb.add(other.hessianAb);
    hessianBb.add(other.hessianBb);
  }

  double loss() {
    return loss.doubleValue();
  }

  double gradientA() {
    return gradientA.doubleValue();
  }

  double gradientB() {
    return gradientB.doubleValue();
  }

  double hessianAa() {
    return hessianAa.doubleValue();
  }

  double hessianAb() {
    return hessianAb.doubleValue();
  }

  double hessianBb() {
    return hessianBb.doubleValue();
  }
}
