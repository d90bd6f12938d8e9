package io.nightjar.spark.monitor;

import io.nightjar.config.MonitorConfig;
import io.nightjar.drift.ChiSquared;
import io.nightjar.drift.PopulationStability;
import io.nightjar.metrics.MetricValue;
import java.util.Arrays;
import java.util.Locale;

/**
 * When a statistic alarms: its value is above the limit <em>and</em> its p is below 0.01 divided by
 * the number of tests (Bonferroni: without any drift, one comparison of all columns gives an alarm
 * with a probability of at most 1%). The first keeps a large table from alarming at trifles, the
 * second a small one from alarming at noise.
 *
 * @param ksMax limit of the Kolmogorov–Smirnov distance
 * @param psiMax limit of the population stability index
 * @param missingMaxIncrease limit of the rise of the missing share
 * @param chance p below which chance is ruled out
 */
record Verdicts(double ksMax, double psiMax, double missingMaxIncrease, double chance) {
  /** Fewer values than this tell nothing about a distribution. */
  static final long LEAST = 30;

  private static final double FALSE_ALARM = 0.01;
  private static final int TESTS_A_COLUMN = 3;

  static Verdicts of(MonitorConfig limits, int columns) {
    return new Verdicts(
        limits.ksMax(),
        limits.psiMax(),
        limits.missingMaxIncrease(),
        FALSE_ALARM / Math.max(1, TESTS_A_COLUMN * columns));
  }

  DriftFinding psi(String column, long[] reference, long[] current) {
    long n = Arrays.stream(current).sum();
    MetricValue index = PopulationStability.index(reference, current);
    if (n < LEAST || !index.isPresent()) {
      String why = index.isPresent() ? "only " + n + " rows" : index.reason();
      return DriftFinding.insufficient(column, "psi", psiMax, n, why);
    }
    long before = Arrays.stream(reference).sum();
    double p = PopulationStability.chance(index.value(), reference.length, before, n);
    boolean alarm = index.value() > psiMax && p < chance;
    String note = reference.length + " bins with that of missing values" + byChance(p);
    return new DriftFinding(column, "psi", index.value(), psiMax, alarm, n, note);
  }

  DriftFinding missing(String column, Missing reference, Missing current) {
    if (current.rows() < LEAST || reference.rows() == 0) {
      String why = "only " + current.rows() + " rows";
      return DriftFinding.insufficient(
          column, "missing_share", missingMaxIncrease, current.rows(), why);
    }
    double rise = current.share() - reference.share();
    double p = ChiSquared.test(new long[][] {reference.split(), current.split()}).p();
    boolean alarm = rise > missingMaxIncrease && p < chance;
    String note =
        String.format(
            Locale.ROOT, "%.4f at training, %.4f now", reference.share(), current.share());
    return new DriftFinding(
        column, "missing_share", rise, missingMaxIncrease, alarm, current.rows(), note);
  }

  static String byChance(double p) {
    return String.format(Locale.ROOT, ", p = %.3g", p);
  }

  /** How many of some rows are missing. */
  record Missing(long missing, long rows) {
    double share() {
      return missing / (double) rows;
    }

    long[] split() {
      return new long[] {missing, rows - missing};
    }
  }
}
