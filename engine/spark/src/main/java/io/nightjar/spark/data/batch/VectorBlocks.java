package io.nightjar.spark.data.batch;

import io.nightjar.features.raw.RawBatch;
import io.nightjar.spark.data.batch.column.BatchColumns;
import io.nightjar.spark.data.batch.column.VectorColumn;
import java.util.Arrays;
import java.util.Iterator;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Blocks that lie within one batch of vectors each, so that rows are read from these in place. */
final class VectorBlocks implements BlockSource {
  private final Iterator<ColumnarBatch> vectors;
  private final int[] places;
  private final BatchColumns columns;
  private final VectorColumn[] vectorColumns;
  private final Supplier<UnsafeProjection> projected;
  private final PassingRows passing;

  /** Code is made for it, and so only once a row is asked for; null before. */
  private UnsafeProjection projection;

  private ColumnarBatch current;
  private int size;
  private int taken;

  VectorBlocks(
      Iterator<ColumnarBatch> vectors,
      int[] places,
      ExtendedRows.Shape shape,
      PassingRows.Filtering filtering) {
    this.vectors = vectors;
    this.passing = filtering.open(shape.blockRows());
    this.places = places;
    this.columns = new BatchColumns(shape.read(), shape.blockRows());
    this.vectorColumns = VectorColumn.columns(shape.read().size());
    int[] at = Arrays.stream(shape.kept()).map(ordinal -> places[ordinal]).toArray();
    this.projected = () -> Places.projection(shape.all(), shape.kept(), at);
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
      passing.goTo(current);
      taken = 0;
    }
    int rows = Math.min(columns.capacity(), size - taken);
    passing.choose(taken, rows);
    if (passing.all()) {
      columns.fill(vectorColumns, taken, rows, 0);
    } else {
      columns.fill(vectorColumns, passing.chosen(), passing.count());
    }
    taken += rows;
    return columns.batch(passing.count());
  }

  @Override
  public boolean[] filtered() {
    return passing.filtered();
  }

  @Override
  public InternalRow kept(int row) {
    if (projection == null) {
      projection = projected.get();
    }
    return projection.apply(current.getRow(passing.place(row)));
  }
}
