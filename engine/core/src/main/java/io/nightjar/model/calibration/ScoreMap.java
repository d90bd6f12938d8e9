package io.nightjar.model.calibration;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * A map from the probability of one class to the share of it that was seen among rows of that
 * probability. It never falls: rows keep their order, though some may become equal.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "method")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Uncalibrated.class, name = Uncalibrated.METHOD),
  @JsonSubTypes.Type(value = Sigmoid.class, name = Sigmoid.METHOD),
  @JsonSubTypes.Type(value = Isotonic.class, name = Isotonic.METHOD)
})
public sealed interface ScoreMap extends Calibration permits Uncalibrated, Sigmoid, Isotonic {

  /** The calibrated probability, 0..1, of a probability; the same bits on every machine. */
  double apply(double probability);

  /** Of two classes the second is mapped, and the first is what is left. */
  @Override
  default void apply(double[] probabilities) {
    probabilities[1] = apply(probabilities[1]);
    probabilities[0] = 1 - probabilities[1];
  }

  @Override
  default boolean isFor(int classes) {
    return classes == 2;
  }
}
