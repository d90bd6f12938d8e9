package io.nightjar.model.calibration;

import io.nightjar.metrics.ClassWeights;
import java.io.Serializable;

/**
 * Where a sigmoid's loss is looked at, and the targets of the rows: Platt's (1999, section 2.2), t₊
 * = (N₊ + 1)/(N₊ + 2) and t₋ = 1/(N₋ + 2), which keep it from certainty that the rows don't bear
 * out. N are summed weights.
 *
 * @param a A
 * @param b B
 * @param positiveTarget t₊
 * @param negativeTarget t₋
 */
public record SigmoidPoint(double a, double b, double positiveTarget, double negativeTarget)
    implements Serializable {

  /** Where the fit begins: A = 0, B = ln((N₋ + 1)/(N₊ + 1)). */
  static SigmoidPoint start(ClassWeights all) {
    double positives = all.positive().doubleValue();
    double negatives = all.negative().doubleValue();
    return new SigmoidPoint(
        0,
        StrictMath.log((negatives + 1) / (positives + 1)),
        (positives + 1) / (positives + 2),
        1 / (negatives + 2));
  }

  /** The point a step further. */
  SigmoidPoint plus(double stepA, double stepB) {
    return new SigmoidPoint(a + stepA, b + stepB, positiveTarget, negativeTarget);
  }
}
