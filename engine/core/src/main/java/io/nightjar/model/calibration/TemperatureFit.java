package io.nightjar.model.calibration;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import java.util.function.DoubleFunction;

/**
 * Fits a temperature by Newton's method in β = 1/T with backtracking. The loss is convex in β; each
 * iteration passes over the rows once, seldom more.
 */
public final class TemperatureFit {
  private static final int MOST_ITERATIONS = 100;
  private static final double LEAST_STEP = 1e-10;
  private static final double SUFFICIENT = 1e-4;
  private static final double RIDGE = 1e-12;

  /** The slope, for each unit of weight, at which the fit ends. */
  private static final double SMALL = 1e-10;

  /** The slope that will do where rounding lets the loss fall no further. */
  private static final double SMALL_ENOUGH = 1e-5;

  /** The coldest and the hottest β: beyond them a model is certain, or says nothing. */
  private static final double MOST = 1e4;

  private TemperatureFit() {}

  /**
   * Fits.
   *
   * @param pass the sums over all rows at a β
   * @throws NightjarException of kind DATA where no temperature is the best
   */
  public static Temperature fit(DoubleFunction<TemperatureSums> pass) {
    double beta = 1;
    TemperatureSums sums = pass.apply(beta);
    for (int i = 0; i < MOST_ITERATIONS && steepness(sums) > SMALL; i++) {
      double direction = -sums.slope() / (sums.curvature() + RIDGE * sums.weight());
      double step = Math.min(1, MOST / Math.abs(direction));
      TemperatureSums there = pass.apply(beta + step * direction);
      while (!(there.loss() < sums.loss() + SUFFICIENT * step * direction * sums.slope())
          && step >= LEAST_STEP) {
        step /= 2;
        there = pass.apply(beta + step * direction);
      }
      if (step < LEAST_STEP) {
        break;
      }
      beta += step * direction;
      sums = there;
    }
    return checked(beta, steepness(sums));
  }

  private static double steepness(TemperatureSums sums) {
    return Math.abs(sums.slope()) / sums.weight();
  }

  private static Temperature checked(double beta, double steepness) {
    if (!(steepness <= SMALL_ENOUGH && Math.abs(beta) < MOST)) {
      throw refused(
          "temperature finds none (1/T is %s, where the slope is still %s; must be below %s, and the slope %s or less): take isotonic, or none"
              .formatted(beta, steepness, MOST, SMALL_ENOUGH));
    }
    if (!(beta > 1 / MOST)) {
      throw refused(
          "temperature finds 1/T = %s; must be above %s: among the validation rows a likelier class is not seen more often, so the model should be mended, not calibrated"
              .formatted(beta, 1 / MOST));
    }
    return new Temperature(1 / beta);
  }

  private static NightjarException refused(String why) {
    return NightjarException.of(FailureKind.DATA, "calibration.method", why);
  }
}
