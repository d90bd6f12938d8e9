package io.nightjar.spark.data.contract;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** How messages name a row: by its id, and where there is none by its first values. */
final class RowNames implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 3;
  private static final int LONGEST = 30;

  private final String[] columns;
  private final int id;

  RowNames(StructType schema, Optional<String> id) {
    columns = schema.fieldNames();
    this.id = id.map(name -> Arrays.asList(columns).indexOf(name)).orElse(-1);
  }

  /**
   * The columns that a row is named by: the id, or the first ones and one more, if there is one.
   */
  static List<String> columns(String[] all, Optional<String> id) {
    return id.map(List::of).orElseGet(() -> Arrays.stream(all).limit(SHOWN + 1L).toList());
  }

  /** Such as {@code row_id 17} or {@code the row with age = 39, sex = Male, …}. */
  String of(Row row) {
    if (id >= 0) {
      return columns[id] + " " + text(row.get(id));
    }
    String values =
        IntStream.range(0, Math.min(SHOWN, columns.length))
            .mapToObj(i -> columns[i] + " = " + text(row.get(i)))
            .collect(Collectors.joining(", "));
    return "the row with " + values + (columns.length > SHOWN ? ", …" : "");
  }

  /** A value on one line, not long. */
  static String text(Object value) {
    String text = String.valueOf(value).replaceAll("\\s+", " ");
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
