package io.nightjar.spark.train.trees.local;

import io.nightjar.metrics.BinaryEvaluation;
import io.nightjar.metrics.BinarySums;
import io.nightjar.metrics.ClassWeights;
import io.nightjar.metrics.Evaluation;
import io.nightjar.metrics.MetricValue;
import io.nightjar.metrics.MulticlassSums;
import io.nightjar.metrics.RankingSums;
import io.nightjar.metrics.RegressionSums;
import io.nightjar.spark.train.trees.grow.JudgedBy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A metric of validation rows that are all here. Its sums are exact, and so are those of an
 * evaluation by Spark: both give the same bits, in whatever order the rows come.
 */
final class Judgement {
  private final JudgedBy by;
  private final Predictions rows;

  Judgement(JudgedBy by, Predictions rows) {
    this.by = by;
    this.rows = rows;
  }

  double value() {
    Evaluation evaluation =
        switch (by.task()) {
          case BINARY -> binary();
          case MULTICLASS -> multiclass();
          case REGRESSION -> regression();
          case PREFERENCE, CLUSTERING, PROJECTION, ANOMALY ->
              throw new IllegalStateException("the task is " + by.task() + "; trees need a label");
        };
    return by.require(evaluation.metric(by.metric()));
  }

  private Evaluation binary() {
    BinarySums sums = new BinarySums(by.threshold(), BinarySums.CALIBRATION_BINS);
    for (int row = 0; row < rows.rows(); row++) {
      sums.add(rows.scores()[0][row], label(row), rows.labels().weight(row));
    }
    ClassWeights all = against(1);
    RankingSums ranking = new RankingSums(new ClassWeights(), all, 0);
    if (by.metric().isRanked()) {
      rank(rows.scores()[0], 1, ranking);
    }
    return BinaryEvaluation.of(sums, ranking.finish(), all, by.labels(2));
  }

  private Evaluation multiclass() {
    int classes = rows.scores().length;
    MulticlassSums sums = new MulticlassSums(classes);
    for (int row = 0; row < rows.rows(); row++) {
      sums.add(rows.of(row), (int) label(row), rows.labels().weight(row));
    }
    List<MetricValue> oneVsRest = new ArrayList<>();
    for (int k = 0; k < classes && by.metric().isRanked(); k++) {
      ClassWeights all = against(k);
      RankingSums ranking = new RankingSums(new ClassWeights(), all, 0);
      rank(rows.scores()[k], k, ranking);
      oneVsRest.add(RankingSums.auc(ranking.finish(), all));
    }
    return sums.evaluation(by.labels(classes), oneVsRest);
  }

  private Evaluation regression() {
    RegressionSums sums = new RegressionSums();
    for (int row = 0; row < rows.rows(); row++) {
      sums.add(rows.scores()[0][row], label(row), rows.labels().weight(row));
    }
    return sums.evaluation();
  }

  private double label(int row) {
    return rows.labels().values()[row];
  }

  private ClassWeights against(int positive) {
    ClassWeights all = new ClassWeights();
    for (int row = 0; row < rows.rows(); row++) {
      all.add(label(row) == positive ? 1 : 0, rows.labels().weight(row));
    }
    return all;
  }

  private void rank(double[] scores, int positive, RankingSums ranking) {
    int[] ascending = ascending(scores);
    for (int i = ascending.length - 1; i >= 0; i--) {
      int row = ascending[i];
      ranking.add(scores[row], label(row) == positive ? 1 : 0, rows.labels().weight(row));
    }
  }

  /** The rows by score: each is put where a sort of the bare scores put its like. */
  private static int[] ascending(double[] scores) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    int[] order = new int[scores.length];
    int[] taken = new int[scores.length];
    for (int row = 0; row < scores.length; row++) {
      int first = firstOf(sorted, scores[row]);
      order[first + taken[first]++] = row;
    }
    return order;
  }

  private static int firstOf(double[] sorted, double score) {
    int from = 0;
    int to = sorted.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (sorted[middle] < score) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
