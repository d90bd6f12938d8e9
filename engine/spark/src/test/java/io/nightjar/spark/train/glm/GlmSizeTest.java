package io.nightjar.spark.train.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.nightjar.config.JobConfig;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.design.LinearDesign;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.linear.GlmLoss;
import io.nightjar.model.Link;
import io.nightjar.model.Target;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.WatchedSession;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.read.Tables;
import io.nightjar.spark.plan.PlannedFits;
import io.nightjar.spark.train.FeatureFit;
import io.nightjar.spark.train.block.BlockPlan;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.block.LabelledBlocks;
import io.nightjar.spark.train.glm.objective.GlmSpec;
import io.nightjar.spark.train.size.Cluster;
import io.nightjar.spark.train.size.FitShape;
import io.nightjar.spark.train.size.FitSize;
import io.nightjar.spark.train.size.Rounds;
import io.nightjar.spark.train.size.Rounds.Known;
import io.nightjar.spark.train.task.FitPlace;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of fits beside what Spark measures of them. */
class GlmSizeTest {
  private static final int ROWS = 40_000;
  private static final int COLUMNS = 40;

  @TempDir Path temp;

  private static FitSize size(JobConfig config, long rows, int partitions) {
    return GlmSize.of(
        ((ModelConfig.Linear) config.model()).glm(),
        GlmLoss.SQUARED,
        new FitShape(rows, 0, partitions, COLUMNS, 1, 0, 0, 0),
        new Cluster(Cluster.Mode.EXECUTORS, 2, 2, 1L << 30));
  }

  @Test
  void categoriesThatAreNotWrittenOutTakeTheirPlacesAlone() {
    JobConfig config =
        PlannedFits.config(PlannedFits.table(temp, 100, COLUMNS, 1), "type = linear");
    Cluster cluster = new Cluster(Cluster.Mode.EXECUTORS, 2, 2, 1L << 30);
    FitShape written = new FitShape(ROWS, 0, 4, 2000, 1, 0, 0, 0);
    FitShape oneHot = new FitShape(ROWS, 0, 4, 2000, 3, 1, 0, 0, 0);
    var glm = ((ModelConfig.Linear) config.model()).glm();
    assertThat(GlmSize.of(glm, GlmLoss.SQUARED, written, cluster).place())
        .isEqualTo(FitPlace.EXECUTORS);
    assertThat(GlmSize.of(glm, GlmLoss.SQUARED, oneHot, cluster).place())
        .isEqualTo(FitPlace.ONE_TASK);
  }

  /** The solver over executors, whatever the number of rows; the rule of places is told apart. */
  @ParameterizedTest
  @ValueSource(ints = {4, 80})
  void normalEquationsOverExecutorsCacheAndSendWhatIsTold(int partitions) throws TimeoutException {
    JobConfig config =
        PlannedFits.config(PlannedFits.table(temp, ROWS, COLUMNS, 4), "type = linear");
    Table table = Tables.training(SparkFixture.session(), config.data(), LocalDate.EPOCH);
    Table spread = table.withRows(table.rows().repartition(partitions).localCheckpoint());
    FeatureSpec features = FeatureFit.fit(spread, config.features(), config.data()).spec();
    KernelRuns runs = new KernelRuns(BackendPreference.SCALAR);
    ModelConfig.Glm solver = ((ModelConfig.Linear) config.model()).glm();
    BlockPlan plan =
        new GlmTraining(config, solver, Link.IDENTITY, runs).plan(features, Target.regression("y"));
    GlmSpec spec = new GlmSpec(GlmLoss.SQUARED, 1, LinearDesign.of(features).names(), 0, solver);
    long most = 200L * LabelledBlocks.SMALL_BYTES / GlmSize.boundBytes(1, COLUMNS);
    FitSize large = size(config, most, partitions);

    WatchedSession watched = WatchedSession.fromNow();
    try (watched;
        LabelledBlocks blocks = LabelledBlocks.of(spread, plan)) {
      new GlmSolver(blocks, spec, runs).fit();
    }

    assertThat(large.place()).isEqualTo(FitPlace.EXECUTORS);
    assertThat(watched.peakStoredBytes())
        .isCloseTo(large.storedBytes() * ROWS / most, withinPercentage(25));
    long passes =
        large.rounds().stream()
            .skip(1)
            .filter(round -> round.known() == Known.EXACT)
            .mapToLong(Rounds::count)
            .sum();
    assertThat((long) watched.jobs()).isEqualTo(passes);
    assertThat(watched.shuffledBytes()).isCloseTo(large.shuffledBytes(), withinPercentage(25));
  }

  @Test
  void smallTablesAreFittedInOneTask() {
    JobConfig config = PlannedFits.config("nowhere", "type = linear");
    long most = LabelledBlocks.SMALL_BYTES / GlmSize.boundBytes(1, COLUMNS);

    assertThat(size(config, most, 4).place()).isEqualTo(FitPlace.ONE_TASK);
    assertThat(size(config, most + 1, 4).place()).isEqualTo(FitPlace.EXECUTORS);
    assertThat(size(config, most + 1, 4).because())
        .isEqualTo(
            "%d rows, at most %d bytes; one task takes up to %d bytes"
                .formatted(
                    most + 1, GlmSize.boundBytes(most + 1, COLUMNS), LabelledBlocks.SMALL_BYTES));
  }
}
