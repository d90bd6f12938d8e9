package io.nightjar.spark.data.batch.column;

import io.nightjar.features.SparseVector;
import io.nightjar.features.raw.RawColumn;
import io.nightjar.features.raw.ValueColumn;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;

/**
 * Spark ML's vectors as raw ones. Inside a row a vector is a struct: whether it is dense, its size
 * and its indices, which are null where it is dense, and its values.
 */
final class VectorFiller implements ColumnFiller {
  private static final int FIELDS = 4;
  private static final byte SPARSE = 0;

  private final ValueColumn column;

  VectorFiller(ValueColumn column) {
    this.column = column;
  }

  @Override
  public RawColumn column() {
    return column;
  }

  @Override
  public void fill(SpecializedGetters values, int ordinal, int at) {
    if (values.isNullAt(ordinal)) {
      column.set(at, null);
      return;
    }
    InternalRow vector = values.getStruct(ordinal, FIELDS);
    double[] numbers = vector.getArray(3).toDoubleArray();
    column.set(
        at,
        vector.getByte(0) == SPARSE
            ? new SparseVector(vector.getInt(1), vector.getArray(2).toIntArray(), numbers)
            : numbers);
  }
}
