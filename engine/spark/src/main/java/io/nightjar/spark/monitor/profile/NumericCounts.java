package io.nightjar.spark.monitor.profile;

import io.nightjar.drift.KnotCounts;
import io.nightjar.metrics.ExactSum;
import io.nightjar.metrics.MetricValue;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import org.apache.spark.sql.Row;

/** Counts and moments of a numeric column; any split and merge gives the same. Not thread-safe. */
public final class NumericCounts implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double SQUARE_FITS = 1e150;

  private final KnotCounts counts;
  private final ExactSum sum = new ExactSum();
  private final ExactSum squares = new ExactSum();
  private long nulls;
  private long nans;
  private long finite;
  private boolean overflow;

  NumericCounts(double[] knots) {
    counts = new KnotCounts(knots);
  }

  void add(Row row, int at) {
    if (row.isNullAt(at)) {
      nulls++;
      return;
    }
    double value = row.getDouble(at);
    if (Double.isNaN(value)) {
      nans++;
      return;
    }
    counts.add(value);
    if (Math.abs(value) < SQUARE_FITS) {
      finite++;
      sum.add(value);
      squares.addProduct(value, value);
    } else {
      overflow = true;
    }
  }

  void add(NumericCounts other) {
    counts.add(other.counts);
    sum.add(other.sum);
    squares.add(other.squares);
    nulls += other.nulls;
    nans += other.nans;
    finite += other.finite;
    overflow |= other.overflow;
  }

  /** The values but null and NaN. */
  public KnotCounts counts() {
    return counts;
  }

  /** Rows where it is null. */
  public long nulls() {
    return nulls;
  }

  /** Rows where it is NaN. */
  public long nans() {
    return nans;
  }

  /** Mean of the values. */
  public MetricValue mean() {
    return whyNoMoments(1) == null
        ? MetricValue.of(sum.doubleValue() / finite)
        : MetricValue.insufficient(whyNoMoments(1));
  }

  /** Sample standard deviation (n − 1) of the values. */
  public MetricValue deviation() {
    if (whyNoMoments(2) != null) {
      return MetricValue.insufficient(whyNoMoments(2));
    }
    BigDecimal total = sum.exactValue();
    BigDecimal ofMean =
        total.multiply(total).divide(BigDecimal.valueOf(finite), new MathContext(60));
    double about = squares.exactValue().subtract(ofMean).doubleValue();
    return MetricValue.of(Math.sqrt(Math.max(0, about) / (finite - 1)));
  }

  private String whyNoMoments(long least) {
    if (overflow) {
      return "some values are infinite or above 1e150";
    }
    return finite < least ? "there are only " + finite + " values" : null;
  }
}
