package io.nightjar.spark.data.read.csv;

import io.nightjar.config.ColumnRule;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the texts of one CSV column look like, counted over the whole file, so that the type found
 * never hangs on which rows come first. Partials add up exactly.
 */
final class TokenCounts implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int EXAMPLES = 3;

  private long present;
  private final long[] byShape = new long[TokenShape.values().length];
  private final List<String> odd = new ArrayList<>(EXAMPLES);

  /** Counts a field that is not missing. */
  void add(CsvFields fields, int field, TokenShapes shapes) {
    present++;
    TokenShape shape = shapes.of(fields.bytes(), fields.start(field), fields.end(field));
    byShape[shape.ordinal()]++;
    if (!shape.isNumber() && odd.size() < EXAMPLES) {
      addOdd(fields.text(field));
    }
  }

  private void addOdd(String token) {
    if (odd.size() < EXAMPLES && !odd.contains(token)) {
      odd.add(token);
    }
  }

  TokenCounts plus(TokenCounts other) {
    present += other.present;
    for (int i = 0; i < byShape.length; i++) {
      byShape[i] += other.byShape[i];
    }
    other.odd.forEach(this::addOdd);
    return this;
  }

  /** The narrowest type that holds every value; the contract's type widens it, never narrows. */
  String sqlType(Optional<ColumnRule.Type> wanted) {
    if (present == 0) {
      return wanted.map(TokenCounts::sqlType).orElse("string");
    }
    String found = narrowest();
    return switch (wanted.orElse(ColumnRule.Type.INT)) {
      case STRING -> "string";
      case FLOAT, DOUBLE -> found.equals("bigint") ? "double" : found;
      case TIMESTAMP -> found.equals("date") ? "timestamp" : found;
      default -> found;
    };
  }

  /** Of a column that is missing in every row, and so holds no sign of its type. */
  private static String sqlType(ColumnRule.Type wanted) {
    return switch (wanted) {
      case INT, LONG -> "bigint";
      case FLOAT, DOUBLE -> "double";
      case STRING, BOOLEAN, DATE, TIMESTAMP -> wanted.name().toLowerCase(Locale.ROOT);
    };
  }

  private String narrowest() {
    if (count(TokenShape.INTEGER) == present) {
      return "bigint";
    }
    if (numbers() == present && count(TokenShape.NOT_FINITE) < present) {
      return "double";
    }
    if (count(TokenShape.BOOLEAN) == present) {
      return "boolean";
    }
    if (count(TokenShape.DATE) == present) {
      return "date";
    }
    boolean times = count(TokenShape.DATE) + count(TokenShape.TIMESTAMP) == present;
    return times ? "timestamp" : "string";
  }

  /** What to say of a column that stays text although at least half of its values are numbers. */
  Optional<String> mixedNote() {
    long others = present - numbers();
    if (others == 0 || numbers() < others) {
      return Optional.empty();
    }
    return Optional.of(
        others
            + " of "
            + present
            + " values are not numbers, such as \""
            + String.join("\", \"", odd)
            + "\"; the column stays text: mend them, or name them in data.csv.null-values");
  }

  private long numbers() {
    return count(TokenShape.INTEGER) + count(TokenShape.DECIMAL) + count(TokenShape.NOT_FINITE);
  }

  private long count(TokenShape shape) {
    return byShape[shape.ordinal()];
  }
}
