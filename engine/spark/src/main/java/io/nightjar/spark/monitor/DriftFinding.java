package io.nightjar.spark.monitor;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One statistic of one column, held against its limit.
 *
 * @param column the column, or the metric of a decay
 * @param statistic ks, psi, missing_share (its rise), mean_shift (in the reference's standard
 *     deviations), chi2, new_categories (share of rows), decay, or rows
 * @param value what was measured; null where it can't be told, and then the note says why
 * @param limit above it lies an alarm; null where none is set
 * @param alarm the value is above the limit, and by more than chance explains
 * @param n rows of today that it was measured on
 * @param note how to read it: the method, p, the error bound, examples
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DriftFinding(
    String column,
    String statistic,
    Double value,
    Double limit,
    boolean alarm,
    long n,
    String note) {

  static DriftFinding told(String column, String statistic, double value, long n, String note) {
    return new DriftFinding(column, statistic, value, null, false, n, note);
  }

  static DriftFinding insufficient(
      String column, String statistic, Double limit, long n, String why) {
    return new DriftFinding(column, statistic, null, limit, false, n, "insufficient: " + why);
  }
}
