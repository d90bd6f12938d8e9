package io.nightjar.features;

import io.nightjar.FailureKind;
import io.nightjar.NearestName;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns that a model reads; any table with them, each of the same type or one that widens to
 * it without loss, can be scored. Other columns are ignored.
 *
 * @param columns in the order of the raw rows that the model is given
 */
public record InputSignature(List<InputColumn> columns) implements Serializable {
  public InputSignature {
    columns = List.copyOf(columns);
  }

  /** The names, in order. */
  public List<String> names() {
    return columns.stream().map(InputColumn::name).toList();
  }

  /** The names of the columns that hold one value a row: all but vectors. */
  public List<String> plainNames() {
    return columns.stream()
        .filter(column -> column.type() != ColumnType.VECTOR)
        .map(InputColumn::name)
        .toList();
  }

  /**
   * Everything that keeps a table with these columns from being scored; empty when nothing does.
   */
  public List<Problem> check(List<InputColumn> table) {
    Map<String, InputColumn> byName = new LinkedHashMap<>();
    table.forEach(column -> byName.put(column.name(), column));
    List<Problem> problems = new ArrayList<>();
    for (InputColumn wanted : columns) {
      InputColumn found = byName.get(wanted.name());
      if (found == null) {
        problems.add(new Problem("", missing(wanted.name(), byName.keySet())));
      } else if (!found.type().widensTo(wanted.type())) {
        problems.add(new Problem("", wrongType(wanted, found.type())));
      }
    }
    return problems;
  }

  /** Throws a {@link FailureKind#DATA} failure with every problem, if there is one. */
  public void require(List<InputColumn> table) {
    List<Problem> problems = check(table);
    if (!problems.isEmpty()) {
      throw new NightjarException(FailureKind.DATA, problems, null);
    }
  }

  /** What is said of a column that isn't among some names. */
  public static String missing(String name, Collection<String> names) {
    return "column "
        + name
        + " is missing, which the model reads"
        + NearestName.of(name, names).map(near -> "; the nearest column is " + near).orElse("")
        + "; add it or rename the column that holds it";
  }

  private static String wrongType(InputColumn wanted, ColumnType found) {
    return "column "
        + wanted.name()
        + " is "
        + found.text()
        + "; must be "
        + wanted.type().text()
        + (wanted.type() == ColumnType.LONG ? " or int" : "")
        + (wanted.type() == ColumnType.DOUBLE ? " or float, long, int" : "")
        + " as in training; cast it where the table is made";
  }
}
