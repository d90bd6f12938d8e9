package io.nightjar.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The reference values are scikit-learn's. */
class BinaryEvaluationTest {
  private static final double EXACT = 1e-10;

  private static double value(Evaluation evaluation, Metric metric) {
    return evaluation.metric(metric).value();
  }

  @Test
  void givesTheReferenceValuesOfTheSharedExample() {
    Evaluation s = Rows.S.evaluate();
    assertThat(value(s, Metric.AUC)).isEqualTo(0.71875);
    assertThat(value(s, Metric.AUC_PR)).isCloseTo(0.7095238095, within(EXACT));
    assertThat(value(s, Metric.LOG_LOSS)).isCloseTo(0.6121919008, within(EXACT));
    assertThat(value(s, Metric.BRIER)).isCloseTo(0.2175, within(EXACT));
    assertThat(value(s, Metric.ECE)).isCloseTo(0.15, within(EXACT));
    assertThat(value(Rows.S.evaluate(5, 1, 10), Metric.ECE)).isCloseTo(0.125, within(EXACT));
    assertThat(s.rows()).isEqualTo(8);
    assertThat(s.positives()).isEqualTo(4);
  }

  @Test
  void givesTheReferenceValuesOfTheWeightedExample() {
    Evaluation s = Rows.WEIGHTED_S.evaluate();
    assertThat(value(s, Metric.AUC)).isCloseTo(0.7714285714, within(EXACT));
    assertThat(value(s, Metric.AUC_PR)).isCloseTo(0.7, within(EXACT));
    assertThat(value(s, Metric.LOG_LOSS)).isCloseTo(0.5882183948, within(EXACT));
    assertThat(s.weightSum()).isEqualTo(12);
  }

  @Test
  void countsAtTheThreshold() {
    Evaluation s = Rows.S.evaluate();
    assertThat(s.confusion().weights()).isEqualTo(List.of(List.of(2.0, 2.0), List.of(1.0, 3.0)));
    assertThat(value(s, Metric.ACCURACY)).isEqualTo(5 / 8.0);
    assertThat(value(s, Metric.PRECISION)).isEqualTo(3 / 5.0);
    assertThat(value(s, Metric.RECALL)).isEqualTo(3 / 4.0);
    assertThat(value(s, Metric.F1)).isCloseTo(2 / 3.0, within(EXACT));
  }

  @Test
  void givesAHalfWhenAllScoresAreTied() {
    Rows tied = Rows.unweighted(new double[] {.3, .3, .3}, new double[] {0, 1, 0});
    assertThat(value(tied.evaluate(), Metric.AUC)).isEqualTo(0.5);
    assertThat(tied.evaluate().roc())
        .containsExactly(new CurvePoint(0, 0, null), new CurvePoint(1, 1, .3));
  }

  @Test
  void saysWhyOneClassIsNotEnough() {
    Evaluation none = Rows.unweighted(new double[] {.2, .7}, new double[] {0, 0}).evaluate();
    assertThat(none.metric(Metric.AUC).reason())
        .isEqualTo("there is no positive row of weight above 0");
    assertThat(none.metric(Metric.RECALL).isPresent()).isFalse();
    Evaluation only = Rows.unweighted(new double[] {.2, .7}, new double[] {1, 1}).evaluate();
    assertThat(only.metric(Metric.AUC_PR).reason())
        .isEqualTo("there is no negative row of weight above 0");
    assertThat(value(only, Metric.LOG_LOSS)).isPositive();
  }

  @Test
  void clipsAFullyWrongRow() {
    Evaluation wrong = Rows.unweighted(new double[] {0}, new double[] {1}).evaluate();
    assertThat(value(wrong, Metric.LOG_LOSS)).isCloseTo(36.0436533891, within(EXACT));
    Evaluation alsoWrong = Rows.unweighted(new double[] {1}, new double[] {0}).evaluate();
    assertThat(value(alsoWrong, Metric.LOG_LOSS)).isCloseTo(36.0436533891, within(EXACT));
  }

  @Test
  void ranksMarginsButDoesNotCallThemProbabilities() {
    Evaluation margins = Rows.unweighted(new double[] {-2, 3}, new double[] {0, 1}).evaluate();
    assertThat(value(margins, Metric.AUC)).isEqualTo(1);
    assertThat(margins.metric(Metric.BRIER).reason())
        .isEqualTo("scores run from -2.0 to 3.0; only probabilities 0..1 have it");
  }

