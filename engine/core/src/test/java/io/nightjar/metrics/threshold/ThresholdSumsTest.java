package io.nightjar.metrics.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.metrics.ClassWeights;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ThresholdSumsTest {

  private static ClassWeights weights(List<double[]> rows) {
    ClassWeights all = new ClassWeights();
    rows.forEach(row -> all.add(row[1], row[2]));
    return all;
  }

  private static ThresholdSums sums(
      List<double[]> rows, ThresholdRule rule, List<double[]> before, ClassWeights all) {
    ThresholdSums sums = new ThresholdSums(rule, weights(before), all);
    rows.forEach(row -> sums.add(row[0], row[1], row[2]));
    return sums.finish();
  }

  private static ThresholdChoice best(List<double[]> rows, ThresholdRule rule) {
    return sums(rows, rule, List.of(), weights(rows)).best().orElseThrow();
  }

  /** Rows in descending order of score, with ties and quarters for weights. */
  private static List<double[]> random(long seed, int count) {
    Random random = new Random(seed);
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double score = random.nextInt(count) / (double) count;
      double label = random.nextDouble() < score * score ? 1 : 0;
      rows.add(new double[] {score, label, (1 + random.nextInt(8)) / 4.0});
    }
    rows.sort(Comparator.comparingDouble(row -> -row[0]));
    return rows;
  }

  /** Every threshold there is, each by a loop over all rows; ties to the lower one. */
  private static double[] naive(List<double[]> rows, ThresholdRule rule) {
    List<Double> thresholds = new ArrayList<>(rows.stream().map(row -> row[0]).toList());
    thresholds.add(Math.nextUp(rows.get(0)[0]));
    double[] best = {Double.NaN, Double.POSITIVE_INFINITY};
    for (double threshold : thresholds) {
      double tp = 0;
      double fp = 0;
      double positives = 0;
      for (double[] row : rows) {
        positives += row[1] * row[2];
        tp += row[0] >= threshold ? row[1] * row[2] : 0;
        fp += row[0] >= threshold ? (1 - row[1]) * row[2] : 0;
      }
      double loss =
          rule instanceof ThresholdRule.Cost cost
              ? cost.falsePositive() * fp + cost.falseNegative() * (positives - tp)
              : -2 * tp / (tp + fp + positives);
      if (loss < best[1] || (loss == best[1] && threshold < best[0])) {
        best = new double[] {threshold, loss};
      }
    }
    return best;
  }

  @Test
  void isTheBestOfAllThresholdsByANaiveLoop() {
    for (ThresholdRule rule :
        List.of(
            new ThresholdRule.Cost(1, 5),
            new ThresholdRule.Cost(20, 1),
            new ThresholdRule.Cost(1, 1),
            new ThresholdRule.F1())) {
      for (int seed = 0; seed < 20; seed++) {
        List<double[]> rows = random(seed, 120);
        ThresholdChoice best = best(rows, rule);
        double[] expected = naive(rows, rule);
        assertThat(best.threshold()).as(rule + ", seed " + seed).isEqualTo(expected[0]);
        assertThat(best.loss()).isCloseTo(expected[1], within(1e-12));
      }
    }
  }

  @Test
  void isTheSameHoweverTheRunIsCut() {
    List<double[]> rows = random(3, 500);
    ThresholdRule rule = new ThresholdRule.Cost(1, 3);
    ClassWeights all = weights(rows);
    int cut = 200;
    while (rows.get(cut - 1)[0] == rows.get(cut)[0]) {
      cut++;
    }
    List<double[]> upper = rows.subList(0, cut);
    ThresholdSums lower = sums(rows.subList(cut, rows.size()), rule, upper, all);
    assertThat(lower.add(sums(upper, rule, List.of(), all)).best()).contains(best(rows, rule));
  }

  @Test
  void ofEqualCostsTakesTheLowerThreshold() {
    List<double[]> rows =
        List.of(new double[] {.9, 1, 1}, new double[] {.5, 0, 1}, new double[] {.4, 1, 1});
    assertThat(best(rows, new ThresholdRule.Cost(1, 1)))
        .isEqualTo(new ThresholdChoice(.4, 1, 2, 1));
  }

  @Test
  void callsNoRowPositiveWhereThatIsCheapest() {
    List<double[]> rows = List.of(new double[] {.9, 0, 1}, new double[] {.4, 1, 1});
    assertThat(best(rows, new ThresholdRule.Cost(10, 1)))
        .isEqualTo(new ThresholdChoice(Math.nextUp(.9), 1, 0, 0));
  }

  /** Calibrated probabilities p are best parted at cost FP / (cost FP + cost FN) = 1/6. */
  @Test
  void ofCalibratedProbabilitiesTakesTheRatioOfTheCosts() {
    List<double[]> rows = new ArrayList<>();
    for (int i = 100; i >= 0; i--) {
      rows.add(new double[] {i / 100.0, 1, i / 100.0});
      rows.add(new double[] {i / 100.0, 0, 1 - i / 100.0});
    }
    assertThat(best(rows, new ThresholdRule.Cost(1, 5)).threshold()).isEqualTo(.17);
  }
}
