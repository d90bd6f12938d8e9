package io.nightjar.model.calibration;

/** Probabilities as the model gives them. */
public record Uncalibrated() implements ScoreMap {
  static final String METHOD = "none";

  @Override
  public double apply(double probability) {
    return probability;
  }

  @Override
  public void apply(double[] probabilities) {
    // They stay as they are.
  }

  @Override
  public boolean isFor(int classes) {
    return true;
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
