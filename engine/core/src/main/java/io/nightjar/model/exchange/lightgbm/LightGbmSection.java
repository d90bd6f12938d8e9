package io.nightjar.model.exchange.lightgbm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lines {@code key=value} of a file: its head, or one tree. */
final class LightGbmSection {
  private static final double[] NONE = {};

  private final String name;
  private final Map<String, String> values = new HashMap<>();

  /**
   * @param name for messages
   */
  LightGbmSection(String name, List<String> lines) {
    this.name = name;
    for (String line : lines) {
      int equals = line.indexOf('=');
      String key = equals < 0 ? line : line.substring(0, equals);
      if (values.put(key, equals < 0 ? "" : line.substring(equals + 1).trim()) != null) {
        throw new IllegalArgumentException(name + " has " + key + " twice; must have it once");
      }
    }
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  String text(String key) {
    return Optional.ofNullable(values.get(key))
        .orElseThrow(
            () -> new IllegalArgumentException(name + " has no " + key + "; must have one"));
  }

  int whole(String key, int least, int most) {
    double[] one = numbers(key, 1);
    if (!(one[0] >= least && one[0] <= most && one[0] == Math.rint(one[0]))) {
      throw new IllegalArgumentException(
          "%s has %s=%s; must be a whole number %d..%d"
              .formatted(name, key, text(key), least, most));
    }
    return (int) one[0];
  }

  /** A key's numbers, so many of them. */
  double[] numbers(String key, int length) {
    String text = length == 0 && !has(key) ? "" : text(key);
    String[] parts = text.isEmpty() ? new String[0] : text.split(" +");
    if (parts.length != length) {
      throw new IllegalArgumentException(
          "%s has %d numbers in %s; must have %d".formatted(name, parts.length, key, length));
    }
    double[] numbers = length == 0 ? NONE : new double[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = number(key, parts[i]);
    }
    return numbers;
  }

  /** A key's whole numbers, so many of them. */
  int[] wholes(String key, int length) {
    double[] numbers = numbers(key, length);
    int[] wholes = new int[length];
    for (int i = 0; i < length; i++) {
      wholes[i] = (int) numbers[i];
      if (wholes[i] != numbers[i]) {
        throw new IllegalArgumentException(
            "%s has %s in %s; must be whole numbers below 2^31".formatted(name, numbers[i], key));
      }
    }
    return wholes;
  }

  private double number(String key, String text) {
    try {
      return switch (text) {
        case "inf" -> Double.POSITIVE_INFINITY;
        case "-inf" -> Double.NEGATIVE_INFINITY;
        default -> Double.parseDouble(text);
      };
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s has \"%s\" in %s; must be a number".formatted(name, text, key), e);
    }
  }
}
