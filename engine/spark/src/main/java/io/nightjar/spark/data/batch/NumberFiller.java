package io.nightjar.spark.data.batch;

import io.nightjar.features.raw.NumberColumn;
import io.nightjar.features.raw.RawColumn;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.vectorized.ColumnVector;

/** Numbers; floats, doubles and ints of vectors without nulls are copied at once. */
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
  public void fill(SpecializedGetters values, int ordinal, int at) {
    if (values.isNullAt(ordinal)) {
      column.setNull(at);
      return;
    }
    switch (kind) {
      case BYTE -> column.set(at, values.getByte(ordinal));
      case SHORT -> column.set(at, values.getShort(ordinal));
      case INT -> column.set(at, values.getInt(ordinal));
      case LONG -> column.setLong(at, values.getLong(ordinal));
      case FLOAT -> column.set(at, values.getFloat(ordinal));
      case DOUBLE -> column.set(at, values.getDouble(ordinal));
      case DECIMAL -> column.set(at, values.getDecimal(ordinal, precision, scale).toDouble());
    }
  }

  @Override
  public boolean fill(ColumnVector vector, int first, int rows, int at) {
    boolean copied = kind == Kind.FLOAT || kind == Kind.DOUBLE || kind == Kind.INT;
    if (!copied || vector.hasNull()) {
      return false;
    }
    if (kind == Kind.FLOAT) {
      column.put(at, vector.getFloats(first, rows));
      return true;
    }
    if (kind == Kind.INT) {
      double[] to = column.values();
      int[] from = vector.getInts(first, rows);
      for (int i = 0; i < rows; i++) {
        to[at + i] = from[i];
      }
    } else {
      System.arraycopy(vector.getDoubles(first, rows), 0, column.values(), at, rows);
    }
    column.present(at, rows);
    return true;
  }
}
