package io.nightjar.spark.train.als;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.nightjar.config.JobConfig;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.WatchedSession;
import io.nightjar.spark.plan.PlannedFits;
import io.nightjar.spark.train.TrainingRuns;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of fits beside what Spark measures of them. */
class AlsSizeTest {
  private static final int ITERATIONS = 3;

  @TempDir Path temp;

  @Test
  @SuppressWarnings("unchecked")
  void factorsCacheAndSendWhatIsTold() throws TimeoutException {
    List<Row> ratings = MadeRatings.of(600, 300, 0.4, 3);
    // Lies ready: what making the table sends is not the fit's.
    SparkFixture.session()
        .createDataFrame(ratings, MadeRatings.SCHEMA)
        .repartition(4)
        .localCheckpoint()
        .createOrReplaceTempView("als_size");
    JobConfig config =
        MadeRatings.config("als_size", "rank = 8, lambda = 0.1, iterations = " + ITERATIONS);

    Map<String, Object> plan = PlannedFits.plan(config);
    WatchedSession watched = WatchedSession.fromNow();
    try (watched) {
      TrainingRuns.train(config, temp);
    }

    long stored = ((Number) plan.get("stored_bytes")).longValue();
    long shuffled = ((Number) plan.get("shuffle_bytes")).longValue();
    assertThat(plan.get("place")).isEqualTo("executors");
    assertThat(watched.peakStoredBytes()).as("%s", watched).isCloseTo(stored, withinPercentage(25));
    assertThat(watched.shuffledBytes()).isCloseTo(shuffled, withinPercentage(25));
    List<Map<String, Object>> rounds = (List<Map<String, Object>>) plan.get("rounds");
    assertThat(rounds.get(2))
        .containsEntry("what", "items solved")
        .containsEntry("count", (long) ITERATIONS);
    // Their error is known: 2 % of the keys.
    assertThat(((Number) rounds.get(2).get("driver_bytes")).longValue())
        .isCloseTo(300L * 8 * Float.BYTES, withinPercentage(5));
    assertThat(((Number) rounds.get(2).get("broadcast_bytes")).longValue())
        .isCloseTo(600L * 8 * Float.BYTES, withinPercentage(5));
  }
}
