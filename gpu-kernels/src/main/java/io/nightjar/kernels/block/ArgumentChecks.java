package io.nightjar.kernels.block;

/** Guards in front of every kernel, so that all backends reject alike. */
public final class ArgumentChecks {
  private ArgumentChecks() {}

  /** 0..{@link FeatureBlock#MAX_ROWS} rows. */
  public static void rows(int rows) {
    if (rows < 0 || rows > FeatureBlock.MAX_ROWS) {
      throw new IllegalArgumentException(
          "a block of " + rows + " rows; must be 0.." + FeatureBlock.MAX_ROWS);
    }
  }

  /** A column with a value for each row. */
  public static void column(int index, int length, int rows) {
    if (length < rows) {
      throw new IllegalArgumentException(
          "column " + index + " has " + length + " values; must be at least " + rows);
    }
  }

  /** An array of exactly that length. */
  public static void length(String what, int length, long wanted) {
    if (length != wanted) {
      throw new IllegalArgumentException(what + " has length " + length + "; must be " + wanted);
    }
  }

  /** An array of at least that length. */
  public static void atLeast(String what, int length, long wanted) {
    if (length < wanted) {
      throw new IllegalArgumentException(
          what + " has length " + length + "; must be at least " + wanted);
    }
  }

  /** A number within limits, both included. */
  public static void within(String what, long value, long least, long greatest) {
    if (value < least || value > greatest) {
      throw new IllegalArgumentException(
          what + " is " + value + "; must be " + least + ".." + greatest);
    }
  }

  /** Numbers without NaN and infinities. */
  public static void finite(String what, double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            what + " " + i + " is " + values[i] + "; must be finite");
      }
    }
  }

  /** Numbers without NaN and infinities; the first {@code count} of them are looked at. */
  public static void finite(String what, float[] values, int count) {
    for (int i = 0; i < count; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            what + " " + i + " is " + values[i] + "; must be finite");
      }
    }
  }

  static void finite(int index, float[] column, int rows) {
    if (allFinite(column, rows)) {
      return;
    }
    for (int i = 0; i < rows; i++) {
      if (!Float.isFinite(column[i])) {
        throw notFinite(index, i, column[i]);
      }
    }
  }

  /** By sums of zeros, which NaN and infinities alone spoil: no branch in the loop. */
  private static boolean allFinite(float[] column, int rows) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i < rows - 3; i += 4) {
      a += column[i] * 0f;
      b += column[i + 1] * 0f;
      c += column[i + 2] * 0f;
      d += column[i + 3] * 0f;
    }
    for (; i < rows; i++) {
      a += column[i] * 0f;
    }
    return a + b + c + d == 0;
  }

  static void finite(int index, double[] column, int rows) {
    for (int i = 0; i < rows; i++) {
      if (!Double.isFinite(column[i])) {
        throw notFinite(index, i, column[i]);
      }
    }
  }

  static IllegalArgumentException notFinite(int column, int row, double value) {
    return new IllegalArgumentException(
        "column "
            + column
            + ", row "
            + row
            + " is "
            + value
            + "; every feature must be finite: fill missing values first");
  }
}
