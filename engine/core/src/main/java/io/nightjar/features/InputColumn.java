package io.nightjar.features;

import java.io.Serializable;
import java.util.Objects;

/**
 * One column of a table as a model reads it.
 *
 * @param name the column's name
 * @param type the type it is read as
 * @param nullable whether training met a missing value in it
 */
public record InputColumn(String name, ColumnType type, boolean nullable) implements Serializable {
  public InputColumn {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
  }
}
