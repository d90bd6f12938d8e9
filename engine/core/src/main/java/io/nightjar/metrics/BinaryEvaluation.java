package io.nightjar.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts a binary evaluation together from its order-free sums and its ranking. */
public final class BinaryEvaluation {
  private BinaryEvaluation() {}

  /**
   * The finished evaluation.
   *
   * @param sums over all rows
   * @param ranking over all rows, finished
   * @param classes summed weights over all rows
   * @param labels the names of the negative and the positive class
   */
  public static Evaluation of(
      BinarySums sums, RankingSums ranking, ClassWeights classes, List<String> labels) {
    Confusion confusion = sums.confusion(labels);
    Map<String, MetricValue> metrics = new LinkedHashMap<>();
    metrics.put(Metric.AUC.key(), RankingSums.auc(ranking, classes));
    metrics.put(Metric.AUC_PR.key(), RankingSums.averagePrecision(ranking, classes));
    metrics.put(Metric.LOG_LOSS.key(), sums.logLoss());
    metrics.put(Metric.BRIER.key(), sums.brier());
    metrics.put(Metric.ECE.key(), sums.ece());
    putAtThreshold(metrics, confusion, sums);
    return new Evaluation(
        Task.BINARY,
        sums.rows(),
        sums.weight(),
        sums.positives(),
        metrics,
        confusion,
        sums.calibration(),
        ranking.roc(),
        ranking.precisionRecall());
  }

  private static void putAtThreshold(
      Map<String, MetricValue> metrics, Confusion confusion, BinarySums sums) {
    double tn = confusion.at(0, 0);
    double fp = confusion.at(0, 1);
    double fn = confusion.at(1, 0);
    double tp = confusion.at(1, 1);
    String at = " at the threshold " + sums.threshold();
    metrics.put(
        Metric.ACCURACY.key(),
        MetricValue.ratio(tp + tn, sums.weight(), "no row has a weight above 0"));
    metrics.put(
        Metric.PRECISION.key(),
        MetricValue.ratio(tp, tp + fp, "no row is predicted positive" + at));
    metrics.put(
        Metric.RECALL.key(),
        MetricValue.ratio(tp, tp + fn, "there is no positive row of weight above 0"));
    metrics.put(
        Metric.F1.key(),
        MetricValue.ratio(
            2 * tp, 2 * tp + fp + fn, "no row is positive and none is predicted so" + at));
  }
}
