package io.nightjar.spark.data.read;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import io.nightjar.spark.data.DataFile;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.TableOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Several nights' tables as one. Nights of one columnar format and one schema are read by a single
 * scan; a union of as many scans would be planned and compiled a night at a time.
 */
final class Nights {
  private final SparkSession spark;
  private final List<Table> tables;

  private Nights(SparkSession spark, List<Table> tables) {
    this.spark = spark;
    this.tables = tables;
  }

  /**
   * The rows of all nights.
   *
   * @throws NightjarException of kind DATA naming the first night that has other columns
   */
  static Table together(SparkSession spark, List<Table> tables) {
    return tables.size() == 1 ? tables.get(0) : new Nights(spark, tables).table();
  }

  private Table table() {
    Table first = tables.get(0);
    List<DataFile> files = new ArrayList<>();
    List<Problem> notes = new ArrayList<>();
    for (Table table : tables) {
      files.addAll(table.origin().files());
      table.notes().stream().filter(note -> !notes.contains(note)).forEach(notes::add);
    }
    String location =
        first.origin().location() + " … " + tables.get(tables.size() - 1).origin().location();
    TableOrigin origin = new TableOrigin(location, first.origin().format(), files, versions());
    return new Table(alike() ? scan(origin) : union(), origin, notes);
  }

  private String versions() {
    List<String> versions =
        tables.stream().map(table -> table.origin().version()).filter(Objects::nonNull).toList();
    return versions.isEmpty() ? null : String.join("; ", versions);
  }

  private boolean alike() {
    Table first = tables.get(0);
    return tables.stream()
        .allMatch(
            table ->
                List.of("parquet", "orc").contains(table.origin().format())
                    && table.origin().format().equals(first.origin().format())
                    && table.schema().equals(first.schema())
                    && table.notes().isEmpty()
                    && !hasFolderColumns(table.origin()));
  }

  /** Whether folders below the night's own, such as {@code country=DE}, hold a column. */
  private static boolean hasFolderColumns(TableOrigin origin) {
    String location = ReadFailures.plainPath(origin.location());
    return origin.files().stream()
        .map(file -> ReadFailures.plainPath(file.path()))
        .anyMatch(
            path -> {
              int from = path.indexOf(location);
              String below = from < 0 ? path : path.substring(from + location.length());
              return below.contains("=");
            });
  }

  private Dataset<Row> scan(TableOrigin origin) {
    String[] paths = origin.files().stream().map(DataFile::path).toArray(String[]::new);
    return ColumnarReader.reader(spark)
        .format(origin.format())
        .schema(tables.get(0).schema())
        .load(paths);
  }

  private Dataset<Row> union() {
    Dataset<Row> rows = tables.get(0).rows();
    for (Table table : tables.subList(1, tables.size())) {
      rows = unionByName(rows, table);
    }
    return rows;
  }

  private static Dataset<Row> unionByName(Dataset<Row> rows, Table table) {
    try {
      return rows.unionByName(table.rows());
    } catch (Exception e) {
      throw NightjarException.of(
          FailureKind.DATA,
          table.origin().name(),
          "has other columns than the nights before it: " + ReadFailures.reason(e),
          e);
    }
  }
}
