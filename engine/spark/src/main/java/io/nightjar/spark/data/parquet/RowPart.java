package io.nightjar.spark.data.parquet;

import java.io.Serializable;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.OutputWriter;

/** The rows that one attempt of a task gives to a table. */
final class RowPart implements AutoCloseable {
  private final int index;
  private final RowTable table;
  private final Path file;
  private OutputWriter writer;
  private long rows;

  private RowPart(int index, RowTable table, Path file) {
    this.index = index;
    this.table = table;
    this.file = file;
  }

  /** Rows for a file; there is none where there is no row. */
  static RowPart written(int index, RowTable table, Path file) {
    return new RowPart(index, table, file);
  }

  /** Rows that are only counted. */
  static RowPart counted(int index) {
    return new RowPart(index, null, null);
  }

  /**
   * What became of them.
   *
   * @param index of the partition
   * @param file they are in; null where there is none
   */
  record Written(int index, String file, long rows) implements Serializable {}

  void write(InternalRow row) {
    if (table != null) {
      if (writer == null) {
        writer = table.open(file);
      }
      writer.write(row);
    }
    rows++;
  }

  Written written() {
    return new Written(index, writer == null ? null : file.toString(), rows);
  }

  @Override
  public void close() {
    if (writer != null) {
      writer.close();
    }
  }
}
