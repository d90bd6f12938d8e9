package io.nightjar.features.fit;

import io.nightjar.features.ColumnType;
import io.nightjar.features.InputColumn;
import io.nightjar.features.raw.RawBatch;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers the statistics of every candidate column, row by row: one gatherer per partition, merged
 * in any order, gives the same statistics. Its size is bounded by the number of columns and of
 * distinct categories, never by the rows. Not safe for several threads; Java-serialisable.
 */
public final class FeatureGatherer implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ArrayList<ColumnAccumulator> accumulators = new ArrayList<>();
  private long rows;

  /**
   * A gatherer of nothing yet.
   *
   * @param options what the user says about features
   * @param columns the columns of the raw rows, in order: {@link FeatureFitter#candidates}
   */
  public FeatureGatherer(FeatureOptions options, List<InputColumn> columns) {
    columns.forEach(column -> accumulators.add(accumulator(options, column)));
  }

  private static ColumnAccumulator accumulator(FeatureOptions options, InputColumn column) {
    if (column.type() == ColumnType.VECTOR) {
      return new VectorAccumulator(column.name());
    }
    if (column.type().isDate()) {
      return new DateAccumulator(column.name(), column.type(), options.dates());
    }
    if (options.numeric(column)) {
      return new NumericAccumulator(column.name());
    }
    int mostDistinct = Math.max(CategoryAccumulator.MOST_DISTINCT, options.maxCategories());
    return new CategoryAccumulator(column.name(), mostDistinct);
  }

  /** Takes one training row: a raw value per column. The array is borrowed for the call. */
  public void add(Object[] raw) {
    rows++;
    for (int i = 0; i < accumulators.size(); i++) {
      accumulators.get(i).add(raw[i]);
    }
  }

  /** Takes a batch of training rows with a column per accumulator, borrowed for the call. */
  public void add(RawBatch batch) {
    rows += batch.rows();
    for (int i = 0; i < accumulators.size(); i++) {
      accumulators.get(i).add(batch.column(i), batch.rows());
    }
  }

  /** Takes what another gatherer of the same columns gathered; returns this. */
  public FeatureGatherer merge(FeatureGatherer other) {
    rows += other.rows;
    for (int i = 0; i < accumulators.size(); i++) {
      accumulators.get(i).merge(other.accumulators.get(i));
    }
    return this;
  }

  /** The rows taken. */
  public long rows() {
    return rows;
  }

  /** What was gathered, in the order of the columns. */
  public List<ColumnStatistics> statistics() {
    return accumulators.stream().map(ColumnAccumulator::statistics).toList();
  }
}
