package io.nightjar.spark.data.parquet.chunk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.spark.sql.catalyst.InternalRow;

/** The computed columns of a row group, encoded, of those of its rows that stay. */
public final class EncodedGroup implements AutoCloseable {
  private final ColumnChunkPageWriteStore pages;
  private final BitSet leftOut = new BitSet();
  private final List<InternalRow> told = new ArrayList<>();
  private int seen;
  private int filtered;

  EncodedGroup(ColumnChunkPageWriteStore pages) {
    this.pages = pages;
  }

  /** The next {@code rows} rows stay. */
  void stay(int rows) {
    seen += rows;
  }

  /** The next row doesn't. */
  void leaveOut(InternalRow row) {
    leftOut.set(seen++);
    told.add(row);
  }

  /** The next row is dropped by a filter; nothing is told of it. */
  void drop() {
    leftOut.set(seen++);
    filtered++;
  }

  /** How many rows of the group were looked at. */
  int seen() {
    return seen;
  }

  /** How many rows stay. */
  public int rows() {
    return seen - told.size() - filtered;
  }

  /** How many rows a filter dropped. */
  public int filtered() {
    return filtered;
  }

  /** By its place among the rows of the group, whether a row is left out. */
  public BitSet leftOut() {
    return leftOut;
  }

  /** What is told of the rows that are left out and not filtered, in their order. */
  public List<InternalRow> told() {
    return told;
  }

  /** Appends the columns to the row group that is open; not where no row stays. */
  public void appendTo(ParquetFileWriter file) throws IOException {
    pages.flushToFileWriter(file);
  }

  @Override
  public void close() {
    pages.close();
  }
}
