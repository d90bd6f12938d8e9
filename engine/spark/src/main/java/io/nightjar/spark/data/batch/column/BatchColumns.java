package io.nightjar.spark.data.batch.column;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.features.ColumnType;
import io.nightjar.features.raw.NumberColumn;
import io.nightjar.features.raw.RawBatch;
import io.nightjar.features.raw.RawColumn;
import io.nightjar.features.raw.ValueColumn;
import io.nightjar.spark.data.RawRows;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns of a batch while it is filled. */
public final class BatchColumns {
  private final int capacity;
  private final ColumnFiller[] fillers;
  private final List<RawColumn> columns;

  public BatchColumns(StructType schema, int capacity) {
    this.capacity = capacity;
    this.fillers =
        Arrays.stream(schema.fields())
            .map(field -> filler(field, capacity))
            .toArray(ColumnFiller[]::new);
    this.columns = Arrays.stream(fillers).map(ColumnFiller::column).toList();
  }

  /** Refuses columns that hold no raw values. */
  public static void require(StructType schema) {
    for (StructField field : schema.fields()) {
      if (RawRows.type(field.dataType()) == null) {
        throw NightjarException.of(
            FailureKind.DATA,
            field.name(),
            "is of type "
                + field.dataType().simpleString()
                + "; must be a number, boolean, string, date, timestamp or vector");
      }
    }
  }

  private static ColumnFiller filler(StructField field, int capacity) {
    ColumnType type = RawRows.type(field.dataType());
    if (type == ColumnType.VECTOR) {
      return new VectorFiller(new ValueColumn(capacity));
    }
    return type.isNumeric()
        ? NumberFiller.of(field.dataType(), new NumberColumn(type, capacity))
        : ValueFiller.of(type, new ValueColumn(capacity));
  }

  /** Most rows. */
  public int capacity() {
    return capacity;
  }

  /** Copies a row's first columns to row {@code at}. */
  public void fill(InternalRow row, int at) {
    for (int j = 0; j < fillers.length; j++) {
      fillers[j].fill(row, j, at);
    }
  }

  /**
   * Copies {@code rows} rows of vectors, from {@code first} on, to rows {@code at} and on.
   *
   * @param vectors by column
   */
  public void fill(VectorColumn[] vectors, int first, int rows, int at) {
    for (int j = 0; j < fillers.length; j++) {
      fillers[j].fillAll(vectors[j], first, rows, at);
    }
  }

  /**
   * Copies chosen rows of vectors to the first rows.
   *
   * @param vectors by column
   * @param chosen places in the vectors, rising
   * @param count how many there are
   */
  public void fill(VectorColumn[] vectors, int[] chosen, int count) {
    for (int j = 0; j < fillers.length; j++) {
      fillers[j].fillChosen(vectors[j], chosen, count);
    }
  }

  /** The same of a cached batch's columns. */
  public void fill(CachedColumn[] cached, int first, int rows, int at) {
    for (int j = 0; j < fillers.length; j++) {
      cached[j].copyTo(fillers[j], first, rows, at);
    }
  }

  /** The first {@code rows} rows. */
  public RawBatch batch(int rows) {
    return new RawBatch(rows, columns);
  }
}
