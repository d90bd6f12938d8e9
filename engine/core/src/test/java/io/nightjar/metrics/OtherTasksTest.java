package io.nightjar.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Reference values by hand and by scikit-learn. */
class OtherTasksTest {

  @Test
  void scoresARegression() {
    RegressionSums sums = new RegressionSums();
    double[][] rows = {{2.5, 3}, {0.0, -0.5}, {2, 2}, {8, 7}};
    for (double[] row : rows) {
      sums.add(row[0], row[1], 1);
    }
    Evaluation e = sums.evaluation();
    assertThat(e.metric(Metric.RMSE).value()).isCloseTo(0.6123724356957945, within(1e-15));
    assertThat(e.metric(Metric.MAE).value()).isEqualTo(0.5);
    assertThat(e.metric(Metric.R2).value()).isCloseTo(0.9486081370449679, within(1e-15));
    assertThat(e.metric(Metric.AUC).reason()).isEqualTo("there is no auc for REGRESSION");
  }

  @Test
  void keepsTheDigitsOfR2UnderALargeMean() {
    RegressionSums sums = new RegressionSums();
    for (int i = 0; i < 100; i++) {
      sums.add(1e9 + i, 1e9 + i + (i % 2 == 0 ? 0.5 : -0.5), 1);
    }
    double about = 0;
    for (int i = 0; i < 100; i++) {
      about += Math.pow(i + (i % 2 == 0 ? 0.5 : -0.5) - 49.5, 2);
    }
    assertThat(sums.evaluation().metric(Metric.R2).value())
        .isCloseTo(1 - 25 / about, within(1e-13));
  }

  @Test
  void saysWhyAConstantLabelHasNoR2() {
    RegressionSums sums = new RegressionSums();
    sums.add(1, 0.1, 0.3);
    sums.add(2, 0.1, 0.7);
    assertThat(sums.evaluation().metric(Metric.R2).reason())
        .isEqualTo("every label is 0.1; R² needs labels that differ");
    assertThat(sums.evaluation().metric(Metric.MAE).isPresent()).isTrue();
  }

  /** scikit-learn 1.9.1: mean_poisson_deviance([2, 0, 1, 4], [.5, .5, 2, 2]) and weighted. */
  @Test
  void scoresCounts() {
    double[][] rows = {{.5, 2, 1}, {.5, 0, 2}, {2, 1, 1}, {2, 4, 3}};
    RegressionSums plain = new RegressionSums();
    RegressionSums weighted = new RegressionSums();
    double byHand = 0;
    for (double[] row : rows) {
      plain.add(row[0], row[1], 1);
      RegressionSums one = new RegressionSums();
      one.add(row[0], row[1], row[2]);
      weighted.add(one);
      double logarithm = row[1] == 0 ? 0 : row[1] * Math.log(row[1] / row[0]);
      byHand += row[2] * 2 * (logarithm - row[1] + row[0]) / 7;
    }
    assertThat(plain.evaluation().metric(Metric.POISSON_DEVIANCE).value())
        .isCloseTo(1.4260151319598084, within(1e-14));
    assertThat(weighted.evaluation().metric(Metric.POISSON_DEVIANCE).value())
        .isCloseTo(1.3992022023997654, within(1e-14))
        .isCloseTo(byHand, within(1e-14));
  }

  @Test
  void saysWhyThereIsNoPoissonDeviance() {
    RegressionSums below = new RegressionSums();
    below.add(1, -2, 1);
    assertThat(below.evaluation().metric(Metric.POISSON_DEVIANCE).reason())
        .isEqualTo("a label is -2.0; the Poisson deviance needs labels of 0 or more");
    RegressionSums flat = new RegressionSums();
    flat.add(-0.5, 2, 1);
    assertThat(flat.evaluation().metric(Metric.POISSON_DEVIANCE).reason())
        .isEqualTo(
            "a prediction is -0.5; the Poisson deviance needs predictions above 0, as type ="
                + " poisson gives");
  }

  @Test
  void saysSoWhenSquaresOverflow() {
    RegressionSums sums = new RegressionSums();
    sums.add(1e200, 1, 1);
    assertThat(sums.evaluation().metric(Metric.RMSE).reason())
        .isEqualTo("squares of the labels or errors exceed a float64");
  }

  @Test
  void scoresManyClasses() {
    MulticlassSums sums = new MulticlassSums(3);
    sums.add(new double[] {.7, .2, .1}, 0, 1);
    sums.add(new double[] {.1, .6, .3}, 1, 1);
    sums.add(new double[] {.4, .4, .2}, 1, 2);
    sums.add(new double[] {.2, .3, .5}, 2, 1);
    List<MetricValue> aucs = List.of(MetricValue.of(1), MetricValue.of(.5), MetricValue.of(.9));
    Evaluation e = sums.evaluation(List.of("a", "b", "c"), aucs);
    double logLoss = -(Math.log(.7) + Math.log(.6) + 2 * Math.log(.4) + Math.log(.5)) / 5;
    assertThat(e.metric(Metric.LOG_LOSS).value()).isCloseTo(logLoss, within(1e-15));
    assertThat(e.metric(Metric.ACCURACY).value()).isEqualTo(0.6);
    assertThat(e.metric(Metric.F1_MACRO).value()).isCloseTo((0.5 + 0.5 + 1) / 3, within(1e-15));
    assertThat(e.metric(Metric.F1_WEIGHTED).value())
        .isCloseTo((1 * 0.5 + 3 * 0.5 + 1 * 1) / 5, within(1e-15));
    assertThat(e.metric(Metric.AUC).value()).isCloseTo(0.8, within(1e-15));
    assertThat(e.confusion().at(1, 0)).isEqualTo(2);
  }

  @Test
  void namesTheClassThatIsMissing() {
    MulticlassSums sums = new MulticlassSums(2);
    sums.add(new double[] {1, 0}, 0, 1);
    List<MetricValue> aucs = List.of(MetricValue.of(1), MetricValue.insufficient("none is there"));
    assertThat(sums.evaluation(List.of("a", "b"), aucs).metric(Metric.AUC).reason())
        .isEqualTo("class b against the rest: none is there");
  }

  @Test
  void knowsEachMetricsDirectionAndName() {
    assertThat(Metric.named("log-loss")).contains(Metric.LOG_LOSS);
    assertThat(Metric.named("gini")).isEmpty();
    assertThat(Metric.LOG_LOSS.drop(0.3, 0.4)).isCloseTo(0.1, within(1e-15));
    assertThat(Metric.AUC.drop(0.9, 0.8)).isCloseTo(0.1, within(1e-15));
    assertThat(Metric.keysFor(Task.REGRESSION))
        .containsExactly("rmse", "mae", "r2", "poisson_deviance");
  }

  @Test
  void neverHoldsAValueThatIsNotFinite() {
    assertThat(MetricValue.of(Double.NaN))
        .hasToString("insufficient (the result is not finite (NaN))");
    assertThat(MetricValue.of(2)).hasToString("2.0");
  }
}
