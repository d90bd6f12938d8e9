package io.nightjar.spark.data.batch;

import io.nightjar.features.raw.RawBatch;
import io.nightjar.spark.data.batch.column.BatchColumns;
import io.nightjar.spark.data.batch.column.VectorColumn;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Blocks that lie within one batch of vectors each, so that rows are read from these in place. */
final class VectorBlocks implements BlockSource {
  private final Iterator<ColumnarBatch> vectors;
  private final int[] places;
  private final BatchColumns columns;
  private final VectorColumn[] vectorColumns;
  private final UnsafeProjection projection;
  private ColumnarBatch current;
  private int size;
  private int first;
  private int taken;

  VectorBlocks(Iterator<ColumnarBatch> vectors, int[] places, ExtendedRows.Shape shape) {
    this.vectors = vectors;
    this.places = places;
    this.columns = new BatchColumns(shape.read(), shape.blockRows());
    this.vectorColumns = VectorColumn.columns(shape.read().size());
    int[] at = Arrays.stream(shape.kept()).map(ordinal -> places[ordinal]).toArray();
    this.projection = Places.projection(shape.all(), shape.kept(), at);
  }

  @Override
  public RawBatch next() {
    while (taken == size) { // Spark reuses a batch, its number of rows too
      if (!vectors.hasNext()) {
        return null;
      }
      current = vectors.next();
      size = current.numRows();
      VectorColumn.goTo(current, places, vectorColumns);
      taken = 0;
    }
    int rows = Math.min(columns.capacity(), size - taken);
    columns.fill(vectorColumns, taken, rows, 0);
    first = taken;
    taken += rows;
    return columns.batch(rows);
  }

  @Override
  public InternalRow kept(int row) {
    return projection.apply(current.getRow(first + row));
  }
}
