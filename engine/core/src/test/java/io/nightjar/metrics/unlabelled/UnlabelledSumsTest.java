package io.nightjar.metrics.unlabelled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.metrics.Evaluation;
import io.nightjar.metrics.Metric;
import io.nightjar.metrics.MetricValue;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UnlabelledSumsTest {
  @Test
  void judgesClustersByHand() {
    ClusteringSums sums = new ClusteringSums();
    sums.add(1, 2, 1);
    sums.add(0, 0, 2);
    sums.add(3, 4, 1);
    Evaluation e = sums.evaluation(2);
    assertThat(e.rows()).isEqualTo(3);
    assertThat(e.metric(Metric.INERTIA).value()).isEqualTo(10);
    assertThat(e.metric(Metric.DISTORTION).value()).isEqualTo(2.5);
    assertThat(e.metric(Metric.SILHOUETTE).value()).isCloseTo(0.75 / 4, within(1e-15));
  }

  @Test
  void saysWhyOneClusterHasNoSilhouetteAndNoWeightNoMean() {
    ClusteringSums sums = new ClusteringSums();
    sums.add(1, 1, 0);
    assertThat(sums.evaluation(1).metric(Metric.SILHOUETTE).reason())
        .isEqualTo("there is 1 cluster; a silhouette needs two or more");
    assertThat(sums.evaluation(2).metric(Metric.DISTORTION).reason())
        .isEqualTo("no row has a weight above 0");
  }

  @Test
  void judgesComponentsByHand() {
    ProjectionSums sums = new ProjectionSums();
    sums.add(1, new double[] {3, 0}, 1);
    sums.add(0, new double[] {1, 2}, 2);
    Evaluation e = sums.evaluation();
    assertThat(e.metric(Metric.EXPLAINED_VARIANCE).value()).isEqualTo(0.95);
    assertThat(e.metric(Metric.RECONSTRUCTION_ERROR).value()).isCloseTo(1.0 / 3, within(1e-15));
    assertThat(new ProjectionSums().evaluation().metric(Metric.EXPLAINED_VARIANCE).reason())
        .isEqualTo("every row is the training mean; nothing varies");
  }

  @Test
  void givesTheSameBitsHoweverRowsAreParted() {
    Random random = new Random(5);
    ClusteringSums whole = new ClusteringSums();
    ClusteringSums left = new ClusteringSums();
    ClusteringSums right = new ClusteringSums();
    for (int i = 0; i < 1000; i++) {
      double distance = random.nextDouble();
      double next = distance + random.nextDouble();
      double weight = random.nextDouble();
      whole.add(distance, next, weight);
      (random.nextBoolean() ? left : right).add(distance, next, weight);
    }
    right.add(left);
    assertThat(right.evaluation(3)).isEqualTo(whole.evaluation(3));
  }

  @Test
  void anomaliesAreCountedAndTheirScoresAveragedByWeight() {
    AnomalySums sums = new AnomalySums();
    sums.add(0.9, true, 1);
    AnomalySums others = new AnomalySums();
    others.add(0.4, false, 3);
    sums.add(others);
    Evaluation evaluation = sums.evaluation();
    assertThat(evaluation.metric(Metric.ANOMALY_SHARE).value()).isEqualTo(0.25);
    assertThat(evaluation.metric(Metric.MEAN_SCORE).value()).isCloseTo(0.525, within(1e-15));
    assertThat(new AnomalySums().evaluation().metric(Metric.ANOMALY_SHARE))
        .isEqualTo(MetricValue.insufficient("no row has a weight above 0"));
  }
}
