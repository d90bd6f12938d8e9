package io.nightjar.spark.train.als;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.NightjarException;
import io.nightjar.config.JobConfig;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.StoredRdds;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.read.Tables;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.checkpoint.CheckpointOrigin;
import io.nightjar.spark.train.checkpoint.RunCheckpoints;
import io.nightjar.spark.train.task.FitPlace;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same ratings in one task and on executors. */
class AlsPlacesTest {
  /** Enough for two blocks of a side. */
  private static final List<Row> RATINGS = MadeRatings.of(500, 300, 0.5, 31);

  private static final RunCheckpoints NO_CHECKPOINTS = RunCheckpoints.NONE;

  @TempDir Path temp;

  private static Table table(JobConfig config, List<Row> rows, int partitions) {
    MadeRatings.view("als_places", rows, partitions);
    return Tables.training(SparkFixture.session(), config.data(), LocalDate.EPOCH);
  }

  private static KernelRuns scalar() {
    return new KernelRuns(BackendPreference.SCALAR);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lambda = 0.05",
        "implicit = true, alpha = 2",
        "lambda = 0.05, non-negative = true",
      })
  void givesTheSameBitsInOneTaskAndOnExecutors(String kind) {
    JobConfig config = MadeRatings.config("als_places", "rank = 5, iterations = 2, " + kind);
    List<Row> rows = kind.contains("implicit") ? MadeRatings.strengths(RATINGS) : RATINGS;
    Table table = table(config, rows, 5);
    StoredRdds stored = StoredRdds.fromNow();
    KernelRuns inOneTask = scalar();
    KernelRuns onExecutors = scalar();
    AlsFit one = new AlsTraining(config, inOneTask, FitPlace.ONE_TASK).fit(table, NO_CHECKPOINTS);
    AlsFit all =
        new AlsTraining(config, onExecutors, FitPlace.EXECUTORS).fit(table, NO_CHECKPOINTS);
    assertThat(one.users()).isEqualTo(all.users());
    assertThat(one.items()).isEqualTo(all.items());
    assertThat(one.facts().get("objective")).isEqualTo(all.facts().get("objective"));
    assertThat(one.facts().get("solver")).endsWith("; all ratings in one task");
    assertThat(all.facts().get("solver"))
        .endsWith("; the other side's factors are broadcast whole");
    assertThat(stored.since()).isEmpty();
    assertThat(inOneTask.uses())
        .extracting(KernelUse::kernel)
        .isEqualTo(onExecutors.uses().stream().map(KernelUse::kernel).toList())
        .contains("normal-equations", "cholesky-solve");
  }

  @Test
  void goesOnOnExecutorsFromWhatATaskLeft() {
    JobConfig config = MadeRatings.config("als_places", "rank = 3, iterations = 5");
    Table table = table(config, MadeRatings.of(60, 40, 0.5, 32), 3);
    RunCheckpoints run =
        RunCheckpoints.in(
            temp.toString(),
            2,
            new CheckpointOrigin("data", "config", "build"),
            SparkFixture.session().sparkContext().hadoopConfiguration());
    AlsFit inATask = new AlsTraining(config, scalar(), FitPlace.ONE_TASK).fit(table, run);
    AlsFit onExecutors = new AlsTraining(config, scalar(), FitPlace.EXECUTORS).fit(table, run);
    assertThat(inATask.warnings()).isEmpty();
    assertThat(onExecutors.warnings())
        .singleElement()
        .asString()
        .startsWith("the fit went on from file:" + temp);
    assertThat(onExecutors.users()).isEqualTo(inATask.users());
    assertThat(onExecutors.items()).isEqualTo(inATask.items());
  }

  @ParameterizedTest
  @EnumSource(FitPlace.class)
  void namesThePairThatIsThereTwiceAndFreesWhatItStored(FitPlace place) {
    JobConfig config = MadeRatings.config("als_places", "rank = 2");
    List<Row> rows = new ArrayList<>(MadeRatings.of(20, 10, 0.6, 33));
    rows.add(RowFactory.create(5, "x", 1.0));
    rows.add(RowFactory.create(5, "x", 2.0));
    Table table = table(config, rows, 4);
    StoredRdds stored = StoredRdds.fromNow();
    assertThatThrownBy(() -> new AlsTraining(config, scalar(), place).fit(table, NO_CHECKPOINTS))
        .isInstanceOf(NightjarException.class)
        .hasMessageContaining("such as user = 5 and item = x; keep one rating of each pair");
    assertThat(stored.since()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(FitPlace.class)
  void tellsWhoseFactorsHaveNoSolution(FitPlace place) {
    JobConfig config = MadeRatings.config("als_places", "rank = 3, lambda = 0");
    Row alone = RowFactory.create(7, "only", 4.0);
    Table table = table(config, List.of(alone, RowFactory.create(8, "other", 2.0)), 2);
    assertThatThrownBy(() -> new AlsTraining(config, scalar(), place).fit(table, NO_CHECKPOINTS))
        .isInstanceOf(NightjarException.class)
        .hasMessageStartingWith(
            "model.item: the factors of only have no finite solution with model.lambda = 0.0");
  }
}
