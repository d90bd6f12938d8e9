package io.nightjar.kernels.cluster;

import java.util.HashSet;
import java.util.Set;

/** Tells which rows of a matrix repeat an earlier one. */
final class FirstOfEquals {
  private final boolean[] first;

  FirstOfEquals(float[] values, int columns, int count) {
    first = new boolean[count];
    Set<Row> seen = new HashSet<>(2 * count);
    for (int c = 0; c < count; c++) {
      first[c] = seen.add(Row.of(values, c * columns, columns));
    }
  }

  boolean[] all() {
    return first;
  }

  /** One row of the matrix, equal by its numbers: −0 and 0 are the same. */
  private record Row(float[] values, int from, int columns, int hash) {
    static Row of(float[] values, int from, int columns) {
      int hash = 1;
      for (int j = 0; j < columns; j++) {
        hash = 31 * hash + Float.floatToIntBits(values[from + j] + 0f);
      }
      return new Row(values, from, columns, hash);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object object) {
      return object instanceof Row other && hash == other.hash && sameNumbers(other);
    }

    private boolean sameNumbers(Row other) {
      for (int j = 0; j < columns; j++) {
        if (values[from + j] != other.values[other.from + j]) {
          return false;
        }
      }
      return true;
    }
  }
}
