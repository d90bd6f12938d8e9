package io.nightjar.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.jobs.bench.Run;
import org.junit.jupiter.api.Test;

/** The verb {@code bench score} on few rows: who writes what, and how. */
class ScoreBenchTest {

  @Test
  void scoresAsSparkMlDoesAndCopiesWhatIsKept() {
    JsonNode entrants = bench("linear-keep");

    assertThat(entrants).hasSize(3);
    JsonNode ours = entrants.get(0);
    assertThat(ours.path("entrant").asText()).isEqualTo("nightjar");
    assertThat(ours.path("note").asText()).isEqualTo("by column");
    assertThat(ours.path("times_ours").asDouble()).isEqualTo(1);
    assertThat(entrants.get(1).path("times_ours").asDouble())
        .isCloseTo(
            entrants.get(1).path("median_s").asDouble() / ours.path("median_s").asDouble(),
            within(1e-9));
    assertThat(ours.path("mean_probability").asDouble())
        .isCloseTo(entrants.get(1).path("mean_probability").asDouble(), within(1e-4));
    assertThat(entrants.get(2).path("entrant").asText()).isEqualTo("Spark's copy");
    assertThat(entrants.get(2).has("mean_probability")).isFalse();
  }

  @Test
  void leavesRowsOutByColumn() {
    JsonNode entrants = bench("linear-rule", 20_000);

    assertThat(entrants).hasSize(2);
    assertThat(entrants.get(0).path("note").asText())
        .matches("by column, [1-9]\\d rows to the quarantine");
    assertThat(entrants.get(0).path("mean_probability").asDouble()).isBetween(0.1, 0.9);
  }

  @Test
  void scoresCsvRowByRow() {
    JsonNode entrants = bench("linear-csv");

    assertThat(entrants).hasSize(2);
    assertThat(entrants.get(0).path("note").asText()).startsWith("row by row: the input isn't");
    assertThat(entrants.get(0).path("mean_probability").asDouble()).isBetween(0.1, 0.9);
  }

  @Test
  void scoresTreesWithReasons() {
    JsonNode entrants = bench("gbt-reasons");

    assertThat(entrants).hasSize(2);
    assertThat(entrants.get(0).path("note").asText()).isEqualTo("by column");
    assertThat(entrants.get(0).path("mean_probability").asDouble()).isBetween(0.1, 0.9);
  }

  @Test
  void scoresAGraphThroughOnnxRuntimeAsItsNetworkIsScored() {
    JsonNode entrants = bench("onnx");

    assertThat(entrants.findValuesAsText("entrant"))
        .containsExactly("nightjar", "on kernels", "a constant");
    assertThat(entrants.get(0).path("note").asText()).isEqualTo("by column");
    assertThat(entrants.get(1).path("note").asText())
        .matches("by column, at most \\d\\.\\de-\\d\\d from ours");
    assertThat(entrants.get(0).path("mean_probability").asDouble()).isBetween(0.1, 0.9);
  }

  @Test
  void saysWhichPythonDoesNotStart() {
    Run python =
        Run.of("bench", "score", "--only", "gbt", "--rows", "1000", "--python", "/no/such/python");

    assertThat(python.code()).isEqualTo(2);
    assertThat(python.err()).contains("--python: '/no/such/python' does not start: ");
  }

  @Test
  void refusesACaseThatThereIsNot() {
    Run unknown = Run.of("bench", "score", "--only", "trees");

    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err())
        .startsWith("nightjar: --only: is 'trees'; must be one of [linear, linear-keep,");
  }

  private static JsonNode bench(String name) {
    return bench(name, 2000);
  }

  private static JsonNode bench(String name, int rows) {
    Run run =
        Run.of(
            "bench",
            "score",
            "--only",
            name,
            "--rows",
            Integer.toString(rows),
            "--rounds",
            "1",
            "--json",
            "--quiet");
    assertThat(run.code()).as(run.err()).isZero();
    return run.json().path("cases");
  }
}
