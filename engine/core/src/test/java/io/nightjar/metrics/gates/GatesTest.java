package io.nightjar.metrics.gates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nightjar.config.GatesConfig;
import io.nightjar.config.GatesConfig.Gate;
import io.nightjar.config.GatesConfig.Part;
import io.nightjar.metrics.Evaluation;
import io.nightjar.metrics.MetricValue;
import io.nightjar.metrics.Task;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class GatesTest {
  private static final OptionalDouble NONE = OptionalDouble.empty();

  private static Gate min(String metric, double limit) {
    return new Gate(metric, OptionalDouble.of(limit), NONE, NONE, Part.TEST);
  }

  private static Gate max(String metric, double limit) {
    return new Gate(metric, NONE, OptionalDouble.of(limit), NONE, Part.TEST);
  }

  private static Gate drop(String metric, double limit) {
    return new Gate(metric, NONE, NONE, OptionalDouble.of(limit), Part.TEST);
  }

  private static Map<Part, Evaluation> on(long rows, String metric, MetricValue value) {
    return Map.of(
        Part.TEST,
        new Evaluation(Task.BINARY, rows, rows, 5, Map.of(metric, value), null, null, null, null));
  }

  private static Map<Part, Evaluation> auc(double value) {
    return on(100, "auc", MetricValue.of(value));
  }

  private static GateResult judge(
      Gate gate, Map<Part, Evaluation> candidate, Map<Part, Evaluation> champion) {
    return Gates.judge(new GatesConfig(List.of(gate), 50), candidate, champion).get(0);
  }

  @Test
  void passesAtTheLimit() {
    assertThat(judge(min("auc", 0.9), auc(0.9), Map.of()))
        .isEqualTo(new GateResult("auc.min", 0.9, 0.9, GateVerdict.PASS, "0.9 keeps 0.9"));
    assertThat(judge(max("log_loss", 0.3), on(50, "log_loss", MetricValue.of(0.3)), Map.of()))
        .matches(GateResult::passed);
    assertThat(judge(drop("auc", 0.25), auc(0.5), auc(0.75))).matches(GateResult::passed);
  }

  @Test
  void failsBeyondTheLimitAndSaysWhy() {
    assertThat(judge(min("auc", 0.9), auc(0.8), Map.of()))
        .isEqualTo(
            new GateResult("auc.min", 0.8, 0.9, GateVerdict.FAIL, "0.8 is below the least of 0.9"));
    assertThat(judge(max("auc", 0.7), auc(0.8), Map.of()).why())
        .isEqualTo("0.8 is above the greatest of 0.7");
    GateResult dropped = judge(drop("auc", 0.125), auc(0.5), auc(0.75));
    assertThat(dropped.verdict()).isEqualTo(GateVerdict.FAIL);
    assertThat(dropped.value()).isEqualTo(0.25);
    assertThat(dropped.why()).isEqualTo("0.5 against the champion's 0.75 on the same rows");
  }

  @Test
  void countsADropInTheDirectionOfTheMetric() {
    Map<Part, Evaluation> mine = on(100, "log_loss", MetricValue.of(0.5));
    Map<Part, Evaluation> its = on(100, "log_loss", MetricValue.of(0.25));
    assertThat(judge(drop("log_loss", 0.1), mine, its).verdict()).isEqualTo(GateVerdict.FAIL);
    assertThat(judge(drop("log_loss", 0.1), its, mine).value()).isEqualTo(-0.25);
  }

  @Test
  void passesTheComparisonWhileThereIsNoChampion() {
    GateResult result = judge(drop("auc", 0.01), auc(0.5), Map.of());
    assertThat(result.verdict()).isEqualTo(GateVerdict.PASS);
    assertThat(result.why()).isEqualTo("there is no champion to compare with");
  }

  @Test
  void refusesWhatItCannotTell() {
    assertInsufficient(
        judge(min("auc", 0.1), on(100, "auc", MetricValue.insufficient("one class")), Map.of()),
        "one class");
    assertInsufficient(
        judge(min("auc", 0.1), on(49, "auc", MetricValue.of(1)), Map.of()),
        "only 49 test rows; at least 50 are needed");
    assertInsufficient(
        judge(min("auc", 0.1), Map.of(), Map.of()), "the model was not measured on the test rows");
    assertInsufficient(judge(min("rmse", 0.1), auc(1), Map.of()), "there is no rmse for BINARY");
    assertInsufficient(judge(min("gini", 0.1), auc(1), Map.of()), "there is no metric gini");
    assertInsufficient(
        judge(drop("auc", 0.1), auc(1), on(100, "auc", MetricValue.insufficient("one class"))),
        "the champion: one class");
    assertInsufficient(
        judge(drop("auc", 0.1), auc(1), on(99, "auc", MetricValue.of(1))),
        "the model was measured on 100 rows, the champion on 99");
  }

  private static void assertInsufficient(GateResult result, String why) {
    assertThat(result.verdict()).isEqualTo(GateVerdict.INSUFFICIENT);
    assertThat(result.passed()).isFalse();
    assertThat(result.value()).isNull();
    assertThat(result.why()).isEqualTo(why);
  }

  @Test
  void refusesTheModelForOneRefusal() {
    GatesConfig config = new GatesConfig(List.of(min("auc", 0.5), min("auc", 0.9)), 1);
    List<GateResult> results = Gates.judge(config, auc(0.8), Map.of());
    assertThat(results).extracting(GateResult::passed).containsExactly(true, false);
    assertThat(Gates.passed(results)).isFalse();
    assertThat(Gates.passed(List.of())).isTrue();
  }

  @Test
  void writesVerdictsInLowerCase() throws Exception {
    String json = new ObjectMapper().writeValueAsString(judge(min("auc", 0.9), auc(0.8), Map.of()));
    assertThat(json)
        .isEqualTo(
            "{\"name\":\"auc.min\",\"value\":0.8,\"limit\":0.9,\"verdict\":\"fail\","
                + "\"why\":\"0.8 is below the least of 0.9\"}");
    assertThat(new ObjectMapper().readValue(json, GateResult.class).verdict())
        .isEqualTo(GateVerdict.FAIL);
  }
}
