package io.nightjar.jobs.init;

import static org.apache.spark.sql.functions.approx_count_distinct;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.Table;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;

/**
 * A table's columns in one pass, and the values of its text columns that have few.
 *
 * @param rows how many
 * @param columns in the table's order
 */
record TableProfile(long rows, List<ColumnProfile> columns) {
  private static final int FEW = 20;
  private static final int PER_COLUMN = 4;

  static TableProfile of(Table table) {
    return ReadFailures.reading(table.origin(), () -> read(table));
  }

  private static TableProfile read(Table table) {
    StructField[] fields = table.schema().fields();
    List<Column> wanted = new ArrayList<>();
    for (StructField field : fields) {
      Column column = Table.column(field.name());
      Column number = field.dataType() instanceof NumericType ? column.cast("double") : lit(null);
      wanted.add(count(column));
      wanted.add(approx_count_distinct(column));
      wanted.add(min(number));
      wanted.add(max(number));
    }
    Row found = table.rows().agg(count(lit(1)), wanted.toArray(Column[]::new)).head();
    long rows = found.getLong(0);
    List<ColumnProfile> columns = new ArrayList<>();
    for (int i = 0; i < fields.length; i++) {
      columns.add(column(table, fields[i], found, 1 + PER_COLUMN * i));
    }
    return new TableProfile(rows, columns);
  }

  private static ColumnProfile column(Table table, StructField field, Row found, int at) {
    long rows = found.getLong(0);
    long distinct = found.getLong(at + 1);
    boolean number = field.dataType() instanceof NumericType && !found.isNullAt(at + 2);
    String type = type(field);
    List<String> values =
        type.equals("string") && distinct <= FEW ? values(table, field.name()) : List.of();
    return new ColumnProfile(
        field.name(),
        type,
        rows == 0 ? 0 : 1 - (double) found.getLong(at) / rows,
        distinct,
        number ? found.getDouble(at + 2) : null,
        number ? found.getDouble(at + 3) : null,
        values);
  }

  /** All values, most frequent first, equally frequent ones in order. */
  static List<String> values(Table table, String name) {
    Column column = Table.column(name).cast("string");
    return table
        .rows()
        .filter(column.isNotNull())
        .groupBy(column.as("value"))
        .agg(count(lit(1)).as("times"))
        .orderBy(functions.col("times").desc(), functions.col("value"))
        .limit(FEW + 1)
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static String type(StructField field) {
    return switch (field.dataType().typeName()) {
      case "byte", "short", "integer" -> "int";
      case "timestamp_ntz" -> "timestamp";
      default ->
          field.dataType().typeName().startsWith("decimal")
              ? "double"
              : field.dataType().typeName();
    };
  }

  ColumnProfile column(String name) {
    return columns.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }
}
