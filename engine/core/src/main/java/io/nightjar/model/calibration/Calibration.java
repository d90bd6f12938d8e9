package io.nightjar.model.calibration;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;

/**
 * A map from the probability that a binary model gives to the share of positives that was seen
 * among rows of that probability. It never falls: rows keep their order, though some may become
 * equal.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "method")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Uncalibrated.class, name = Uncalibrated.METHOD),
  @JsonSubTypes.Type(value = Sigmoid.class, name = Sigmoid.METHOD),
  @JsonSubTypes.Type(value = Isotonic.class, name = Isotonic.METHOD)
})
public sealed interface Calibration extends Serializable permits Uncalibrated, Sigmoid, Isotonic {

  /** The map that changes nothing. */
  static Calibration none() {
    return new Uncalibrated();
  }

  /** The calibrated probability, 0..1, of a probability; the same bits on every machine. */
  double apply(double probability);

  /** Its name in configs and files. */
  String text();

  /** What was fitted, in one line for a person. */
  String summary();
}
