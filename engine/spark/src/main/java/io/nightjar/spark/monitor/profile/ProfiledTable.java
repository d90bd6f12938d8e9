package io.nightjar.spark.monitor.profile;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;

/**
 * A table's profiled columns alone: numbers and dates first, as doubles named n0, n1, …, then
 * categories as text named c0, c1, …
 */
final class ProfiledTable {
  /** Sets the sample apart from every other use of a key's hash, such as the split. */
  private static final String SALT = "nightjar.profile";

  private final Dataset<Row> source;
  private final Map<String, ColumnKind> numeric = new LinkedHashMap<>();
  private final List<String> categorical = new ArrayList<>();

  private ProfiledTable(Dataset<Row> source) {
    this.source = source;
  }

  /** The columns of a spec; each kind follows from the column's type. */
  static ProfiledTable of(Dataset<Row> source, ProfileSpec spec) {
    ProfiledTable table = new ProfiledTable(source);
    for (String column : spec.all()) {
      ColumnKind kind =
          spec.categorical().contains(column)
              ? ColumnKind.CATEGORY
              : ColumnKind.of(column, table.type(column));
      table.add(column, kind);
    }
    return table;
  }

  /** The columns of a profile; each kind is as it was frozen. */
  static ProfiledTable of(Dataset<Row> source, Profile profile) {
    ProfiledTable table = new ProfiledTable(source);
    profile.numeric().forEach(column -> table.add(column.column(), column.kind()));
    profile.categorical().forEach(column -> table.add(column.column(), ColumnKind.CATEGORY));
    return table;
  }

  private void add(String column, ColumnKind kind) {
    if (kind == ColumnKind.CATEGORY) {
      categorical.add(column);
    } else {
      numeric.put(column, kind);
    }
  }

  private DataType type(String column) {
    return Arrays.stream(source.schema().fields())
        .filter(field -> field.name().equals(column))
        .findFirst()
        .orElseThrow(() -> missing(column))
        .dataType();
  }

  private NightjarException missing(String column) {
    return NightjarException.of(
        FailureKind.DATA,
        column,
        "the monitored column "
            + column
            + " is not in the table, which has "
            + String.join(", ", source.columns())
            + ".");
  }

  Dataset<Row> narrow() {
    return source.select(cells().toArray(Column[]::new));
  }

  /** The same, and the hash of each row's key as the last column. */
  Dataset<Row> narrowWithHash(List<String> key) {
    List<Column> hashed = new ArrayList<>(List.of(lit(SALT)));
    (key.isEmpty() ? all() : key).forEach(name -> hashed.add(source.col(quoted(name))));
    List<Column> columns = cells();
    columns.add(xxhash64(hashed.toArray(Column[]::new)).as("hash"));
    return source.select(columns.toArray(Column[]::new));
  }

  private List<Column> cells() {
    List<Column> cells = new ArrayList<>();
    numeric.forEach((name, kind) -> cells.add(kind.read(name, type(name)).as("n" + cells.size())));
    for (int c = 0; c < categorical.size(); c++) {
      String name = categorical.get(c);
      cells.add(ColumnKind.CATEGORY.read(name, type(name)).as("c" + c));
    }
    return cells;
  }

  private List<String> all() {
    List<String> all = new ArrayList<>(numeric.keySet());
    all.addAll(categorical);
    return all;
  }

  private static String quoted(String column) {
    return "`" + column.replace("`", "``") + "`";
  }

  /** Name and kind of each column of numbers or dates. */
  Map<String, ColumnKind> numeric() {
    return numeric;
  }

  List<String> categorical() {
    return categorical;
  }

  /** The names of the text columns in the narrow table. */
  List<String> categoricalCells() {
    return java.util.stream.IntStream.range(0, categorical.size()).mapToObj(c -> "c" + c).toList();
  }
}
