package io.nightjar.spark.data.batch;

import io.nightjar.features.raw.RawBatch;
import io.nightjar.spark.data.batch.column.BatchColumns;
import io.nightjar.spark.data.batch.column.CachedColumn;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.apache.spark.sql.columnar.CachedBatch;
import org.apache.spark.sql.execution.columnar.DefaultCachedBatch;
import org.apache.spark.sql.types.StructType;

/** Batches filled from one partition's cached ones, cut anew. */
final class CachedBatches implements Iterator<RawBatch> {
  private final Iterator<CachedBatch> cached;
  private final StructType schema;
  private final int[] places;
  private final Supplier<BatchColumns> filling;
  private CachedColumn[] current;
  private int size;
  private int taken;

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
    this.cached = cached;
    this.schema = schema;
    this.places = places;
    this.filling = filling;
  }

  @Override
  public boolean hasNext() {
    while (taken == size && cached.hasNext()) {
      open((DefaultCachedBatch) cached.next());
    }
    return taken < size;
  }

  private void open(DefaultCachedBatch batch) {
    size = batch.numRows();
    taken = 0;
    current = new CachedColumn[places.length];
    for (int j = 0; j < places.length; j++) {
      current[j] = CachedColumn.of(batch.buffers()[places[j]], schema.fields()[j].dataType(), size);
    }
  }

  @Override
  public RawBatch next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no more rows");
    }
    BatchColumns columns = filling.get();
    int count = 0;
    while (count < columns.capacity() && hasNext()) {
      int rows = Math.min(columns.capacity() - count, size - taken);
      columns.fill(current, taken, rows, count);
      taken += rows;
      count += rows;
    }
    return columns.batch(count);
  }
}
