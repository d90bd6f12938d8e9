package io.nightjar.model.calibration;

/** Probabilities as the model gives them. */
public record Uncalibrated() implements Calibration {
  static final String METHOD = "none";

  @Override
  public double apply(double probability) {
    return probability;
  }

  @Override
  public String text() {
    return METHOD;
  }

  @Override
  public String summary() {
    return "probabilities as the model gives them";
  }
}
