package io.nightjar.spark.data.batch.column;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.spark.sql.execution.columnar.ColumnAccessor;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;

/**
 * One column of a batch that Spark's serializer cached. Its bytes are how many nulls there are,
 * their places, the number of a compression scheme, and the values; where there are no nulls and
 * the scheme is none (always of floats and doubles), the values are read as they lie, else Spark
 * decodes them.
 */
public final class CachedColumn {
  /** How many nulls there are, and the scheme. */
  private static final int HEADER_BYTES = 2 * Integer.BYTES;

  private final ByteBuffer plain;
  private final VectorColumn decoded;

  private CachedColumn(ByteBuffer plain, VectorColumn decoded) {
    this.plain = plain;
    this.decoded = decoded;
  }

  /** Whether Spark's serializer keeps columns of this type in a form that is known here. */
  public static boolean decodes(DataType type) {
    return type instanceof BooleanType
        || type instanceof ByteType
        || type instanceof ShortType
        || width(type) > 0;
  }

  /** Bytes of a value that may be read as it lies; 0 for the types that Spark decodes. */
  private static int width(DataType type) {
    if (type instanceof FloatType || type instanceof IntegerType) {
      return Integer.BYTES;
    }
    return type instanceof DoubleType || type instanceof LongType ? Long.BYTES : 0;
  }

  /** A column of so many rows. */
  public static CachedColumn of(byte[] bytes, DataType type, int rows) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    boolean asItLies =
        width(type) > 0
            && bytes.length == HEADER_BYTES + (long) rows * width(type)
            && buffer.getInt(0) == 0
            && buffer.getInt(Integer.BYTES) == 0;
    if (asItLies) {
      return new CachedColumn(
          buffer.position(HEADER_BYTES).slice().order(ByteOrder.nativeOrder()), null);
    }
    OnHeapColumnVector vector = new OnHeapColumnVector(rows, type);
    ColumnAccessor.decompress(bytes, vector, type, rows);
    VectorColumn decoded = new VectorColumn();
    decoded.goTo(vector);
    return new CachedColumn(null, decoded);
  }

  /** Copies {@code rows} values, from {@code first} on, to rows {@code at} and on. */
  void copyTo(ColumnFiller filler, int first, int rows, int at) {
    if (plain != null) {
      filler.fill(plain, first, rows, at);
    } else {
      filler.fillAll(decoded, first, rows, at);
    }
  }
}
