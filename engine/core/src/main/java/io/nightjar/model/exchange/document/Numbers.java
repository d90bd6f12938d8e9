package io.nightjar.model.exchange.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An array on its way in: numbers as long as all are, else a list; never both. */
final class Numbers {
  private double[] numbers = new double[16];
  private int count;
  private List<Object> others;

  /** A number out of a text; NaN where it is none. */
  static double parse(String text) {
    try {
      return Double.parseDouble(text.trim());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  void add(Object value) {
    if (!(value instanceof Double number)) {
      others = others == null ? new ArrayList<>() : others;
      others.add(value);
    } else {
      numbers = count == numbers.length ? Arrays.copyOf(numbers, 2 * count) : numbers;
      numbers[count++] = number;
    }
    if (others != null && count > 0) {
      throw new IllegalArgumentException(
          "an array mixes numbers and other values; must hold one kind");
    }
  }

  Object value() {
    if (count > 0) {
      return Arrays.copyOf(numbers, count);
    }
    return others == null ? List.of() : others;
  }
}
