package io.nightjar.spark.monitor.profile;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.nightjar.drift.KnotCounts;
import io.nightjar.metrics.MetricValue;
import java.util.List;

/**
 * The distribution of a column of numbers or dates; all counts are exact and over all rows.
 *
 * @param column its name
 * @param kind numbers or dates
 * @param nulls rows where it is null
 * @param nans rows where it is NaN
 * @param mean mean of the finite values
 * @param deviation their sample standard deviation (n − 1)
 * @param knots ascending: all distinct values up to 1000, else quantiles of a sample
 * @param equal how many values equal each knot
 * @param before how many lie strictly between knot k − 1 and k; the last entry: above the last knot
 */
@JsonNaming(SnakeCaseStrategy.class)
public record NumericProfile(
    String column,
    ColumnKind kind,
    long nulls,
    long nans,
    MetricValue mean,
    MetricValue deviation,
    List<Double> knots,
    List<Long> equal,
    List<Long> before) {

  /** Copies its lists. */
  public NumericProfile {
    knots = List.copyOf(knots);
    equal = List.copyOf(equal);
    before = List.copyOf(before);
  }

  double[] knotArray() {
    return knots.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The counts at the knots. */
  public KnotCounts counts() {
    return new KnotCounts(
        knotArray(),
        equal.stream().mapToLong(Long::longValue).toArray(),
        before.stream().mapToLong(Long::longValue).toArray());
  }
}
