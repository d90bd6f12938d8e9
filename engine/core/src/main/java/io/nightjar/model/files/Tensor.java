package io.nightjar.model.files;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * An array of float64 numbers, row-major.
 *
 * @param name its name in the file
 * @param shape its dimensions
 * @param values borrowed, as many as the product of the dimensions
 */
record Tensor(String name, List<Integer> shape, double[] values) {
  Tensor {
    shape = List.copyOf(shape);
    long product = 1;
    for (int dimension : shape) {
      product = dimension < 0 || product > Integer.MAX_VALUE ? Long.MAX_VALUE : product * dimension;
    }
    if (product > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "tensor %s has shape %s; must be 0 or more each, %d at most in all"
              .formatted(name, shape, Integer.MAX_VALUE));
    }
    if (product != values.length) {
      throw new IllegalArgumentException(
          "tensor %s of shape %s has %d values; must be %d"
              .formatted(name, shape, values.length, product));
    }
  }

  /** The values, little-endian. */
  byte[] bytes() {
    ByteBuffer buffer =
        ByteBuffer.allocate(Math.multiplyExact(values.length, Double.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    buffer.asDoubleBuffer().put(values);
    return buffer.array();
  }
}
