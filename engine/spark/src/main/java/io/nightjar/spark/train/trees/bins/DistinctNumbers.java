package io.nightjar.spark.train.trees.bins;

import java.io.Serializable;
import java.util.Arrays;

/** The distinct numbers of a column, as long as they are few: order-free, and merged at will. */
final class DistinctNumbers implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int SLOTS = 1024;
  private static final int MULTIPLIER = 0x9E3779B1;
  private static final int SHIFT = 22;

  private final int most;
  private final float[] slots = new float[SLOTS];
  private int count;

  DistinctNumbers(int most) {
    this.most = most;
    Arrays.fill(slots, Float.NaN);
  }

  /** Adds a number; NaN is left out. */
  void add(float x) {
    if (!Float.isNaN(x) && count <= most) {
      insert(x + 0f);
    }
  }

  private void insert(float x) {
    int at = Float.floatToRawIntBits(x) * MULTIPLIER >>> SHIFT;
    while (slots[at] != x) {
      if (Float.isNaN(slots[at])) {
        slots[at] = x;
        count++;
        return;
      }
      at = at + 1 & SLOTS - 1;
    }
  }

  /** Adds the other's. */
  void add(DistinctNumbers other) {
    for (float x : other.slots) {
      add(x);
    }
  }

  /** Whether there are more than can be told apart. */
  boolean tooMany() {
    return count > most;
  }

  /** The numbers in order. */
  float[] sorted() {
    float[] numbers = new float[count];
    int n = 0;
    for (float x : slots) {
      if (!Float.isNaN(x)) {
        numbers[n++] = x;
      }
    }
    Arrays.sort(numbers);
    return numbers;
  }
}
