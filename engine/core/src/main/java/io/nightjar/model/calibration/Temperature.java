package io.nightjar.model.calibration;

/**
 * Temperature scaling (C. Guo et al., On calibration of modern neural networks, 2017): the softmax
 * of the logarithms of the probabilities, divided by a temperature T. Above 1 the model was too
 * sure of itself, below 1 not sure enough; the likeliest class stays the likeliest.
 *
 * @param temperature T, above 0
 */
public record Temperature(double temperature) implements Calibration {
  static final String METHOD = "temperature";

  public Temperature {
    if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the temperature is " + temperature + "; must be finite and above 0");
    }
  }

  /** ln p of a probability, −36.04..0. */
  public static double logarithm(double probability) {
    return StrictMath.log(Math.min(Math.max(probability, Sigmoid.EPSILON), 1));
  }

  @Override
  public void apply(double[] probabilities) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < probabilities.length; k++) {
      probabilities[k] = logarithm(probabilities[k]) / temperature;
      greatest = Math.max(greatest, probabilities[k]);
    }
    double sum = 0;
    for (int k = 0; k < probabilities.length; k++) {
      probabilities[k] = StrictMath.exp(probabilities[k] - greatest);
      sum += probabilities[k];
    }
    for (int k = 0; k < probabilities.length; k++) {
      probabilities[k] /= sum;
    }
  }

  @Override
  public boolean isFor(int classes) {
    return classes > 2;
  }

  @Override
  public String text() {
    return METHOD;
  }

  @Override
  public String summary() {
    return "the softmax of ln p / T, T = " + temperature;
  }
}
