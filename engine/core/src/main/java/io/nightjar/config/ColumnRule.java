package io.nightjar.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

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
 */
public record ColumnRule(
    Optional<Type> type,
    OptionalDouble min,
    OptionalDouble max,
    OptionalDouble nulls,
    List<String> in,
    boolean unique,
    Optional<String> regex) {

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

  public ColumnRule {
    in = List.copyOf(in);
  }
}
