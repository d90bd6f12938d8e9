package io.nightjar.spark.data.contract;

import io.nightjar.config.ColumnRule;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * One rule of the contract on one column, ready to run on a row's value.
 *
 * @param column the column
 * @param index its place in the row
 * @param text the rule in words
 * @param test the rule
 */
record RuleCheck(String column, int index, String text, ValueTest test) implements Serializable {

  /** Whether a value keeps a rule. */
  interface ValueTest extends Predicate<Object>, Serializable {}

  /**
   * The checks of a column's rules, but for uniqueness, which no row breaks by itself.
   *
   * @param index the column's place in the row
   */
  static List<RuleCheck> of(String column, int index, ColumnRule rule) {
    List<RuleCheck> checks = new ArrayList<>();
    rule.type()
        .ifPresent(
            type ->
                checks.add(
                    present(
                        column,
                        index,
                        "type = " + type.name().toLowerCase(Locale.ROOT),
                        ofType(type))));
    rule.min()
        .ifPresent(min -> checks.add(present(column, index, "min = " + number(min), atLeast(min))));
    rule.max()
        .ifPresent(max -> checks.add(present(column, index, "max = " + number(max), atMost(max))));
    rule.nulls()
        .ifPresent(
            most ->
                checks.add(
                    new RuleCheck(
                        column, index, "nulls = " + number(most), value -> value != null)));
    if (!rule.in().isEmpty()) {
      checks.add(present(column, index, "in = " + rule.in(), in(new LinkedHashSet<>(rule.in()))));
    }
    rule.regex()
        .ifPresent(
            regex -> checks.add(present(column, index, "regex = " + regex, matching(regex))));
    return checks;
  }

  /** A test that a missing value always passes: only the nulls rule judges those. */
  static RuleCheck present(String column, int index, String text, ValueTest test) {
    return new RuleCheck(column, index, text, value -> value == null || test.test(value));
  }

  static ValueTest ofType(ColumnRule.Type type) {
    return value ->
        switch (type) {
          case INT -> isWhole(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
          case LONG -> isWhole(value, Long.MIN_VALUE, Long.MAX_VALUE);
          case FLOAT, DOUBLE -> value instanceof Number || parsed(value) != null;
          case STRING -> value instanceof String;
          case BOOLEAN -> value instanceof Boolean;
          case DATE -> value instanceof java.sql.Date || value instanceof java.time.LocalDate;
          case TIMESTAMP ->
              value instanceof java.util.Date || value instanceof java.time.temporal.Temporal;
        };
  }

  static ValueTest atLeast(double min) {
    return value -> {
      BigDecimal number = parsed(value);
      return number == null ? isInfinite(value, 1) : number.doubleValue() >= min;
    };
  }

  static ValueTest atMost(double max) {
    return value -> {
      BigDecimal number = parsed(value);
      return number == null ? isInfinite(value, -1) : number.doubleValue() <= max;
    };
  }

  static ValueTest in(Set<String> allowed) {
    return value -> allowed.contains(plainText(value));
  }

  static ValueTest matching(String regex) {
    Pattern pattern = Pattern.compile(regex);
    return value -> pattern.matcher(plainText(value)).matches();
  }

  private static boolean isInfinite(Object value, int sign) {
    return value instanceof Number number
        && Double.isInfinite(number.doubleValue())
        && Math.signum(number.doubleValue()) == sign;
  }

  private static boolean isWhole(Object value, long min, long max) {
    BigDecimal number = parsed(value);
    return number != null
        && number.stripTrailingZeros().scale() <= 0
        && number.compareTo(BigDecimal.valueOf(min)) >= 0
        && number.compareTo(BigDecimal.valueOf(max)) <= 0;
  }

  /** The finite number, or null. */
  private static BigDecimal parsed(Object value) {
    try {
      return new BigDecimal(value.toString().strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** 5, 5L and 5.0 are one text. */
  static String plainText(Object value) {
    if (value instanceof Double || value instanceof Float || value instanceof BigDecimal) {
      BigDecimal number = parsed(value);
      return number == null ? value.toString() : plain(number);
    }
    return value.toString();
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.format(Locale.ROOT, "%.0f", value)
        : Double.toString(value);
  }
}
