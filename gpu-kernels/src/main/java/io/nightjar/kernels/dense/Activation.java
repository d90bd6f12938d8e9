package io.nightjar.kernels.dense;

/**
 * What a layer applies to its sums z. NaN stays NaN in all of them.
 *
 * <p>TANH is within 4e-7 of tanh(z), SIGMOID within 2e-7 of 1/(1 + e^−z), both absolute; their
 * slopes are taken from the activated value y.
 */
public enum Activation {
  /** y = z, slope 1. */
  IDENTITY,
  /** y = max(z, 0), slope 1 where y &gt; 0, else 0. */
  RELU,
  /** y = tanh(z), slope 1 − y². */
  TANH,
  /** y = 1/(1 + e^−z), slope y·(1 − y). */
  SIGMOID;

  /** Replaces sums {@code from} to {@code to} (excluded) by what comes of them. */
  public void apply(float[] values, int from, int to) {
    switch (this) {
      case IDENTITY -> {}
      case RELU -> relu(values, from, to);
      case TANH -> tanh(values, from, to);
      case SIGMOID -> sigmoid(values, from, to);
    }
  }

  private static void relu(float[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      values[i] = Math.max(values[i], 0f);
    }
  }

  private static void tanh(float[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      values[i] = TanhRational.tanh(values[i]);
    }
  }

  private static void sigmoid(float[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      values[i] = TanhRational.sigmoid(values[i]);
    }
  }
}
