package io.nightjar.spark.monitor.profile;

import java.io.Serializable;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;

/** The distinct values of the first columns of a table, while there are few. Not thread-safe. */
final class DistinctValues implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int limit;
  private final HashSet<Double> values = new HashSet<>();
  private boolean tooMany;

  private DistinctValues(int limit) {
    this.limit = limit;
  }

  /** Of each of the first columns, up to {@code limit} values. */
  static DistinctValues[] of(JavaRDD<Row> table, int columns, int limit) {
    DistinctValues[] zero =
        IntStream.range(0, columns)
            .mapToObj(c -> new DistinctValues(limit))
            .toArray(DistinctValues[]::new);
    return table.treeAggregate(zero, DistinctValues::add, DistinctValues::add, 2);
  }

  private static DistinctValues[] add(DistinctValues[] columns, Row row) {
    for (int c = 0; c < columns.length; c++) {
      if (!columns[c].tooMany && !row.isNullAt(c)) {
        columns[c].add(row.getDouble(c) + 0.0);
      }
    }
    return columns;
  }

  private static DistinctValues[] add(DistinctValues[] columns, DistinctValues[] others) {
    for (int c = 0; c < columns.length; c++) {
      columns[c].tooMany |= others[c].tooMany;
      others[c].values.forEach(columns[c]::add);
    }
    return columns;
  }

  private void add(double value) {
    if (!tooMany && !Double.isNaN(value)) {
      values.add(value);
      tooMany = values.size() > limit;
    }
  }

  /** Whether there were more than the limit. */
  boolean tooMany() {
    return tooMany;
  }

  /** All distinct values but NaN, ascending; none where there were too many. */
  double[] ascending() {
    return values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }
}
