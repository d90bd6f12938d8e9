package io.nightjar.model.network;

import io.nightjar.kernels.dense.Activation;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;

/** One layer, y = act(x·W + b), in float32. Immutable by agreement: its arrays are lent. */
public final class Layer implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int inputs;
  private final Activation activation;
  private final float[] matrix;
  private final float[] bias;

  /**
   * A layer over borrowed arrays.
   *
   * @param inputs values a row that come in, 1 or more
   * @param activation what is applied to the sums
   * @param matrix W, row-major [inputs][outputs]
   * @param bias b, [outputs], 1 or more
   * @throws IllegalArgumentException if the lengths don't fit or a weight is not finite
   */
  public Layer(int inputs, Activation activation, float[] matrix, float[] bias) {
    this.activation = Objects.requireNonNull(activation, "activation");
    if (inputs < 1 || bias.length < 1 || matrix.length != (long) inputs * bias.length) {
      throw new IllegalArgumentException(
          "a layer of %d inputs and %d outputs has %d weights; must have 1 or more of each, and inputs x outputs weights"
              .formatted(inputs, bias.length, matrix.length));
    }
    requireFinite("weight", matrix);
    requireFinite("bias", bias);
    this.inputs = inputs;
    this.matrix = matrix;
    this.bias = bias;
  }

  private static void requireFinite(String what, float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            what + " " + i + " of a layer is " + values[i] + "; must be finite");
      }
    }
  }

  /** Values a row that come in. */
  public int inputs() {
    return inputs;
  }

  /** Values a row that go out. */
  public int outputs() {
    return bias.length;
  }

  /** What is applied to the sums. */
  public Activation activation() {
    return activation;
  }

  /** W, row-major [inputs][outputs]; lent. */
  public float[] matrix() {
    return matrix;
  }

  /** b, [outputs]; lent. */
  public float[] bias() {
    return bias;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Layer that
        && inputs == that.inputs
        && activation == that.activation
        && Arrays.equals(matrix, that.matrix)
        && Arrays.equals(bias, that.bias);
  }

  @Override
  public int hashCode() {
    return Objects.hash(inputs, activation, Arrays.hashCode(matrix), Arrays.hashCode(bias));
  }

  @Override
  public String toString() {
    return "Layer[" + inputs + " x " + bias.length + ", " + activation + "]";
  }
}
