package io.nightjar.spark.train.kmeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.nightjar.config.JobConfig;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.features.FeatureSpec;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.WatchedSession;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.read.Tables;
import io.nightjar.spark.plan.PlannedFits;
import io.nightjar.spark.train.FeatureFit;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.checkpoint.RunCheckpoints;
import io.nightjar.spark.train.size.Cluster;
import io.nightjar.spark.train.size.FitShape;
import io.nightjar.spark.train.size.FitSize;
import io.nightjar.spark.train.size.Rounds;
import io.nightjar.spark.train.task.FitPlace;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of fits beside what Spark measures of them. */
class KMeansSizeTest {
  private static final int ROWS = 40_000;
  private static final int COLUMNS = 16;

  @TempDir Path temp;

  /** Above 64 partitions their sums are merged on executors. */
  @ParameterizedTest
  @ValueSource(ints = {4, 80})
  void clustersOverExecutorsCacheAndSendWhatIsTold(int partitions) throws TimeoutException {
    JobConfig config =
        PlannedFits.config(
            PlannedFits.table(temp, ROWS, COLUMNS, 4),
            "type = kmeans, clusters = 32, max-iterations = 4, tolerance = 1e-9");
    Table table = Tables.training(SparkFixture.session(), config.data(), LocalDate.EPOCH);
    Table spread = table.withRows(table.rows().repartition(partitions).localCheckpoint());
    FeatureSpec features = FeatureFit.fit(spread, config.features(), config.data()).spec();
    FitSize size =
        KMeansSize.of(
            (ModelConfig.KMeans) config.model(),
            new FitShape(ROWS, 0, partitions, COLUMNS, 1, 0, 0, 0),
            new Cluster(Cluster.Mode.EXECUTORS, 2, 2, 1L << 30),
            FitPlace.EXECUTORS);

    WatchedSession watched = WatchedSession.fromNow();
    KMeansFit fit;
    try (watched) {
      fit =
          new KMeansTraining(config, new KernelRuns(BackendPreference.SCALAR), FitPlace.EXECUTORS)
              .fit(spread, ROWS, features, RunCheckpoints.NONE);
    }

    assertThat(size.place()).isEqualTo(FitPlace.EXECUTORS);
    assertThat(fit.facts()).containsEntry("iterations", "4");
    assertThat(watched.peakStoredBytes()).isCloseTo(size.storedBytes(), withinPercentage(25));
    assertThat(watched.shuffledBytes()).isCloseTo(size.shuffledBytes(), withinPercentage(25));
    long rounds = size.rounds().stream().skip(1).mapToLong(Rounds::count).sum();
    assertThat((long) watched.jobs()).isCloseTo(rounds, withinPercentage(25));
  }

  @ParameterizedTest(name = "{0} rows, {1}, {2} bytes for storage: {3}")
  @CsvSource({
    "1000000, EXECUTORS, 10000000, ONE_TASK",
    "5000000, EXECUTORS, 100000000000, EXECUTORS",
    "5000000, LOCAL, 1560000000, ONE_TASK",
    "5000000, LOCAL, 1550000000, EXECUTORS"
  })
  void takesSmallTablesAndInLocalModeWhatThereIsRoomForIntoOneTask(
      long rows, Cluster.Mode mode, long storageBytes, FitPlace expected) {
    Cluster cluster = new Cluster(mode, 1, 2, storageBytes);
    assertThat(KMeansSize.place(rows, COLUMNS, cluster)).isEqualTo(expected);
    FitSize size =
        KMeansSize.of(
            new ModelConfig.KMeans(8, 10, 1e-6, 2, true, 0),
            new FitShape(rows, 0, 4, COLUMNS, 1, 0, 0, 0),
            cluster);
    assertThat(size.place()).isEqualTo(expected);
    assertThat(size.because())
        .startsWith(
            "%d rows of %d bytes, and %d once they are scaled; one task takes up to "
                .formatted(rows, rows * 18 * 4, rows * (16 * 4 + 20)));
  }
}
