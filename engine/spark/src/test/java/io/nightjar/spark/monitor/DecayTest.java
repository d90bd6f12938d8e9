package io.nightjar.spark.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.config.MonitorConfig;
import io.nightjar.metrics.Evaluation;
import io.nightjar.metrics.MetricValue;
import io.nightjar.metrics.Task;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DecayTest {
  private static final MetricValue BEFORE = MetricValue.of(0.9);

  private static MonitorConfig.Decay limit(String metric) {
    return new MonitorConfig.Decay(metric, 0.03, Optional.empty(), 1);
  }

  private static Evaluation today(long rows, String metric, MetricValue value) {
    return new Evaluation(
        Task.BINARY, rows, rows, rows / 4, Map.of(metric, value), null, null, null, null);
  }

  @Test
  void alarmsAtADropBeyondTheLimitAndBeyondChance() {
    Evaluation worse = today(10_000, "auc", MetricValue.of(0.85));
    DriftFinding finding = Decay.check(limit("auc"), BEFORE, worse, 100);
    assertThat(finding.alarm()).isTrue();
    assertThat(finding.value()).isCloseTo(0.05, org.assertj.core.api.Assertions.within(1e-12));
    assertThat(finding.note())
        .isEqualTo("0.900000 at training, 0.850000 now; chance gives up to 0.0118");
    Evaluation few = today(100, "auc", MetricValue.of(0.85));
    assertThat(Decay.check(limit("auc"), BEFORE, few, 100).alarm()).isFalse();
    Evaluation slightlyWorse = today(1_000_000, "auc", MetricValue.of(0.88));
    assertThat(Decay.check(limit("auc"), BEFORE, slightlyWorse, 100).alarm()).isFalse();
  }

  @Test
  void knowsThatALossDecaysUpwards() {
    Evaluation worse = today(1000, "log_loss", MetricValue.of(0.95));
    assertThat(Decay.check(limit("log_loss"), BEFORE, worse, 100).alarm()).isTrue();
    Evaluation better = today(1000, "log_loss", MetricValue.of(0.5));
    assertThat(Decay.check(limit("log_loss"), BEFORE, better, 100).alarm()).isFalse();
  }

  @Test
  void givesNoVerdictWhereItCannot() {
    Evaluation few = today(99, "auc", MetricValue.of(0.1));
    assertInsufficient(
        Decay.check(limit("auc"), BEFORE, few, 100),
        "only 99 labelled rows; at least 100 are needed");
    Evaluation oneClass = today(1000, "auc", MetricValue.insufficient("one class"));
    assertInsufficient(Decay.check(limit("auc"), BEFORE, oneClass, 100), "one class");
    Evaluation fine = today(1000, "auc", MetricValue.of(0.1));
    assertInsufficient(
        Decay.check(limit("auc"), MetricValue.insufficient("no test rows"), fine, 100),
        "at training: no test rows");
    assertInsufficient(Decay.check(limit("gini"), BEFORE, fine, 100), "there is no such metric");
  }

  private static void assertInsufficient(DriftFinding finding, String why) {
    assertThat(finding.alarm()).isFalse();
    assertThat(finding.value()).isNull();
    assertThat(finding.note()).isEqualTo("insufficient: " + why);
  }
}
