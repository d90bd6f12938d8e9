package io.nightjar.spark.data.batch;

import io.nightjar.features.raw.RawBatch;
import io.nightjar.spark.data.batch.column.BatchColumns;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/** Raw batches filled from one partition's batches of Spark's, cut anew. */
abstract class CutBatches<T> implements Iterator<RawBatch> {
  private final Iterator<T> source;
  private final Supplier<BatchColumns> filling;
  private int size;
  private int taken;

  /** {@code filling} are the columns for each next batch. */
  CutBatches(Iterator<T> source, Supplier<BatchColumns> filling) {
    this.source = source;
    this.filling = filling;
  }

  /** Goes on to a batch of Spark's; returns how many rows it has. */
  abstract int open(T next);

  /**
   * Copies {@code rows} rows of the open batch, from {@code first} on, to rows {@code at} and on.
   */
  abstract void fill(BatchColumns columns, int first, int rows, int at);

  @Override
  public final boolean hasNext() {
    while (taken == size && source.hasNext()) {
      size = open(source.next()); // Spark reuses a batch, its number of rows too
      taken = 0;
    }
    return taken < size;
  }

  @Override
  public final RawBatch next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no more rows");
    }
    BatchColumns columns = filling.get();
    int count = 0;
    while (count < columns.capacity() && hasNext()) {
      int rows = Math.min(columns.capacity() - count, size - taken);
      fill(columns, taken, rows, count);
      taken += rows;
      count += rows;
    }
    return columns.batch(count);
  }
}
