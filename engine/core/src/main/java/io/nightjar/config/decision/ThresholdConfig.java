package io.nightjar.config.decision;

import io.nightjar.config.hocon.Kind;
import io.nightjar.config.hocon.Property;
import io.nightjar.config.hocon.Settings;
import java.util.List;
import java.util.Optional;

/**
 * What a threshold is chosen by: the least expected cost, or the highest value of a metric.
 *
 * @param costFalsePositive cost of calling a negative row positive, above 0; unused with maximize
 * @param costFalseNegative cost of calling a positive row negative, above 0; unused with maximize
 * @param maximize the metric; empty where costs decide
 */
public record ThresholdConfig(
    double costFalsePositive, double costFalseNegative, Optional<Maximize> maximize) {

  /** Metrics that a threshold can be chosen by. */
  public enum Maximize {
    F1
  }

  static final Property<Double> FALSE_POSITIVE =
      Property.of(
          "threshold.cost-false-positive",
          Kind.positive(),
          1.0,
          "the cost of calling a negative row positive; the threshold of least cost on the"
              + " validation rows is taken");
  static final Property<Double> FALSE_NEGATIVE =
      Property.of(
          "threshold.cost-false-negative",
          Kind.positive(),
          1.0,
          "the cost of calling a positive row negative");
  static final Property<Maximize> MAXIMIZE =
      Property.optional(
          "threshold.maximize",
          Kind.oneOf(Maximize.class),
          "costs decide",
          "the metric that the threshold is chosen by, in place of costs");

  /** Every setting of the block. */
  public static List<Property<?>> properties() {
    return List.of(FALSE_POSITIVE, FALSE_NEGATIVE, MAXIMIZE);
  }

  /** Reads the block; empty where it isn't there. */
  public static Optional<ThresholdConfig> read(Settings settings) {
    if (!settings.has("threshold")) {
      return Optional.empty();
    }
    Optional<Maximize> maximize = settings.find(MAXIMIZE);
    boolean costs = settings.has(FALSE_POSITIVE.key()) || settings.has(FALSE_NEGATIVE.key());
    if (costs && settings.has(MAXIMIZE.key())) {
      settings.reject(MAXIMIZE.key(), " is given, but so is a cost; drop one.");
    }
    if (!costs && !settings.has(MAXIMIZE.key()) && settings.isBlock("threshold")) {
      settings.reject(
          "threshold",
          " says nothing to choose by; give it cost-false-positive and cost-false-negative, or"
              + " maximize = f1.");
    }
    if (maximize.isPresent()) {
      return Optional.of(new ThresholdConfig(1, 1, maximize));
    }
    return Optional.of(
        new ThresholdConfig(
            settings.read(FALSE_POSITIVE), settings.read(FALSE_NEGATIVE), Optional.empty()));
  }
}
