package io.nightjar.scorer.explain;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import java.util.Arrays;
import java.util.List;

/**
 * What each input column added to each row's margin: base value + Σ contributions = margin. Rows
 * that were left out hold zeros.
 */
public final class Contributions {
  /**
   * How far the sum may be from the margin, of the size of all that is added: what sums in float32
   * keep on devices without double precision.
   */
  static final double TOLERANCE = 1e-4;

  private final List<String> columns;
  private final double[] values;
  private final double[] base;

  /**
   * @param values column-major [columns][rows]; kept
   * @param base by row, what the margin is where no column is known; kept
   */
  Contributions(List<String> columns, double[] values, double[] base) {
    this.columns = columns;
    this.values = values;
    this.base = base;
  }

  /** The same with offsets, by row or none at all, added to the base values. */
  public Contributions withOffsets(double[] offsets) {
    double[] moved = base.clone();
    for (int row = 0; row < offsets.length; row++) {
      moved[row] += offsets[row];
    }
    return new Contributions(columns, values, moved);
  }

  /** The input columns, in order. */
  public List<String> columns() {
    return columns;
  }

  /** What a column, by its place, added to a row's margin. */
  public double value(int column, int row) {
    return values[column * base.length + row];
  }

  /** What a row's margin would be if no column were known, its offset included. */
  public double base(int row) {
    return base[row];
  }

  /**
   * The places of the columns that moved a row's margin most, either way, the strongest first;
   * equals in the order of the columns. Columns that moved nothing are left out.
   *
   * @param most how many at most
   */
  public int[] strongest(int row, int most) {
    int[] found = new int[Math.min(most, columns.size())];
    int count = 0;
    for (int j = 0; j < columns.size(); j++) {
      double size = Math.abs(value(j, row));
      if (size == 0) {
        continue;
      }
      int at = count;
      while (at > 0 && Math.abs(value(found[at - 1], row)) < size) {
        at--;
      }
      if (at < found.length) {
        count = Math.min(count + 1, found.length);
        System.arraycopy(found, at, found, at + 1, count - 1 - at);
        found[at] = j;
      }
    }
    return Arrays.copyOf(found, count);
  }

  /**
   * Asserts that a row's values add up to its margin but for rounding.
   *
   * @throws NightjarException INTERNAL if they don't
   */
  public void requireSum(int row, double margin) {
    double sum = base[row];
    double size = Math.abs(sum) + Math.abs(margin);
    for (int j = 0; j < columns.size(); j++) {
      sum += value(j, row);
      size += Math.abs(value(j, row));
    }
    if (!(Math.abs(sum - margin) <= TOLERANCE * size)) {
      throw NightjarException.of(
          FailureKind.INTERNAL,
          "the contributions of a row add up to %s, but its margin is %s; must differ by %s at most:"
                  .formatted(sum, margin, TOLERANCE * size)
              + " score without explanations, or with compute.backend = scalar, and report this as a"
              + " defect");
    }
  }
}
