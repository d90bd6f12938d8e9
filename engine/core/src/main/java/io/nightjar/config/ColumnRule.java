package io.nightjar.config;

import io.nightjar.config.hocon.Kind;
import io.nightjar.config.hocon.Property;
import io.nightjar.config.hocon.Settings;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What one column must hold: a line of the data contract. What isn't given isn't checked.
 *
 * @param type the column's type
 * @param min least value, for numbers
 * @param max greatest value, for numbers
 * @param nulls greatest share of missing values, 0..1
 * @param in the only values allowed, as text
 * @param unique whether no value may occur twice
 * @param regex pattern that each whole value must match, for text
 * @param action what becomes of a table to score where a row breaks the rule
 */
public record ColumnRule(
    Optional<Type> type,
    OptionalDouble min,
    OptionalDouble max,
    OptionalDouble nulls,
    List<String> in,
    boolean unique,
    Optional<String> regex,
    Action action) {

  /** What a broken rule does to a table that is scored; a training table is always refused. */
  public enum Action {
    /** The night's check refuses the table. */
    REJECT,
    /** The rows that break it go to the quarantine, the others are scored. */
    QUARANTINE
  }

  /** Types a contract can ask for. */
  public enum Type {
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    STRING,
    BOOLEAN,
    DATE,
    TIMESTAMP
  }

  static final Property<Type> TYPE =
      Property.optional("data.contract.*.type", Kind.oneOf(Type.class), "any", "the column's type");
  static final Property<Double> MIN =
      Property.optional("data.contract.*.min", anyNumber(), "", "the least value, of numbers");
  static final Property<Double> MAX =
      Property.optional("data.contract.*.max", anyNumber(), "", "the greatest value, of numbers");
  static final Property<Double> NULLS =
      Property.optional(
          "data.contract.*.nulls",
          Kind.number(0, 1),
          "any",
          "the greatest share of missing values");
  static final Property<List<String>> IN =
      Property.of("data.contract.*.in", Kind.names(), List.of(), "the only values allowed");
  static final Property<Boolean> UNIQUE =
      Property.of("data.contract.*.unique", Kind.bool(), false, "whether no value occurs twice");
  static final Property<String> REGEX =
      Property.optional(
          "data.contract.*.regex",
          Kind.regex(),
          "",
          "the pattern that each whole value of text matches");

  static final Property<Action> ACTION =
      Property.of(
          "data.contract.*.action",
          Kind.oneOf(Action.class),
          Action.REJECT,
          "what a broken rule does to a table that is scored: nightly rejects it, or score and"
              + " nightly put its rows into score.quarantine; a training table is always rejected");

  static List<Property<?>> properties() {
    return List.of(TYPE, MIN, MAX, NULLS, IN, UNIQUE, REGEX, ACTION);
  }

  static ColumnRule read(Settings settings, String column) {
    ColumnRule rule =
        new ColumnRule(
            settings.find(TYPE, column),
            number(settings.find(MIN, column)),
            number(settings.find(MAX, column)),
            number(settings.find(NULLS, column)),
            settings.read(IN, column),
            settings.read(UNIQUE, column),
            settings.find(REGEX, column),
            settings.read(ACTION, column));
    rule.check(settings, "data.contract." + column);
    return rule;
  }

  private void check(Settings settings, String key) {
    if (min.isPresent() && max.isPresent() && min.getAsDouble() > max.getAsDouble()) {
      settings.reject(
          key + ".min",
          " is " + min.getAsDouble() + ", above max, " + max.getAsDouble() + "; swap them.");
    }
    boolean bounded = min.isPresent() || max.isPresent();
    if (bounded && type.filter(t -> NOT_NUMBERS.contains(t)).isPresent()) {
      settings.reject(
          key + (min.isPresent() ? ".min" : ".max"),
          " is for numbers, but " + key + ".type is " + Kind.word(type.get()) + "; drop one.");
    }
    if (regex.isPresent() && type.filter(t -> t != Type.STRING).isPresent()) {
      settings.reject(
          key + ".regex",
          " is for text, but " + key + ".type is " + Kind.word(type.get()) + "; drop one.");
    }
    boolean shared = nulls.isPresent() && nulls.getAsDouble() > 0;
    if (action == Action.QUARANTINE && (unique || shared)) {
      settings.reject(
          key + ".action",
          " is quarantine, but "
              + (unique ? "unique" : "nulls = " + nulls.getAsDouble())
              + " is no rule that a row breaks by itself; must be reject, or drop "
              + (unique ? "unique." : "nulls or set it to 0."));
    }
  }

  private static final Set<Type> NOT_NUMBERS =
      EnumSet.of(Type.STRING, Type.BOOLEAN, Type.DATE, Type.TIMESTAMP);

  private static Kind<Double> anyNumber() {
    return Kind.number(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  private static OptionalDouble number(Optional<Double> given) {
    return given.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
  }

  public ColumnRule {
    in = List.copyOf(in);
  }
}
