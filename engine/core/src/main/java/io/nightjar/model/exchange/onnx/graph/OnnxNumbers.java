package io.nightjar.model.exchange.onnx.graph;

import java.util.Arrays;

/** Numbers of one kind that become more: either all whole or all in floating point. */
final class OnnxNumbers {
  private long[] wholes = new long[0];
  private double[] numbers = new double[0];
  private int count;

  void add(long whole) {
    if (count == wholes.length) {
      wholes = Arrays.copyOf(wholes, grown());
    }
    wholes[count++] = whole;
  }

  void add(double number) {
    if (count == numbers.length) {
      numbers = Arrays.copyOf(numbers, grown());
    }
    numbers[count++] = number;
  }

  private int grown() {
    return count < 8 ? 16 : count + count / 2;
  }

  int count() {
    return count;
  }

  long[] wholes() {
    return Arrays.copyOf(wholes, count);
  }

  double[] doubles() {
    return Arrays.copyOf(numbers, count);
  }

  float[] floats() {
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }
}
