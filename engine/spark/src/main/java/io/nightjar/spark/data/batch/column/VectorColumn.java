package io.nightjar.spark.data.batch.column;

import java.lang.reflect.Field;
import java.util.Arrays;
import org.apache.spark.sql.execution.datasources.parquet.ParquetDictionary;
import org.apache.spark.sql.execution.vectorized.Dictionary;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * One column's vectors, one after the other. Where a vector holds codes of a Parquet dictionary,
 * numbers are looked up in an array of the dictionary's values, made once for all vectors of a
 * column chunk: Spark's vectors themselves ask two dictionaries for every value.
 *
 * <p>Which dictionary a vector's codes are of, Spark keeps to itself. Of a Spark that keeps it
 * elsewhere vectors are asked as they are; values are the same.
 */
public final class VectorColumn {
  private static final Field SPARKS = field(WritableColumnVector.class);
  private static final Field PARQUETS = field(ParquetDictionary.class);

  private ColumnVector vector;

  /** Of the vector's codes; null where it holds no codes. */
  private Dictionary codes;

  /** Whose values are in the table. */
  private org.apache.parquet.column.Dictionary chunk;

  /** The values by code, an array of the column's type; null until they are asked for. */
  private Object table;

  private static Field field(Class<?> owner) {
    try {
      Field field = owner.getDeclaredField("dictionary");
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException | RuntimeException e) {
      return null;
    }
  }

  /** Of {@code count} columns. */
  public static VectorColumn[] columns(int count) {
    VectorColumn[] columns = new VectorColumn[count];
    Arrays.setAll(columns, j -> new VectorColumn());
    return columns;
  }

  /**
   * Goes on to another batch of vectors.
   *
   * @param places by column, its place among the vectors
   */
  public static void goTo(ColumnarBatch batch, int[] places, VectorColumn[] columns) {
    for (int j = 0; j < columns.length; j++) {
      columns[j].goTo(batch.column(places[j]));
    }
  }

  /** Goes on to another vector. */
  public void goTo(ColumnVector next) {
    vector = next;
    codes = null;
    if (SPARKS == null || PARQUETS == null || !(next instanceof WritableColumnVector writable)) {
      return;
    }
    try {
      if (writable.hasDictionary() && SPARKS.get(next) instanceof ParquetDictionary coded) {
        codes = coded;
        Object own = PARQUETS.get(coded);
        table = own == chunk ? table : null;
        chunk = (org.apache.parquet.column.Dictionary) own;
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("a field that was opened is closed: " + e.getMessage(), e);
    }
  }

  /** The vector as it is. */
  ColumnVector vector() {
    return vector;
  }

  /** Whether numbers are looked up. */
  public boolean isLookedUp() {
    return codes != null;
  }

  private int tableSize() {
    return chunk.getMaxId() + 1;
  }

  /** By row; where null, the code is what an earlier value left there. */
  private int[] codes(int first, int rows) {
    return ((WritableColumnVector) vector).getDictionaryIds().getInts(first, rows);
  }

  /** Float32 values of some rows; anything where null. The array is the caller's. */
  float[] floats(int first, int rows) {
    if (codes == null) {
      return vector.getFloats(first, rows);
    }
    if (table == null) {
      float[] decoded = new float[tableSize()];
      for (int code = 0; code < decoded.length; code++) {
        decoded[code] = codes.decodeToFloat(code);
      }
      table = decoded;
    }
    float[] of = (float[]) table;
    int[] at = codes(first, rows);
    float[] values = new float[rows];
    for (int i = 0; i < rows; i++) {
      values[i] = at[i] < of.length ? of[at[i]] : 0;
    }
    return values;
  }

  /** Float64 values of some rows; anything where null. The array is the caller's. */
  double[] doubles(int first, int rows) {
    if (codes == null) {
      return vector.getDoubles(first, rows);
    }
    if (table == null) {
      double[] decoded = new double[tableSize()];
      for (int code = 0; code < decoded.length; code++) {
        decoded[code] = codes.decodeToDouble(code);
      }
      table = decoded;
    }
    double[] of = (double[]) table;
    int[] at = codes(first, rows);
    double[] values = new double[rows];
    for (int i = 0; i < rows; i++) {
      values[i] = at[i] < of.length ? of[at[i]] : 0;
    }
    return values;
  }

  /** Ints of some rows; anything where null. The array is the caller's. */
  int[] ints(int first, int rows) {
    if (codes == null) {
      return vector.getInts(first, rows);
    }
    if (table == null) {
      int[] decoded = new int[tableSize()];
      for (int code = 0; code < decoded.length; code++) {
        decoded[code] = codes.decodeToInt(code);
      }
      table = decoded;
    }
    int[] of = (int[]) table;
    int[] values = codes(first, rows);
    for (int i = 0; i < rows; i++) {
      values[i] = values[i] < of.length ? of[values[i]] : 0;
    }
    return values;
  }

  /** Longs of some rows; anything where null. The array is the caller's. */
  long[] longs(int first, int rows) {
    if (codes == null) {
      return vector.getLongs(first, rows);
    }
    if (table == null) {
      long[] decoded = new long[tableSize()];
      for (int code = 0; code < decoded.length; code++) {
        decoded[code] = codes.decodeToLong(code);
      }
      table = decoded;
    }
    long[] of = (long[]) table;
    int[] at = codes(first, rows);
    long[] values = new long[rows];
    for (int i = 0; i < rows; i++) {
      values[i] = at[i] < of.length ? of[at[i]] : 0;
    }
    return values;
  }
}
