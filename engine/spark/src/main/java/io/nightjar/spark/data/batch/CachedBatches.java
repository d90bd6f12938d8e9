package io.nightjar.spark.data.batch;

import io.nightjar.spark.data.batch.column.BatchColumns;
import io.nightjar.spark.data.batch.column.CachedColumn;
import java.util.Iterator;
import java.util.function.Supplier;
import org.apache.spark.sql.columnar.CachedBatch;
import org.apache.spark.sql.execution.columnar.DefaultCachedBatch;
import org.apache.spark.sql.types.StructType;

/** Batches filled from cached ones. */
final class CachedBatches extends CutBatches<CachedBatch> {
  private final StructType schema;
  private final int[] places;
  private final CachedColumn[] columns;

  /**
   * Batches of some columns.
   *
   * @param schema of the columns
   * @param places by column, its place among the cached ones
   * @param filling the columns for each next batch
   */
  CachedBatches(
      Iterator<CachedBatch> cached,
      StructType schema,
      int[] places,
      Supplier<BatchColumns> filling) {
    super(cached, filling);
    this.schema = schema;
    this.places = places;
    this.columns = new CachedColumn[places.length];
  }

  @Override
  int open(CachedBatch next) {
    DefaultCachedBatch batch = (DefaultCachedBatch) next;
    for (int j = 0; j < places.length; j++) {
      columns[j] =
          CachedColumn.of(
              batch.buffers()[places[j]], schema.fields()[j].dataType(), batch.numRows());
    }
    return batch.numRows();
  }

  @Override
  void fill(BatchColumns batch, int first, int rows, int at) {
    batch.fill(columns, first, rows, at);
  }
}
