package io.nightjar.spark.data.batch;

import io.nightjar.features.raw.RawBatch;
import io.nightjar.spark.data.batch.column.BatchColumns;
import io.nightjar.spark.data.batch.column.VectorColumn;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Batches filled from one partition's column vectors, cut anew. */
final class VectorBatches implements Iterator<RawBatch> {
  private final Iterator<ColumnarBatch> vectors;
  private final int[] places;
  private final Supplier<BatchColumns> filling;
  private final VectorColumn[] columns;
  private int size;
  private int taken;

  /**
   * Batches of some vectors.
   *
   * @param places by column, its place among the vectors
   * @param filling the columns for each next batch
   */
  VectorBatches(Iterator<ColumnarBatch> vectors, int[] places, Supplier<BatchColumns> filling) {
    this.vectors = vectors;
    this.places = places;
    this.filling = filling;
    this.columns = VectorColumn.columns(places.length);
  }

  @Override
  public boolean hasNext() {
    while (taken == size && vectors.hasNext()) {
      ColumnarBatch current = vectors.next();
      size = current.numRows(); // Spark reuses a batch, its number of rows too
      VectorColumn.goTo(current, places, columns);
      taken = 0;
    }
    return taken < size;
  }

  @Override
  public RawBatch next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no more rows");
    }
    BatchColumns batch = filling.get();
    int count = 0;
    while (count < batch.capacity() && hasNext()) {
      int rows = Math.min(batch.capacity() - count, size - taken);
      batch.fill(columns, taken, rows, count);
      taken += rows;
      count += rows;
    }
    return batch.batch(count);
  }
}
