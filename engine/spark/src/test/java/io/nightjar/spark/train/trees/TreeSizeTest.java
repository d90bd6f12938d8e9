package io.nightjar.spark.train.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.nightjar.config.JobConfig;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.features.FeatureSpec;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.WatchedSession;
import io.nightjar.spark.data.Split;
import io.nightjar.spark.data.Splits;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.contract.LabelCheck;
import io.nightjar.spark.data.read.Tables;
import io.nightjar.spark.plan.PlannedFits;
import io.nightjar.spark.train.FeatureFit;
import io.nightjar.spark.train.Targets;
import io.nightjar.spark.train.checkpoint.Continuation;
import io.nightjar.spark.train.size.Cluster;
import io.nightjar.spark.train.size.FitShape;
import io.nightjar.spark.train.size.FitSize;
import io.nightjar.spark.train.size.Held;
import io.nightjar.spark.train.size.Rounds;
import io.nightjar.spark.train.task.FitPlace;
import io.nightjar.spark.train.trees.distributed.HistogramTraffic;
import io.nightjar.spark.train.trees.split.SplitFinder;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of fits beside what Spark measures of them. */
class TreeSizeTest {
  private static final int ROWS = 40_000;
  private static final int COLUMNS = 20;
  private static final int TREES = 6;
  private static final int PARTITIONS = 4;

  @TempDir Path temp;

  private JobConfig config() {
    return config(ROWS, TREES);
  }

  private JobConfig config(long rows, int trees) {
    return PlannedFits.config(
        PlannedFits.table(temp.resolve(rows + "-" + trees), rows, COLUMNS, PARTITIONS),
        "type = gbt, depth = 4, trees = " + trees);
  }

  private static FitSize size(JobConfig config, int partitions, long storageBytes) {
    FitShape shape = new FitShape(ROWS, 0, partitions, COLUMNS, 1, 0, 0, 0);
    Cluster cluster = new Cluster(Cluster.Mode.EXECUTORS, 2, 2, storageBytes);
    return TreeSize.of((ModelConfig.Gbt) config.model(), shape, cluster);
  }

  private static TreeTraining training(JobConfig config, Table table, FitPlace place) {
    Split split = Splits.of(table, Optional.empty(), config.data(), config.split());
    FeatureSpec features = FeatureFit.fit(table, config.features(), config.data()).spec();
    var labels = LabelCheck.require(table, config.data(), Targets.kind(config.model()));
    return new TreeTraining(
        config,
        split,
        features,
        Targets.of(config.model(), config.data(), labels),
        Optional.empty(),
        place);
  }

  private static Table open(JobConfig config) {
    return Tables.training(SparkFixture.session(), config.data(), LocalDate.of(2026, 11, 19));
  }

  @Test
  void growingOverExecutorsCachesAndSendsWhatIsTold() throws TimeoutException {
    JobConfig config = config();
    Table table = open(config);
    FitSize size = size(config, table.rows().javaRDD().getNumPartitions(), 1);
    TreeTraining training = training(config, table, FitPlace.EXECUTORS);

    WatchedSession watched = WatchedSession.fromNow();
    TreeFit fit;
    try (watched;
        TreeFits rows = training.rows()) {
      fit = training.fit(rows, Continuation.none());
    }

    assertThat(size.place()).isEqualTo(FitPlace.EXECUTORS);
    Rounds trees = size.rounds().get(2);
    assertThat(trees.count()).isEqualTo(fit.ensemble().trees()).isEqualTo(TREES);
    assertThat(watched.peakStoredBytes()).isCloseTo(size.storedBytes(), withinPercentage(25));
    assertThat(watched.shuffledBytes()).isCloseTo(size.shuffledBytes(), withinPercentage(25));
    // The label's sums and the bins take a job each.
    assertThat((long) watched.jobs())
        .isCloseTo(trees.jobs() * trees.count() + 2, withinPercentage(25));
  }

  private WatchedSession grown(long rows, int trees) throws TimeoutException {
    JobConfig config = config(rows, trees);
    TreeTraining training = training(config, open(config), FitPlace.EXECUTORS);
    WatchedSession watched = WatchedSession.fromNow();
    try (watched;
        TreeFits fits = training.rows()) {
      training.fit(fits, Continuation.none());
    }
    return watched;
  }

  @Test
  void eachTreeSendsTheHistogramsOfItsFormulaAndTheDriverNoMoreOfMoreRows()
      throws TimeoutException {
    WatchedSession few = grown(ROWS, 2);
    WatchedSession many = grown(ROWS, TREES);
    // A full tree of depth 4: the root, and one of each two children on three levels.
    int nodes = 1 + 1 + 2 + 4;
    int slices = SplitFinder.Slice.slices(COLUMNS);
    long more = TREES - 2;
    assertThat(many.shuffledRecords() - few.shuffledRecords())
        .isEqualTo(more * nodes * PARTITIONS * slices);
    long bytes = HistogramTraffic.bytes(nodes, PARTITIONS, COLUMNS);
    assertThat(many.shuffledBytes() - few.shuffledBytes())
        .isCloseTo(more * bytes, withinPercentage(1));
    assertThat(grown(10 * ROWS, 2).resultBytes())
        .isCloseTo(few.resultBytes(), withinPercentage(10));
  }

  @Test
  void growingInOneTaskBinsItsRowsIntoWhatIsTold() throws TimeoutException {
    JobConfig config = config();
    Table table = open(config);
    FitSize size = size(config, 4, 1L << 40);
    TreeTraining training = training(config, table, FitPlace.ONE_TASK);

    WatchedSession watched = WatchedSession.fromNow();
    try (watched;
        TreeFits rows = training.rows().kept()) {
      training.fit(rows, Continuation.none());
    }

    // Kept for further fits, the binned rows lie beside those as read, and Spark measures both.
    long binned =
        size.held().stream()
            .filter(held -> held.what().equals("binned rows"))
            .mapToLong(Held::bytes)
            .sum();
    assertThat(size.place()).isEqualTo(FitPlace.ONE_TASK);
    assertThat(watched.peakStoredBytes())
        .isCloseTo(size.storedBytes() + binned, withinPercentage(25));
    assertThat(watched.shuffledBytes()).isEqualTo(size.shuffledBytes()).isZero();
  }
}
