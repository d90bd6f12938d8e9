package io.nightjar.features.fit;

import io.nightjar.features.Missing;
import io.nightjar.features.SparseVector;

/** Counts of a column of vectors: their sizes, what they hold, and what can't be encoded. */
final class VectorAccumulator implements ColumnAccumulator {
  private static final long serialVersionUID = 1L;

  private final String column;
  private long nulls;
  private long present;
  private int least = Integer.MAX_VALUE;
  private int most;
  private long values;
  private long unusable;
  private long disordered;

  VectorAccumulator(String column) {
    this.column = column;
  }

  @Override
  public void add(Object raw) {
    if (raw == null) {
      nulls++;
      return;
    }
    present++;
    if (raw instanceof SparseVector vector) {
      sized(vector.size());
      add(vector.values());
      disordered += isOrdered(vector) ? 0 : 1;
    } else if (raw instanceof double[] elements) {
      sized(elements.length);
      add(elements);
    } else {
      throw new IllegalArgumentException(
          column + " holds a " + raw.getClass().getSimpleName() + "; must be a vector");
    }
  }

  private void sized(int size) {
    least = Math.min(least, size);
    most = Math.max(most, size);
  }

  private void add(double[] elements) {
    for (double value : elements) {
      if (!Float.isFinite((float) value)) {
        unusable++;
      } else if (value != 0) {
        values++;
      }
    }
  }

  private static boolean isOrdered(SparseVector vector) {
    int from = 0;
    for (int index : vector.indices()) {
      if (index < from || index >= vector.size()) {
        return false;
      }
      from = index + 1;
    }
    return vector.indices().length == vector.values().length;
  }

  @Override
  public void merge(ColumnAccumulator other) {
    VectorAccumulator that = (VectorAccumulator) other;
    nulls += that.nulls;
    present += that.present;
    least = Math.min(least, that.least);
    most = Math.max(most, that.most);
    values += that.values;
    unusable += that.unusable;
    disordered += that.disordered;
  }

  @Override
  public ColumnStatistics.Vectors statistics() {
    return new ColumnStatistics.Vectors(
        column,
        new Missing(nulls, 0),
        present,
        new ColumnStatistics.Elements(least, most, values, unusable, disordered));
  }
}
