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
            0);

    WatchedSession watched = WatchedSession.fromNow();
    KMeansFit fit;
    try (watched) {
      fit =
          new KMeansTraining(config, new KernelRuns(BackendPreference.SCALAR), 0)
              .fit(spread, ROWS, features, RunCheckpoints.NONE);
    }

    assertThat(size.place()).isEqualTo(FitPlace.EXECUTORS);
    assertThat(fit.facts()).containsEntry("iterations", "4");
    assertThat(watched.peakStoredBytes()).isCloseTo(size.storedBytes(), withinPercentage(25));
    assertThat(watched.shuffledBytes()).isCloseTo(size.shuffledBytes(), withinPercentage(25));
    long rounds = size.rounds().stream().skip(1).mapToLong(Rounds::count).sum();
    assertThat((long) watched.jobs()).isCloseTo(rounds, withinPercentage(25));
  }
}
