package io.nightjar.spark.data;

import static org.apache.spark.sql.functions.coalesce;

import io.nightjar.FailureKind;
import io.nightjar.NearestName;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Rows and where they came from.
 *
 * @param rows the rows, lazily read; actions over them run inside {@link ReadFailures#reading}
 * @param origin where they came from
 * @param counted how many rows there are, where opening the table had to count them
 * @param notes what a person should know: columns that stay text although most values are numbers,
 *     nested columns that were left out
 */
public record Table(
    Dataset<Row> rows, TableOrigin origin, OptionalLong counted, List<Problem> notes) {

  /** Copies the list. */
  public Table {
    notes = List.copyOf(notes);
  }

  /** A table whose rows were not counted. */
  public Table(Dataset<Row> rows, TableOrigin origin, List<Problem> notes) {
    this(rows, origin, OptionalLong.empty(), notes);
  }

  /** The same table, of which it is known how many rows it has. */
  public Table counted(long count) {
    return new Table(rows, origin, OptionalLong.of(count), notes);
  }

  /** The columns. */
  public StructType schema() {
    return rows.schema();
  }

  /** The column of that name; a failure of kind DATA that names the nearest one. */
  public StructField field(String name) {
    List<String> names = Arrays.asList(schema().fieldNames());
    int index = names.indexOf(name);
    if (index >= 0) {
      return schema().fields()[index];
    }
    String advice =
        NearestName.of(name, names)
            .map(near -> "did you mean \"" + near + "\"?")
            .orElse("the columns are " + listed(names));
    throw NightjarException.of(
        FailureKind.DATA, origin.name(), "has no column \"" + name + "\"; " + advice);
  }

  /** The same origin with other rows, such as one part of a split. */
  public Table withRows(Dataset<Row> others) {
    return new Table(others, origin, notes);
  }

  /**
   * The rows that keep an SQL predicate.
   *
   * @param setting where the predicate was given, for the message
   * @throws NightjarException of kind CONFIG when it is no condition on this table
   */
  public Table where(String predicate, String setting) {
    try {
      return withRows(rows.filter(predicate));
    } catch (Exception e) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          setting,
          "\""
              + predicate
              + "\" is no condition on "
              + origin.name()
              + ": "
              + ReadFailures.reason(e),
          e);
    }
  }

  /** A column of this table by its exact name, dots and all. */
  public static Column column(String name) {
    return RowHash.column(name);
  }

  /**
   * 64 random bits of each row: of its id where there is one, else of its content. They hang on
   * values alone, so that whatever is drawn by them is drawn anew alike, wherever the row lies.
   *
   * @param id the column of ids; empty for none
   */
  public Column rowKey(Optional<String> id, long seed) {
    Column content = RowHash.ofContent(schema(), seed);
    return id.map(name -> coalesce(RowHash.ofKey(field(name), seed), content)).orElse(content);
  }

  private static String listed(List<String> names) {
    int most = 20;
    String some = String.join(", ", names.subList(0, Math.min(most, names.size())));
    return names.size() > most ? some + ", … (" + names.size() + ")" : some;
  }
}
