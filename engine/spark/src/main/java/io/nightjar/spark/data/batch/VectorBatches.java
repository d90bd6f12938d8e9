package io.nightjar.spark.data.batch;

import io.nightjar.spark.data.batch.column.BatchColumns;
import io.nightjar.spark.data.batch.column.VectorColumn;
import java.util.Iterator;
import java.util.function.Supplier;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Batches filled from column vectors. */
final class VectorBatches extends CutBatches<ColumnarBatch> {
  private final int[] places;
  private final VectorColumn[] columns;

  /**
   * Batches of some vectors.
   *
   * @param places by column, its place among the vectors
   * @param filling the columns for each next batch
   */
  VectorBatches(Iterator<ColumnarBatch> vectors, int[] places, Supplier<BatchColumns> filling) {
    super(vectors, filling);
    this.places = places;
    this.columns = VectorColumn.columns(places.length);
  }

  @Override
  int open(ColumnarBatch next) {
    VectorColumn.goTo(next, places, columns);
    return next.numRows();
  }

  @Override
  void fill(BatchColumns batch, int first, int rows, int at) {
    batch.fill(columns, first, rows, at);
  }
}
