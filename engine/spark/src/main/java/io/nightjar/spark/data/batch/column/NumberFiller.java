package io.nightjar.spark.data.batch.column;

import io.nightjar.features.raw.NumberColumn;
import io.nightjar.features.raw.RawColumn;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.vectorized.ColumnVector;

/** Numbers; floats, doubles, ints and longs of vectors are copied at once. */
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
  public boolean fill(VectorColumn vectors, int first, int rows, int at) {
    switch (kind) {
      case FLOAT -> column.put(at, vectors.floats(first, rows));
      case INT -> {
        int[] from = vectors.ints(first, rows);
        double[] to = column.values();
        for (int i = 0; i < rows; i++) {
          to[at + i] = from[i];
        }
        column.present(at, rows);
      }
      case LONG -> column.putLongs(at, vectors.longs(first, rows));
      case DOUBLE -> {
        System.arraycopy(vectors.doubles(first, rows), 0, column.values(), at, rows);
        column.present(at, rows);
      }
      default -> {
        return false;
      }
    }
    setNulls(vectors.vector(), first, rows, at);
    return true;
  }

  private void setNulls(ColumnVector vector, int first, int rows, int at) {
    if (vector.hasNull()) {
      for (int i = 0; i < rows; i++) {
        if (vector.isNullAt(first + i)) {
          column.setNull(at + i);
        }
      }
    }
  }

  @Override
  public void fill(ByteBuffer values, int first, int rows, int at) {
    switch (kind) {
      case FLOAT -> values.asFloatBuffer().get(first, column.floats(), at, rows);
      case DOUBLE -> values.asDoubleBuffer().get(first, column.values(), at, rows);
      case INT -> {
        IntBuffer ints = values.asIntBuffer();
        double[] to = column.values();
        for (int i = 0; i < rows; i++) {
          to[at + i] = ints.get(first + i);
        }
      }
      case LONG -> {
        values.asLongBuffer().get(first, column.longs(), at, rows);
        double[] to = column.values();
        for (int i = 0; i < rows; i++) {
          to[at + i] = (double) column.longs()[at + i];
        }
      }
      default -> throw new IllegalStateException(kind + " is no number of 32 or 64 bits");
    }
    column.present(at, rows);
  }
}
