package io.nightjar.spark.train.als;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.nightjar.config.JobConfig;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.WatchedSession;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.read.Tables;
import io.nightjar.spark.plan.PlannedFits;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.checkpoint.RunCheckpoints;
import io.nightjar.spark.train.size.Cluster;
import io.nightjar.spark.train.size.FitShape;
import io.nightjar.spark.train.size.FitSize;
import io.nightjar.spark.train.size.Rounds;
import io.nightjar.spark.train.task.FitPlace;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of fits beside what Spark measures of them. */
class AlsSizeTest {
  private static final int ITERATIONS = 3;

  private static final int USERS = 600;
  private static final int ITEMS = 300;

  private static JobConfig config() {
    return MadeRatings.config("als_size", "rank = 8, lambda = 0.1, iterations = " + ITERATIONS);
  }

  private static FitSize size(FitPlace place, int rows) {
    return AlsSize.of(
        (ModelConfig.Als) config().model(),
        new FitShape(rows, 0, 4, 0, 1, 0, 0, 0),
        new AlsSize.Keys(USERS, ITEMS),
        Cluster.of(SparkFixture.session().sparkContext()),
        place);
  }

  /** Lies ready: what making the table sends is not the fit's. */
  private static int view() {
    List<Row> ratings = MadeRatings.of(USERS, ITEMS, 0.4, 3);
    SparkFixture.session()
        .createDataFrame(ratings, MadeRatings.SCHEMA)
        .repartition(4)
        .localCheckpoint()
        .createOrReplaceTempView("als_size");
    return ratings.size();
  }

  private static WatchedSession watched(FitPlace place) throws TimeoutException {
    Table table = Tables.training(SparkFixture.session(), config().data(), LocalDate.EPOCH);
    WatchedSession watched = WatchedSession.fromNow();
    try (watched) {
      new AlsTraining(config(), new KernelRuns(BackendPreference.SCALAR), place)
          .fit(table, RunCheckpoints.NONE);
    }
    return watched;
  }

  private static long jobs(FitSize size) {
    return size.rounds().stream().mapToLong(round -> round.count() * round.jobs()).sum();
  }

  @Test
  void factorsOverExecutorsCacheAndSendWhatIsTold() throws TimeoutException {
    FitSize size = size(FitPlace.EXECUTORS, view());
    WatchedSession watched = watched(FitPlace.EXECUTORS);
    assertThat(watched.peakStoredBytes())
        .as("%s", watched)
        .isCloseTo(size.storedBytes(), withinPercentage(25));
    assertThat(watched.shuffledBytes()).isCloseTo(size.shuffledBytes(), withinPercentage(25));
    assertThat((long) watched.jobs()).isEqualTo(jobs(size));
    assertThat(size.rounds().get(3).what()).isEqualTo("items solved");
    assertThat(size.rounds().get(3).count()).isEqualTo(ITERATIONS);
    assertThat(size.rounds().get(3).traffic())
        .isEqualTo(new Rounds.Traffic(0, USERS * 8 * Float.BYTES, ITEMS * 8 * Float.BYTES));
  }

  @Test
  void factorsInOneTaskCacheTheRatingsOnceAndSendNothing() throws TimeoutException {
    FitSize size = size(FitPlace.ONE_TASK, view());
    WatchedSession watched = watched(FitPlace.ONE_TASK);
    assertThat(watched.peakStoredBytes())
        .as("%s", watched)
        .isCloseTo(size.storedBytes(), withinPercentage(25));
    assertThat(watched.shuffledBytes()).isZero();
    assertThat(size.shuffledBytes()).isZero();
    assertThat((long) watched.jobs()).isEqualTo(jobs(size));
  }

  @Test
  @SuppressWarnings("unchecked")
  void thePlanIsOfTheTableAsItIsRead() {
    view();
    Map<String, Object> plan = PlannedFits.plan(config());
    assertThat(plan.get("place")).isEqualTo("one_task");
    List<Map<String, Object>> rounds = (List<Map<String, Object>>) plan.get("rounds");
    assertThat(rounds.get(2))
        .containsEntry("what", "items solved")
        .containsEntry("count", (long) ITERATIONS);
  }

  @ParameterizedTest(name = "{0} ratings of rank {1}, {2}, {3} bytes for storage: {4}")
  @CsvSource({
    "1000000, 14, EXECUTORS, 100000000000, ONE_TASK",
    "1000000, 15, EXECUTORS, 100000000000, EXECUTORS",
    "4000000, 1, EXECUTORS, 100000000000, EXECUTORS",
    "50000000, 32, LOCAL, 4150000000, ONE_TASK",
    "50000000, 32, LOCAL, 4140000000, EXECUTORS",
    "50000000, 250, LOCAL, 100000000000, EXECUTORS",
  })
  void takesFewRatingsAndInLocalModeWhatThereIsRoomForIntoOneTask(
      long ratings, int rank, Cluster.Mode mode, long storageBytes, FitPlace expected) {
    Cluster cluster = new Cluster(mode, 1, 2, storageBytes);
    AlsSize.Keys met = new AlsSize.Keys(200_000, 80_000);
    assertThat(AlsSize.place(ratings, met, rank, cluster)).isEqualTo(expected);
  }

  @Test
  void tellsTheRuleWithItsNumbers() {
    FitShape rows = new FitShape(1_000_000, 0, 4, 0, 1, 0, 0, 0);
    ModelConfig.Als als = (ModelConfig.Als) config().model();
    Cluster executors = new Cluster(Cluster.Mode.EXECUTORS, 3, 2, 1L << 30);
    FitSize size = AlsSize.of(als, rows, new AlsSize.Keys(1000, 500), executors);
    assertThat(size.place()).isEqualTo(FitPlace.ONE_TASK);
    assertThat(size.because())
        .isEqualTo(
            "1000000 ratings take 40384000 bytes with factors of 192000 at most; one task takes up to 134217728 bytes, 134217728 products a half step, of which there are 44000000 and factors of 268435456");
  }
}
