package io.nightjar.spark.data.contract;

import io.nightjar.config.ColumnRule;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The numbers that surely keep a rule; others may keep it too.
 *
 * @param min least one
 * @param max greatest one
 * @param type that they must be of; null for any
 * @param allowed whole numbers; null for any
 * @param matched whether their text must match a pattern
 */
record SureNumbers(
    double min, double max, ColumnRule.Type type, Set<Double> allowed, boolean matched)
    implements Serializable {
  /** Beyond it a double may stand for several whole numbers. */
  private static final double MOST_EXACT = 0x1p53;

  static SureNumbers of(ColumnRule rule) {
    return new SureNumbers(
        rule.min().orElse(Double.NEGATIVE_INFINITY),
        rule.max().orElse(Double.POSITIVE_INFINITY),
        rule.type().orElse(null),
        rule.in().isEmpty() ? null : wholeNumbers(rule.in()),
        rule.regex().isPresent());
  }

  /** Of texts, those that a column of numbers holds as whole numbers. */
  private static Set<Double> wholeNumbers(List<String> texts) {
    Set<Double> numbers = new HashSet<>();
    for (String text : texts) {
      if (text.matches("0|-?[1-9]\\d{0,14}")) {
        numbers.add(Double.valueOf(text));
      }
    }
    return numbers;
  }

  /** Whether a number surely keeps the rule; NaN never does. */
  boolean keep(double x) {
    return x >= min
        && x <= max
        && !matched
        && isOfType(x)
        && (allowed == null || allowed.contains(x + 0.0)); // −0 is 0
  }

  private boolean isOfType(double x) {
    if (type == null) {
      return true;
    }
    return switch (type) {
      case INT -> x == Math.rint(x) && Math.abs(x) <= Integer.MAX_VALUE;
      case LONG -> x == Math.rint(x) && Math.abs(x) < MOST_EXACT;
      case FLOAT, DOUBLE -> true;
      case STRING, BOOLEAN, DATE, TIMESTAMP -> false;
    };
  }
}
