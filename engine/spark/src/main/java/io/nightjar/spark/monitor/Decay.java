package io.nightjar.spark.monitor;

import io.nightjar.config.MonitorConfig;
import io.nightjar.drift.StandardError;
import io.nightjar.metrics.Evaluation;
import io.nightjar.metrics.Metric;
import io.nightjar.metrics.MetricValue;
import java.util.Locale;

/**
 * Whether a model has become worse than it was on its test rows. It alarms where the drop is above
 * the limit and, for an AUC or an accuracy, also above what chance gives on so many rows (2.33
 * standard errors, one in a hundred).
 */
public final class Decay {
  private static final double ONE_IN_A_HUNDRED = 2.33;

  private Decay() {}

  /**
   * Compares today's evaluation with what was measured at training.
   *
   * @param limit metric and greatest drop
   * @param reference the metric on the test rows at training
   * @param current the same model's evaluation on rows whose labels have arrived
   * @param minRows fewer labelled rows give no verdict
   */
  public static DriftFinding check(
      MonitorConfig.Decay limit, MetricValue reference, Evaluation current, long minRows) {
    long n = current.rows();
    Metric metric = Metric.named(limit.metric()).orElse(null);
    String why = whyInsufficient(metric, reference, current, minRows);
    if (!why.isEmpty()) {
      return DriftFinding.insufficient(limit.metric(), "decay", limit.maxDrop(), n, why);
    }
    double now = current.metric(metric).value();
    double drop = metric.drop(reference.value(), now);
    double noise = ONE_IN_A_HUNDRED * standardError(metric, now, current);
    boolean alarm = drop > limit.maxDrop() && drop > noise;
    String note =
        String.format(Locale.ROOT, "%.6f at training, %.6f now", reference.value(), now)
            + (noise > 0 ? String.format(Locale.ROOT, "; chance gives up to %.4f", noise) : "");
    return new DriftFinding(limit.metric(), "decay", drop, limit.maxDrop(), alarm, n, note);
  }

  private static String whyInsufficient(
      Metric metric, MetricValue reference, Evaluation current, long minRows) {
    if (metric == null) {
      return "there is no such metric";
    }
    if (current.rows() < minRows) {
      return "only " + current.rows() + " labelled rows; at least " + minRows + " are needed";
    }
    return reference.isPresent()
        ? current.metric(metric).reason()
        : "at training: " + reference.reason();
  }

  private static double standardError(Metric metric, double value, Evaluation current) {
    long positives = current.positives();
    return switch (metric) {
      case AUC ->
          positives == 0 ? 0 : StandardError.ofAuc(value, positives, current.rows() - positives);
      case ACCURACY -> StandardError.ofShare(value, current.rows());
      default -> 0;
    };
  }
}
