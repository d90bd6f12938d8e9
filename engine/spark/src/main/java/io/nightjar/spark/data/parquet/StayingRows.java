package io.nightjar.spark.data.parquet;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.ProjectingInternalRow;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/** Computed rows without their last column, which says why a row can't stay: stops at the first. */
final class StayingRows implements Iterator<InternalRow> {
  private final Iterator<InternalRow> rows;
  private final int last;
  private final ProjectingInternalRow staying;

  StayingRows(Iterator<InternalRow> rows, StructType added) {
    this.rows = rows;
    this.last = added.size();
    this.staying =
        new ProjectingInternalRow(
            added,
            CollectionConverters.asScala(IntStream.range(0, last).<Object>mapToObj(i -> i).toList())
                .toIndexedSeq());
  }

  @Override
  public boolean hasNext() {
    return rows.hasNext();
  }

  @Override
  public InternalRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no more rows");
    }
    InternalRow row = rows.next();
    if (!row.isNullAt(last)) {
      throw new NotCopied("rows are left out");
    }
    staying.project(row);
    return staying;
  }
}
