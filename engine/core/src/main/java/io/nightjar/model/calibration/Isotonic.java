package io.nightjar.model.calibration;

import java.util.Collections;
import java.util.List;

/**
 * A curve that never falls: straight between knots, level outside them.
 *
 * @param scores the model's probabilities at the knots, 0..1, ascending, each once
 * @param probabilities the calibrated ones, 0..1, as many, none below the one before
 */
public record Isotonic(List<Double> scores, List<Double> probabilities) implements ScoreMap {
  static final String METHOD = "isotonic";

  /** The most knots of a curve. */
  public static final int MOST_KNOTS = 1000;

  public Isotonic {
    scores = List.copyOf(scores);
    probabilities = List.copyOf(probabilities);
    if (scores.isEmpty() || scores.size() > MOST_KNOTS || scores.size() != probabilities.size()) {
      throw new IllegalArgumentException(
          "an isotonic curve has %d scores and %d probabilities; must be 1..%d, as many of each"
              .formatted(scores.size(), probabilities.size(), MOST_KNOTS));
    }
    for (int i = 0; i < scores.size(); i++) {
      requireKnot(scores, i, true);
      requireKnot(probabilities, i, false);
    }
  }

  private static void requireKnot(List<Double> values, int at, boolean rising) {
    double value = values.get(at);
    double before = at == 0 ? 0 : values.get(at - 1);
    boolean inOrder = at == 0 || (rising ? value > before : value >= before);
    if (!(value >= 0 && value <= 1) || !inOrder) {
      throw new IllegalArgumentException(
          "knot %d of an isotonic curve is at %s after %s; must be 0..1 and ascending"
              .formatted(at, value, before));
    }
  }

  @Override
  public double apply(double probability) {
    int found = Collections.binarySearch(scores, probability);
    if (found >= 0) {
      return probabilities.get(found);
    }
    int right = -found - 1;
    if (right == 0) {
      return probabilities.get(0);
    }
    if (right == scores.size()) {
      return probabilities.get(right - 1);
    }
    double low = probabilities.get(right - 1);
    double high = probabilities.get(right);
    double from = scores.get(right - 1);
    double share = (probability - from) / (scores.get(right) - from);
    // The rounding of the product may step over the next knot.
    return Math.min(low + (high - low) * share, high);
  }

  @Override
  public String text() {
    return METHOD;
  }

  @Override
  public String summary() {
    return "a rising curve of " + scores.size() + " knots";
  }
}
