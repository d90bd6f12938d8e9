package io.nightjar.spark.data.batch;

import io.nightjar.spark.data.expression.RowFilter;
import java.io.Serializable;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Which rows of a part of a batch of vectors pass a filter; all do where there is none. */
final class PassingRows {
  private static final boolean[] NONE = {};

  private final RowFilter.Session filter;
  private final int[] chosen;
  private boolean[] filtered = NONE;
  private int first;
  private int count;

  /**
   * A filter on vectors, on its way to the tasks.
   *
   * @param filter null for none
   * @param places by column of the filter, its place among the vectors
   */
  record Filtering(RowFilter filter, int[] places) implements Serializable {
    static final Filtering NONE = new Filtering(null, new int[0]);

    /** For parts of {@code most} rows at most. */
    PassingRows open(int most) {
      return filter == null ? new PassingRows(null, 0) : new PassingRows(filter.open(places), most);
    }
  }

  private PassingRows(RowFilter.Session filter, int most) {
    this.filter = filter;
    this.chosen = new int[most];
  }

  /** Goes on to another batch. */
  void goTo(ColumnarBatch batch) {
    if (filter != null) {
      filter.goTo(batch);
    }
  }

  /** Looks at {@code rows} rows of the batch, from {@code from} on. */
  void choose(int from, int rows) {
    first = from;
    count = 0;
    filtered = NONE;
    if (filter == null) {
      count = rows;
      return;
    }
    boolean[] dropped = new boolean[rows];
    for (int i = 0; i < rows; i++) {
      dropped[i] = !filter.passes(from + i);
      if (!dropped[i]) {
        chosen[count++] = from + i;
      }
    }
    filtered = count < rows ? dropped : NONE;
  }

  /** How many of them pass. */
  int count() {
    return count;
  }

  /** Whether all of them do. */
  boolean all() {
    return filtered.length == 0;
  }

  /** By row that was looked at, whether it doesn't pass; of length 0 where all do. */
  boolean[] filtered() {
    return filtered;
  }

  /** The places in the batch of those that pass, in order; not where all do. */
  int[] chosen() {
    return chosen;
  }

  /** The place in the batch of one of those that pass. */
  int place(int row) {
    return all() ? first + row : chosen[row];
  }
}
