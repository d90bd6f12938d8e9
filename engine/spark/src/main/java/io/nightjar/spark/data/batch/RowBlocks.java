package io.nightjar.spark.data.batch;

import io.nightjar.features.raw.RawBatch;
import io.nightjar.spark.data.batch.column.BatchColumns;
import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;

/**
 * Blocks of binary rows; a row lives until the next one is read, so what is passed on is copied.
 */
final class RowBlocks implements BlockSource {
  private final Iterator<InternalRow> rows;
  private final BatchColumns columns;
  private final UnsafeProjection projection;
  private final InternalRow[] kept;

  RowBlocks(Iterator<InternalRow> rows, ExtendedRows.Shape shape) {
    this.rows = rows;
    this.columns = new BatchColumns(shape.read(), shape.blockRows());
    this.projection = Places.projection(shape.all(), shape.kept(), shape.kept());
    this.kept = new InternalRow[shape.blockRows()];
  }

  @Override
  public RawBatch next() {
    int count = 0;
    while (count < kept.length && rows.hasNext()) {
      InternalRow row = rows.next();
      columns.fill(row, count);
      kept[count++] = projection.apply(row).copy();
    }
    return count == 0 ? null : columns.batch(count);
  }

  @Override
  public InternalRow kept(int row) {
    return kept[row];
  }
}