  @Test
  void ignoresRowsWithoutWeightExceptInTheirCount() {
    Rows rows =
        new Rows(
            new double[] {.9, .5, .3, .99}, new double[] {1, 0, 1, 0}, new double[] {1, 1, 1, 0});
    assertThat(value(rows.evaluate(), Metric.AUC)).isEqualTo(0.5);
    assertThat(rows.evaluate().rows()).isEqualTo(4);
  }

  @Test
  void hasNothingToSayAboutNoRows() {
    Evaluation empty = Rows.unweighted(new double[0], new double[0]).evaluate();
    assertThat(empty.metrics().values()).noneMatch(MetricValue::isPresent);
    assertThat(empty.roc()).isEmpty();
  }

  @Test
  void putsScoresOnABinEdgeIntoTheUpperBin() {
    for (int bins : new int[] {1, 5, 7, 10, 15, 100}) {
      for (int i = 0; i < bins; i++) {
        assertThat(BinarySums.binOf(i / (double) bins, bins)).isEqualTo(i);
        assertThat(BinarySums.binOf(Math.nextDown((i + 1) / (double) bins), bins)).isEqualTo(i);
      }
      assertThat(BinarySums.binOf(1, bins)).isEqualTo(bins - 1);
    }
  }

  @Test
  void dropsOnlyCurvePointsThatLieOnALine() {
    Rows rows =
        Rows.unweighted(new double[] {.9, .8, .7, .6, .5, .4}, new double[] {1, 1, 1, 0, 0, 1});
    assertThat(rows.evaluate().roc())
        .extracting(CurvePoint::x, CurvePoint::y)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(0.0, 0.0),
            org.assertj.core.groups.Tuple.tuple(0.0, 0.75),
            org.assertj.core.groups.Tuple.tuple(1.0, 0.75),
            org.assertj.core.groups.Tuple.tuple(1.0, 1.0));
    assertThat(rows.evaluate().pr()).extracting(CurvePoint::threshold).contains(.6 - .1, .4);
  }

  @Test
  void boundsTheCurvesButNotTheAreas() {
    java.util.Random random = new java.util.Random(7);
    double[] scores = random.doubles(20_000).toArray();
    double[] labels =
        java.util.Arrays.stream(scores).map(s -> random.nextDouble() < s ? 1 : 0).toArray();
    Rows rows = Rows.unweighted(scores, labels);
    Evaluation whole = rows.evaluate(10, 1, 40_000);
    Evaluation thin = rows.evaluate(10, 1, 300);
    assertThat(thin.metrics()).isEqualTo(whole.metrics());
    assertThat(thin.roc()).hasSizeBetween(100, 301);
    assertThat(thin.pr()).hasSizeBetween(100, 300);
    assertThat(trapezoid(thin.roc())).isCloseTo(value(whole, Metric.AUC), within(0.002));
    assertThat(trapezoid(whole.roc())).isCloseTo(value(whole, Metric.AUC), within(1e-9));
    for (int parts : new int[] {2, 7, 64}) {
      assertThat(rows.evaluate(10, parts, 300)).isEqualTo(thin);
    }
  }

  private static double trapezoid(List<CurvePoint> curve) {
    double area = 0;
    for (int i = 1; i < curve.size(); i++) {
      CurvePoint a = curve.get(i - 1);
      CurvePoint b = curve.get(i);
      area += (b.x() - a.x()) * (a.y() + b.y()) / 2;
    }
    return area;
  }

  @Test
  void survivesJson() throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    Rows oneClass = Rows.unweighted(new double[] {.2}, new double[] {0});
    for (Evaluation e : Stream.of(Rows.S, oneClass).map(Rows::evaluate).toList()) {
      String json = mapper.writeValueAsString(e);
      assertThat(json).contains("\"weight_sum\":").contains("\"auc\":");
      assertThat(mapper.readValue(json, Evaluation.class)).isEqualTo(e);
    }
    assertThat(mapper.writeValueAsString(oneClass.evaluate()))
        .contains("\"auc\":{\"insufficient\":\"there is no positive row of weight above 0\"}");
  }
}
