package io.nightjar.model.calibration;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.metrics.ClassWeights;
import java.util.function.Function;

/**
 * Fits a sigmoid by Newton's method with backtracking (H.-T. Lin, C.-J. Lin, R. C. Weng, "A note on
 * Platt's probabilistic outputs for support vector machines", 2007, algorithm 1). The loss is
 * convex; each iteration passes over the rows once, seldom more.
 */
public final class SigmoidFit {
  private static final int MOST_ITERATIONS = 100;
  private static final double RIDGE = 1e-12;
  private static final double LEAST_STEP = 1e-10;
  private static final double SUFFICIENT = 1e-4;

  /** The gradient, for each unit of weight, at which the fit ends. */
  private static final double SMALL = 1e-10;

  /** The gradient that will do where rounding lets the loss fall no further. */
  private static final double SMALL_ENOUGH = 1e-5;

  private SigmoidFit() {}

  /**
   * Fits.
   *
   * @param all summed weights of the rows, of both classes
   * @param pass the sums over all rows at a point
   * @throws NightjarException of kind DATA where the scores tell nothing: all alike, or a higher
   *     one means fewer positives
   */
  public static Sigmoid fit(ClassWeights all, Function<SigmoidPoint, SigmoidSums> pass) {
    double weight = all.positive().doubleValue() + all.negative().doubleValue();
    SigmoidPoint at = SigmoidPoint.start(all);
    SigmoidSums sums = pass.apply(at);
    for (int i = 0; i < MOST_ITERATIONS && steepness(sums) > SMALL * weight; i++) {
      SigmoidPoint direction = newton(at, sums);
      double step = 1;
      SigmoidPoint next = direction;
      SigmoidSums there = pass.apply(next);
      double slope =
          sums.gradientA() * (direction.a() - at.a()) + sums.gradientB() * (direction.b() - at.b());
      while (!(there.loss() < sums.loss() + SUFFICIENT * step * slope) && step >= LEAST_STEP) {
        step /= 2;
        next = at.plus(step * (direction.a() - at.a()), step * (direction.b() - at.b()));
        there = pass.apply(next);
      }
      if (step < LEAST_STEP) {
        break;
      }
      at = next;
      sums = there;
    }
    return checked(at, steepness(sums) / weight);
  }

  private static SigmoidPoint newton(SigmoidPoint at, SigmoidSums sums) {
    double aa = sums.hessianAa() + RIDGE;
    double bb = sums.hessianBb() + RIDGE;
    double ab = sums.hessianAb();
    double determinant = aa * bb - ab * ab;
    return at.plus(
        -(bb * sums.gradientA() - ab * sums.gradientB()) / determinant,
        -(aa * sums.gradientB() - ab * sums.gradientA()) / determinant);
  }

  private static double steepness(SigmoidSums sums) {
    return Math.max(Math.abs(sums.gradientA()), Math.abs(sums.gradientB()));
  }

  private static Sigmoid checked(SigmoidPoint at, double steepness) {
    if (!(steepness <= SMALL_ENOUGH)) {
      throw NightjarException.of(
          FailureKind.DATA,
          "calibration.method",
          "platt finds no sigmoid (the gradient stays at "
              + steepness
              + "; must be "
              + SMALL_ENOUGH
              + " or less): take isotonic, or none");
    }
    if (at.a() > 0) {
      throw NightjarException.of(
          FailureKind.DATA,
          "calibration.method",
          "platt finds A = "
              + at.a()
              + "; must be 0 or less: among the validation rows a higher score means fewer"
              + " positives, so the model should be mended, not calibrated");
    }
    return new Sigmoid(at.a(), at.b());
  }
}
