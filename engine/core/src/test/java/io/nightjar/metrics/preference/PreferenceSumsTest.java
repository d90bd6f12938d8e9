package io.nightjar.metrics.preference;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.metrics.Evaluation;
import io.nightjar.metrics.Metric;
import org.junit.jupiter.api.Test;

class PreferenceSumsTest {
  @Test
  void weighsRanksByStrengthAndLeavesOutWhatIsNotAboveZero() {
    PreferenceSums sums = new PreferenceSums();
    sums.add(0.25, 3);
    sums.add(1, 0);
    sums.add(1, -4);
    PreferenceSums other = new PreferenceSums();
    other.add(0.75, 1);
    sums.add(other);
    Evaluation evaluation = sums.evaluation(new FirstPlaces());
    assertThat(evaluation.rows()).isEqualTo(4);
    assertThat(evaluation.metric(Metric.MEAN_PERCENTILE_RANK).value()).isEqualTo(1.5 / 4);
  }

  @Test
  void saysWhereNoRowCounts() {
    PreferenceSums sums = new PreferenceSums();
    sums.add(0.5, 0);
    assertThat(sums.evaluation(new FirstPlaces()).metric(Metric.MEAN_PERCENTILE_RANK).reason())
        .isEqualTo("no row has a label above 0");
  }
}
