package io.nightjar.spark.score.shadow;

import io.nightjar.metrics.ExactSum;
import java.io.Serializable;
import org.apache.spark.sql.Row;

/**
 * Counts over rows of (champion's prediction, its label, challenger's prediction, its label); the
 * same for any order of rows. Not thread-safe.
 */
final class PairSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String positive;
  private long rows;
  private long unscored;
  private long changed;
  private long toPositive;
  private long toNegative;
  private final ExactSum differences = new ExactSum();

  /**
   * @param positive the positive class; null where there is none
   */
  PairSums(String positive) {
    this.positive = positive;
  }

  PairSums add(Row row) {
    if (row.isNullAt(2)) {
      unscored++;
      return this;
    }
    rows++;
    differences.add(Math.abs(row.getDouble(0) - row.getDouble(2)));
    String before = row.getString(1);
    String after = row.getString(3);
    if (before != null && !before.equals(after)) {
      changed++;
      toPositive += after.equals(positive) ? 1 : 0;
      toNegative += before.equals(positive) ? 1 : 0;
    }
    return this;
  }

  PairSums plus(PairSums other) {
    rows += other.rows;
    unscored += other.unscored;
    changed += other.changed;
    toPositive += other.toPositive;
    toNegative += other.toNegative;
    differences.add(other.differences);
    return this;
  }

  long rows() {
    return rows;
  }

  long unscored() {
    return unscored;
  }

  long changed() {
    return changed;
  }

  long toPositive() {
    return toPositive;
  }

  long toNegative() {
    return toNegative;
  }

  double differences() {
    return differences.doubleValue();
  }
}
