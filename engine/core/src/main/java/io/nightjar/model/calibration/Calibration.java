package io.nightjar.model.calibration;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;

/** A map from the probabilities that a model gives to what was seen among rows of those. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "method")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Uncalibrated.class, name = Uncalibrated.METHOD),
  @JsonSubTypes.Type(value = Sigmoid.class, name = Sigmoid.METHOD),
  @JsonSubTypes.Type(value = Isotonic.class, name = Isotonic.METHOD),
  @JsonSubTypes.Type(value = OneVsRest.class, name = OneVsRest.METHOD),
  @JsonSubTypes.Type(value = Temperature.class, name = Temperature.METHOD)
})
public sealed interface Calibration extends Serializable permits ScoreMap, OneVsRest, Temperature {

  /** The map that changes nothing. */
  static Calibration none() {
    return new Uncalibrated();
  }

  /**
   * Replaces the probabilities of the classes, which add up to 1, by calibrated ones, which do so
   * too; the same bits on every machine.
   */
  void apply(double[] probabilities);

  /** Whether it is for that many classes, 2 or more. */
  boolean isFor(int classes);

  /** Its name in configs and files. */
  String text();

  /** What was fitted, in one line for a person. */
  String summary();
}
