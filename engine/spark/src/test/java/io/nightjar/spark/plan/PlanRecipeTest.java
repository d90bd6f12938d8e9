package io.nightjar.spark.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.nightjar.NightjarException;
import io.nightjar.config.JobConfig;
import io.nightjar.spark.WatchedSession;
import io.nightjar.spark.run.RunRecord;
import io.nightjar.spark.train.TrainingRuns;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanRecipeTest {
  private static final int ROWS = 40_000;
  private static final int COLUMNS = 16;

  @TempDir Path temp;

  private static long number(Map<String, Object> plan, String field) {
    return ((Number) plan.get(field)).longValue();
  }

  /** Each of these runs in one task in local mode. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "type = gbt, trees = 3, depth = 4",
        "type = linear",
        "type = linear, precision = double",
        "type = linear, lambda = 0.1, alpha = 0.5, max-iterations = 5",
        "type = kmeans, clusters = 4, max-iterations = 3",
        "type = pca",
        "type = mlp, hidden-layers = [4], max-epochs = 1",
        "type = forest, trees = 2, depth = 3"
      })
  void tellsWhatAFitInOneTaskKeepsInStorage(String model) throws TimeoutException {
    String source = PlannedFits.table(temp, ROWS, COLUMNS, 4);
    JobConfig config = PlannedFits.config(source, model);

    Map<String, Object> plan = PlannedFits.plan(config);
    WatchedSession watched = WatchedSession.fromNow();
    try (watched) {
      TrainingRuns.train(config, temp.resolve("model"));
    }

    assertThat(plan.get("place")).isEqualTo("one_task");
    assertThat(watched.peakStoredBytes())
        .isCloseTo(number(plan, "stored_bytes"), withinPercentage(25));
    assertThat(number(plan, "shuffle_bytes")).isZero();
  }

  @Test
  void readsRowsFromFootersAndColumnsFromTheFirstRows() {
    String source = PlannedFits.table(temp, ROWS, COLUMNS, 4);

    Map<String, Object> plan = PlannedFits.plan(PlannedFits.config(source, "type = gbt"));

    assertThat(plan.get("table"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("rows", (long) ROWS)
        .containsEntry("rows_from", "the footers of the files")
        .containsEntry("training_rows", (long) ROWS)
        .containsEntry("columns", COLUMNS + 2)
        .containsEntry("design_columns", COLUMNS)
        .containsEntry("sampled_rows", 20_000L)
        .containsEntry("outputs", 1);
    assertThat((Double) plan.get("seconds")).isPositive();
  }

  @Test
  void warnsOfRowsThatDontFitAndSaysWhatWould() {
    String source = PlannedFits.table(temp, 1000, COLUMNS, 4);
    PlanRequest.Executors small = new PlanRequest.Executors(2, 2, 1L << 30);

    RunRecord record =
        PlannedFits.run(
            PlannedFits.config(source, "type = gbt, trees = 10"),
            new PlanRequest(OptionalLong.of(100_000_000L), Optional.of(small)));

    @SuppressWarnings("unchecked")
    Map<String, Object> plan = (Map<String, Object>) record.get("plan");
    assertThat(plan.get("place")).isEqualTo("executors");
    assertThat(plan.get("because").toString())
        .startsWith("100000000 rows of 160 bytes; one task takes up to ");
    assertThat(record.warnings())
        .anySatisfy(
            warning ->
                assertThat(warning)
                    .matches(
                        "cached rows take [\\d.]+ GiB of each executor, which has 0.4 GiB for them: the"
                            + " rest goes to disk and is read from there in every round; take \\d+"
                            + " executors, or spark.executor.memory = [\\d.]+ GiB"));
  }

  @Test
  void refusesModelsWhoseTrainingIsNotOurs() {
    JobConfig config =
        PlannedFits.config(
            "nowhere", "type = mllib, class = org.apache.spark.ml.regression.LinearRegression");

    assertThatThrownBy(() -> PlannedFits.plan(config))
        .isInstanceOf(NightjarException.class)
        .hasMessageContaining(
            "is mllib, whose memory and rounds are Spark ML's own and not known here; plan is for gbt,");
  }

  @Test
  void refusesBadRequestsWithEverythingThatIsWrong() {
    assertThatThrownBy(() -> PlanRequest.of(1L, 0, null, "8 apples"))
        .isInstanceOf(NightjarException.class)
        .hasMessageContaining("--rows: is 1; must be 2 or more.")
        .hasMessageContaining("--executors: is 0; must be 1..100000.")
        .hasMessageContaining(
            "--executors: is 0, --cores is missing and --executor-memory is 8 apples; give all three,"
                + " or none for the session's own")
        .hasMessageContaining(
            "--executor-memory: is \"8 apples\"; must be 512m or more, written as 8g or 512m.");
    assertThat(PlanRequest.of(null, 2, 4, "8g").cluster())
        .contains(new PlanRequest.Executors(2, 4, 8L << 30));
  }
}
