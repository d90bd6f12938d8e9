package io.nightjar.metrics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows of a binary evaluation for tests, and the naive loops that the formulas are checked against.
 */
record Rows(double[] scores, double[] labels, double[] weights) {
  static final Rows S =
      unweighted(
          new double[] {.9, .8, .8, .6, .6, .4, .4, .1}, new double[] {1, 1, 0, 1, 0, 0, 1, 0});
  static final Rows WEIGHTED_S =
      new Rows(S.scores, S.labels, new double[] {1, 2, 1, 1, 3, 1, 1, 2});

  static Rows unweighted(double[] scores, double[] labels) {
    double[] ones = new double[scores.length];
    Arrays.fill(ones, 1);
    return new Rows(scores, labels, ones);
  }

  Evaluation evaluate() {
    return evaluate(10, 1, 1000);
  }

  /** Evaluates with the ranked run cut into parts between tie groups. */
  Evaluation evaluate(int bins, int parts, int curvePoints) {
    BinarySums sums = new BinarySums(0.5, bins);
    ClassWeights all = new ClassWeights();
    for (int i = 0; i < scores.length; i++) {
      sums.add(scores[i], labels[i], weights[i]);
      all.add(labels[i], weights[i]);
    }
    return BinaryEvaluation.of(sums, rank(all, parts, curvePoints), all, List.of("no", "yes"));
  }

  private RankingSums rank(ClassWeights all, int parts, int curvePoints) {
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -scores[i]))
            .mapToInt(i -> i)
            .toArray();
    ClassWeights before = new ClassWeights();
    RankingSums merged = new RankingSums(before, all, curvePoints).finish();
    int from = 0;
    for (int part = 1; part <= parts; part++) {
      int to = Math.max(from, order.length * part / parts);
      while (to > from && to < order.length && scores[order[to]] == scores[order[to - 1]]) {
        to++;
      }
      RankingSums ranking = new RankingSums(before, all, curvePoints);
      for (int k = from; k < to; k++) {
        ranking.add(scores[order[k]], labels[order[k]], weights[order[k]]);
        before.add(labels[order[k]], weights[order[k]]);
      }
      merged.add(ranking.finish());
      from = to;
    }
    return merged;
  }

  double naiveAuc() {
    double won = 0;
    double pairs = 0;
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j < scores.length; j++) {
        if (labels[i] == 1 && labels[j] == 0) {
          double pair = weights[i] * weights[j];
          pairs += pair;
          won += scores[i] > scores[j] ? pair : scores[i] == scores[j] ? pair / 2 : 0;
        }
      }
    }
    return won / pairs;
  }

  double naiveAveragePrecision() {
    double all = atLeast(Double.NEGATIVE_INFINITY, 1);
    double sum = 0;
    double recallBefore = 0;
    double[] thresholds = Arrays.stream(scores).distinct().sorted().toArray();
    for (int i = thresholds.length - 1; i >= 0; i--) {
      double p = atLeast(thresholds[i], 1);
      double n = atLeast(thresholds[i], 0);
      sum += p + n == 0 ? 0 : (p / all - recallBefore) * p / (p + n);
      recallBefore = p / all;
    }
    return sum;
  }

  private double atLeast(double threshold, double label) {
    return IntStream.range(0, scores.length)
        .filter(i -> scores[i] >= threshold && labels[i] == label)
        .mapToDouble(i -> weights[i])
        .sum();
  }
}
