package io.nightjar.spark.data;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.shiftrightunsigned;
import static org.apache.spark.sql.functions.sum;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.unsafe.Platform;

/**
 * What a run read, exactly: enough to say later whether it is still the same.
 *
 * @param location what the config said, with the run date put in
 * @param format the format that it was read as
 * @param version the Delta version or Iceberg snapshot that was read; null for other tables
 * @param rows the number of rows
 * @param columns each column as {@code name type}, in the table's order
 * @param files the files, sorted by path
 * @param fingerprint 16 hexadecimal digits, of the content: the sum modulo 2⁶⁴ of a 64-bit hash
 *     (XXH64) of each row's values; the same whatever the order of rows, files, columns or
 *     partitions. Of {@link #ofFiles}: a hash of the files' paths, lengths and modification times,
 *     or of the table's version
 */
public record Snapshot(
    String location,
    String format,
    String version,
    long rows,
    List<String> columns,
    List<DataFile> files,
    String fingerprint)
    implements Serializable {
  private static final long LOW_HALF = 0xFFFF_FFFFL;

  /** Copies the lists. */
  public Snapshot {
    columns = List.copyOf(columns);
    files = List.copyOf(files);
  }

  /** Reads the whole table once; a damaged file is named. */
  public static Snapshot of(Table table) {
    Column hash = RowHash.ofContent(table.rows().schema(), 0);
    Row sums =
        ReadFailures.reading(
            table.origin(),
            () ->
                table
                    .rows()
                    .select(hash.as("hash"))
                    .agg(
                        count(lit(1)),
                        sum(new Column("hash").bitwiseAND(lit(LOW_HALF))),
                        sum(shiftrightunsigned(new Column("hash"), 32)))
                    .head());
    long rows = sums.getLong(0);
    return of(table, rows, rows == 0 ? 0 : sums.getLong(1) + (sums.getLong(2) << 32));
  }

  /**
   * Counts the rows of a table and looks at its files or its version, not at what they hold; a
   * table that has neither is read whole.
   *
   * @param counter counts rows where they are not counted yet
   */
  public static Snapshot ofFiles(Table table, ToLongFunction<Dataset<Row>> counter) {
    if (table.origin().files().isEmpty() && table.origin().version() == null) {
      return of(table);
    }
    long rows =
        table
            .counted()
            .orElseGet(
                () ->
                    ReadFailures.reading(table.origin(), () -> counter.applyAsLong(table.rows())));
    StringBuilder files = new StringBuilder();
    for (DataFile file : table.origin().files()) {
      files.append(file.path()).append('\0').append(file.bytes()).append('\0');
      files.append(file.modifiedMillis()).append('\0');
    }
    if (table.origin().version() != null) {
      files.append(table.origin().location()).append('\0').append(table.origin().version());
    }
    byte[] utf8 = files.toString().getBytes(StandardCharsets.UTF_8);
    return of(table, rows, XXH64.hashUnsafeBytes(utf8, Platform.BYTE_ARRAY_OFFSET, utf8.length, 0));
  }

  private static Snapshot of(Table table, long rows, long fingerprint) {
    return new Snapshot(
        table.origin().location(),
        table.origin().format(),
        table.origin().version(),
        rows,
        Arrays.stream(table.rows().schema().fields())
            .map(field -> field.name() + " " + field.dataType().simpleString())
            .toList(),
        table.origin().files(),
        String.format(Locale.ROOT, "%016x", fingerprint));
  }
}
