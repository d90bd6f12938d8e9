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
  SIGMOID
}
