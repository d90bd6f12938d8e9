package io.nightjar.spark.data.batch;

import io.nightjar.features.raw.NumberColumn;
import io.nightjar.features.raw.RawColumn;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.vectorized.ColumnVector;

/** Numbers; each type's loop holds no branch on the type. */
final class NumberFiller implements ColumnFiller {

  /** Spark's numeric types as they lie in rows and vectors. */
  private enum Kind {
    BYTE,
    SHORT,
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    DECIMAL
  }

  private final Kind kind;
  private final int precision;
  private final int scale;
  private final NumberColumn column;

  private NumberFiller(Kind kind, int precision, int scale, NumberColumn column) {
    this.kind = kind;
    this.precision = precision;
    this.scale = scale;
    this.column = column;
  }

  static NumberFiller of(DataType type, NumberColumn column) {
    if (type instanceof DecimalType decimal) {
      return new NumberFiller(Kind.DECIMAL, decimal.precision(), decimal.scale(), column);
    }
    Kind kind =
        switch (type.typeName()) {
          case "byte" -> Kind.BYTE;
          case "short" -> Kind.SHORT;
          case "integer" -> Kind.INT;
          case "long" -> Kind.LONG;
          case "float" -> Kind.FLOAT;
          case "double" -> Kind.DOUBLE;
          default -> throw new IllegalArgumentException(type.simpleString() + " is no number");
        };
    return new NumberFiller(kind, 0, 0, column);
  }

  @Override
  public RawColumn column() {
    return column;
  }

  @Override
  public void fill(InternalRow row, int ordinal, int at) {
    if (row.isNullAt(ordinal)) {
      column.setNull(at);
      return;
    }
    switch (kind) {
      case BYTE -> column.set(at, row.getByte(ordinal));
      case SHORT -> column.set(at, row.getShort(ordinal));
      case INT -> column.set(at, row.getInt(ordinal));
      case LONG -> column.setLong(at, row.getLong(ordinal));
      case FLOAT -> column.set(at, row.getFloat(ordinal));
      case DOUBLE -> column.set(at, row.getDouble(ordinal));
      case DECIMAL -> column.set(at, row.getDecimal(ordinal, precision, scale).toDouble());
    }
  }

  @Override
  public void fill(ColumnVector vector, int first, int rows, int at) {
    if (vector.hasNull() || kind == Kind.DECIMAL) {
      for (int i = 0; i < rows; i++) {
        fill(vector, first + i, at + i);
      }
      return;
    }
    column.present(at, rows);
    double[] to = column.values();
    switch (kind) {
      case FLOAT -> {
        float[] from = vector.getFloats(first, rows);
        for (int i = 0; i < rows; i++) {
          to[at + i] = from[i];
        }
      }
      case DOUBLE -> System.arraycopy(vector.getDoubles(first, rows), 0, to, at, rows);
      case INT -> {
        int[] from = vector.getInts(first, rows);
        for (int i = 0; i < rows; i++) {
          to[at + i] = from[i];
        }
      }
      default -> {
        for (int i = 0; i < rows; i++) {
          fill(vector, first + i, at + i);
        }
      }
    }
  }

  private void fill(ColumnVector vector, int from, int at) {
    if (vector.isNullAt(from)) {
      column.setNull(at);
      return;
    }
    switch (kind) {
      case BYTE -> column.set(at, vector.getByte(from));
      case SHORT -> column.set(at, vector.getShort(from));
      case INT -> column.set(at, vector.getInt(from));
      case LONG -> column.setLong(at, vector.getLong(from));
      case FLOAT -> column.set(at, vector.getFloat(from));
      case DOUBLE -> column.set(at, vector.getDouble(from));
      case DECIMAL -> column.set(at, vector.getDecimal(from, precision, scale).toDouble());
    }
  }
}
