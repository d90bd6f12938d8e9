package io.nightjar.spark.data.batch;

import io.nightjar.features.raw.RawBatch;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;

/** One partition's rows with their computed columns behind; a row is borrowed until the next. */
final class ExtendedIterator implements Iterator<InternalRow> {
  private final BlockSource source;
  private final ExtendedRows.Extension extension;
  private final AddedValues added;
  private final JoinedRow joined = new JoinedRow();
  private int rows;
  private int next;
  private boolean ended;

  ExtendedIterator(BlockSource source, ExtendedRows.Shape shape, ExtendedRows.Extension extension) {
    this.source = source;
    this.extension = extension;
    this.added = new AddedValues(shape.added());
  }

  @Override
  public boolean hasNext() {
    if (next == rows && !ended) {
      fill();
    }
    return next < rows;
  }

  private void fill() {
    RawBatch batch = source.next();
    next = 0;
    rows = batch == null ? 0 : batch.rows();
    if (batch == null) {
      ended = true;
      extension.close();
    } else {
      extension.compute(batch);
    }
  }

  @Override
  public InternalRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the partition has no more rows");
    }
    InternalRow kept = source.kept(next);
    InternalRow computed = new GenericInternalRow(added.internal(extension.values(next)));
    next++;
    return joined.apply(kept, computed);
  }
}
