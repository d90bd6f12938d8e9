package io.nightjar.features;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * A value out of a short list. Codes: the values by descending training frequency (ties by the
 * value) are 0..k−1, a value that training never met is k, missing is k+1 where training met it and
 * k otherwise.
 *
 * @param column the input column
 * @param type the type that the column is read as; values are compared by {@link
 *     CategoryText#of(Object)}
 * @param values the k values, most frequent first
 * @param missing what was missing in training
 */
public record CategoricalFeature(
    String column, ColumnType type, List<String> values, Missing missing) implements Feature {
  public CategoricalFeature {
    Objects.requireNonNull(column, "column");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(missing, "missing");
    values = List.copyOf(values);
    if (values.isEmpty() || new HashSet<>(values).size() != values.size()) {
      throw new IllegalArgumentException(
          column + " has categories " + values + "; must be at least one, each once");
    }
  }

  /** The code of a value that training never met. */
  public int unseenCode() {
    return values.size();
  }

  /** The code of a missing value. */
  public int missingCode() {
    return missing.seen() ? values.size() + 1 : values.size();
  }

  /** How many codes there are. */
  public int codes() {
    return missingCode() + 1;
  }

  @Override
  public String whenMissing() {
    return missing.seen()
        ? "category " + missingCode()
        : "taken as a value that training never met";
  }
}
