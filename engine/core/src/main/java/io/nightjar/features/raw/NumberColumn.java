package io.nightjar.features.raw;

import io.nightjar.features.ColumnType;
import java.util.Arrays;

/**
 * Numbers by row, each as the double that models compute with; float32 numbers lie as such until
 * doubles are asked for. A null is NaN among them, and is told from a NaN that was there by {@link
 * #isNull}.
 */
public final class NumberColumn implements RawColumn {
  private final ColumnType type;
  private final int capacity;

  /** Of FLOAT only once they were asked for. */
  private double[] values;

  /** Only once there was one. */
  private boolean[] nulls;

  /** Of LONG alone: beyond 2⁵³ a double doesn't hold them. */
  private final long[] longs;

  /** Of FLOAT alone, once one was put. */
  private float[] floats;

  /** How many rows of {@link #floats} were put since they were widened. */
  private int narrow;

  /** How many first rows are known to be finite. */
  private int finite;

  /**
   * A column with room for some rows.
   *
   * @param type INT, LONG, FLOAT or DOUBLE
   * @param capacity most rows
   */
  public NumberColumn(ColumnType type, int capacity) {
    if (!type.isNumeric()) {
      throw new IllegalArgumentException(
          "a column of numbers is of type " + type.text() + "; must be int, long, float or double");
    }
    this.type = type;
    this.capacity = capacity;
    this.values = type == ColumnType.FLOAT ? null : new double[capacity];
    this.longs = type == ColumnType.LONG ? new long[capacity] : null;
  }

  /** INT, LONG, FLOAT or DOUBLE. */
  public ColumnType type() {
    return type;
  }

  /** By row; NaN for a null. Borrowed: to be read up to the batch's rows. */
  public double[] values() {
    if (values == null) {
      values = new double[capacity];
    }
    for (int row = 0; row < narrow; row++) {
      values[row] = floats[row];
    }
    narrow = 0;
    return values;
  }

  /** Of a FLOAT column, by row; NaN for a null; null of another column. Borrowed. */
  public float[] floats() {
    if (floats == null && type == ColumnType.FLOAT) {
      floats = new float[capacity];
    }
    return floats;
  }

  /**
   * Puts float32 numbers that are no nulls into rows from {@code first} on, of a FLOAT column.
   *
   * @param numbers one for each row; the column may keep the array for its own
   */
  public void put(int first, float[] numbers) {
    if (numbers.length == capacity) {
      floats = numbers;
    } else {
      System.arraycopy(numbers, 0, floats(), first, numbers.length);
    }
    present(first, numbers.length);
  }

  /**
   * Whether none of the first {@code rows} numbers is NaN, a null or infinite; by a sum of zeros,
   * which these alone spoil: no branch in the loop.
   */
  public boolean allFinite(int rows) {
    if (finite < rows
        && (type == ColumnType.FLOAT ? spoiled(floats(), rows) : spoiled(rows)) == 0) {
      finite = rows;
    }
    return finite >= rows;
  }

  /** In four chains: an addition need not wait for the one before. */
  private static float spoiled(float[] numbers, int rows) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int row = 0;
    for (; row < rows - 3; row += 4) {
      a += numbers[row] * 0f;
      b += numbers[row + 1] * 0f;
      c += numbers[row + 2] * 0f;
      d += numbers[row + 3] * 0f;
    }
    for (; row < rows; row++) {
      a += numbers[row] * 0f;
    }
    return a + b + c + d;
  }

  private double spoiled(int rows) {
    double even = 0;
    double odd = 0;
    for (int row = 0; row < rows - 1; row += 2) {
      even += values[row] * 0;
      odd += values[row + 1] * 0;
    }
    return even + odd + (rows % 2 == 0 ? 0 : values[rows - 1] * 0);
  }

  /** Of a LONG column, by row; borrowed. */
  public long[] longs() {
    return longs;
  }

  /** Whether the row has no value. */
  public boolean isNull(int row) {
    return nulls != null && nulls[row];
  }

  /** Puts one row's number; of a LONG column by {@link #setLong}. */
  public void set(int row, double value) {
    store(row, value);
    if (nulls != null) {
      nulls[row] = false;
    }
  }

  private void store(int row, double value) {
    finite = 0;
    if (type != ColumnType.FLOAT) {
      values[row] = value;
    } else {
      floats()[row] = (float) value;
      narrow = Math.max(narrow, row + 1);
    }
  }

  /** Puts one row's number in a LONG column. */
  public void setLong(int row, long value) {
    longs[row] = value;
    set(row, (double) value);
  }

  /** Puts whole numbers that are no nulls into rows from {@code first} on, of a LONG column. */
  public void putLongs(int first, long[] numbers) {
    System.arraycopy(numbers, 0, longs, first, numbers.length);
    for (int i = 0; i < numbers.length; i++) {
      values[first + i] = numbers[i];
    }
    present(first, numbers.length);
  }

  /** Puts null in one row. */
  public void setNull(int row) {
    store(row, Double.NaN);
    if (nulls == null) {
      nulls = new boolean[capacity];
    }
    nulls[row] = true;
  }

  /**
   * Says that {@code rows} from {@code first} on, put into {@link #values}, or {@link #floats} of a
   * FLOAT column, are no nulls.
   */
  public void present(int first, int rows) {
    if (nulls != null) {
      Arrays.fill(nulls, first, first + rows, false);
    }
    finite = 0;
    narrow = type == ColumnType.FLOAT ? Math.max(narrow, first + rows) : 0;
  }

  @Override
  public Object value(int row) {
    if (isNull(row)) {
      return null;
    }
    return switch (type) {
      case INT -> (Object) (int) values[row];
      case LONG -> longs[row];
      case FLOAT -> floats[row];
      default -> values[row];
    };
  }
}
