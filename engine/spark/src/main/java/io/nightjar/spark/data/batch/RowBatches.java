package io.nightjar.spark.data.batch;

import io.nightjar.features.raw.RawBatch;
import io.nightjar.spark.data.batch.column.BatchColumns;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.InternalRow;

/** Batches filled from one partition's binary rows. */
final class RowBatches implements Iterator<RawBatch> {
  private final Iterator<InternalRow> rows;
  private final Supplier<BatchColumns> filling;

  RowBatches(Iterator<InternalRow> rows, Supplier<BatchColumns> filling) {
    this.rows = rows;
    this.filling = filling;
  }

  @Override
  public boolean hasNext() {
    return rows.hasNext();
  }

  @Override
  public RawBatch next() {
    if (!rows.hasNext()) {
      throw new NoSuchElementException("no more rows");
    }
    BatchColumns columns = filling.get();
    int count = 0;
    while (count < columns.capacity() && rows.hasNext()) {
      columns.fill(rows.next(), count);
      count++;
    }
    return columns.batch(count);
  }
}
