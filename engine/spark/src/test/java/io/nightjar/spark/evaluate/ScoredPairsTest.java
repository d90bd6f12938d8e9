package io.nightjar.spark.evaluate;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.NightjarException;
import io.nightjar.metrics.threshold.ThresholdChoice;
import io.nightjar.metrics.threshold.ThresholdRule;
import io.nightjar.model.calibration.Isotonic;
import io.nightjar.model.calibration.Sigmoid;
import io.nightjar.spark.SparkFixture;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class ScoredPairsTest {
  private static final EvaluationSpec SPEC =
      EvaluationSpec.binary("score", "label").withWeight(Optional.of("weight"));

  /** 4,000 rows with ties, labels that follow the score's square, weights that are not whole. */
  private static Dataset<Row> made() {
    return SparkFixture.session()
        .range(0, 4000, 1, 3)
        .select(
            expr("pmod(hash(id, 1), 900) / 900D").as("score"),
            expr("CAST(pmod(hash(id, 2), 810000) < power(pmod(hash(id, 1), 900), 2) AS INT)")
                .as("label"),
            expr("pmod(hash(id, 3), 7) / 10D").as("weight"));
  }

  private static ScoredPairs pairs(int readIn, int sortedIn) {
    return ScoredPairs.of(made().repartition(readIn), SPEC.withPartitions(sortedIn));
  }

  @Test
  void everyFitIsTheSameToTheLastBitFromAnyPartitions() {
    ThresholdRule rule = new ThresholdRule.Cost(1, 5);
    Sigmoid sigmoid;
    Isotonic curve;
    ThresholdChoice choice;
    try (ScoredPairs few = pairs(1, 1)) {
      sigmoid = Calibrator.sigmoid(few);
      curve = Calibrator.isotonic(few);
      choice = ThresholdSearch.best(few.calibrated(curve), rule);
    }
    for (int[] parts : new int[][] {{3, 2}, {7, 11}}) {
      try (ScoredPairs more = pairs(parts[0], parts[1])) {
        assertThat(Calibrator.sigmoid(more)).isEqualTo(sigmoid);
        assertThat(Calibrator.isotonic(more)).isEqualTo(curve);
        assertThat(ThresholdSearch.best(more.calibrated(curve), rule)).isEqualTo(choice);
      }
    }
  }

  @Test
  void theCurveFindsTheLawOfTheLabels() {
    try (ScoredPairs pairs = pairs(3, 4)) {
      Isotonic curve = Calibrator.isotonic(pairs);
      for (double score : new double[] {.2, .4, .6, .8}) {
        assertThat(curve.apply(score)).isCloseTo(score * score, within(0.08));
      }
    }
  }

  @Test
  void theThresholdIsTheBestOfAllByANaiveLoop() {
    List<Row> rows = made().filter("weight > 0").collectAsList();
    ThresholdRule.Cost cost = new ThresholdRule.Cost(2, 3);
    double cheapest = Double.POSITIVE_INFINITY;
    double cheapestAt = Double.NaN;
    for (int i = 900; i >= 0; i--) {
      double threshold = i / 900.0;
      double sum = 0;
      for (Row row : rows) {
        boolean called = row.getDouble(0) >= threshold;
        boolean positive = row.getInt(1) == 1;
        sum += row.getDouble(2) * (called == positive ? 0 : called ? 2 : 3);
      }
      if (sum < cheapest - 1e-9) {
        cheapest = sum;
        cheapestAt = threshold;
      }
    }
    try (ScoredPairs pairs = pairs(3, 5)) {
      ThresholdChoice best = ThresholdSearch.best(pairs, cost);
      assertThat(best.loss()).isCloseTo(cheapest, within(1e-9));
      assertThat(best.threshold()).isCloseTo(cheapestAt, within(1e-12));
    }
  }

  @Test
  void refusesRowsOfOneClass() {
    assertThatThrownBy(() -> ScoredPairs.of(made().filter("label = 0"), SPEC))
        .isInstanceOf(NightjarException.class)
        .hasMessage(
            "split.validation: the validation rows settle neither calibration nor threshold: there"
                + " is no positive row of weight above 0. Give more rows, or a larger share.");
  }
}
