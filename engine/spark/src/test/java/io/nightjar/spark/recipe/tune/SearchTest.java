package io.nightjar.spark.recipe.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.JobConfig;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.CatalogTable;
import io.nightjar.spark.data.Snapshot;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.contract.LabelCheck;
import io.nightjar.spark.run.RunContext;
import io.nightjar.spark.run.RunIdentity;
import io.nightjar.spark.run.RunRecord;
import io.nightjar.spark.run.Stages;
import io.nightjar.spark.train.Targets;
import io.nightjar.spark.train.TrainingRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTest {
  @TempDir java.nio.file.Path folder;

  /** Nothing is left of a fold's rows by the first budget: no trial is tried. */
  @Test
  void thatEndsBeforeItsTrialsSaysWhy() {
    JobConfig job =
        TrainingRuns.parse(
            """
            name = t
            data { source = t, label = y, id = id }
            model { type = linear }
            tune {
              metric = rmse, method = successive-halving, folds.count = 2
              halving { budget = rows, least-share = 0.001, factor = 10 }
              ranges { model.lambda = [0, 0.1, 1] }
            }
            """);
    RunRecord record = record();
    RunContext run = run(job, record);

    assertThatThrownBy(() -> search(run, 12))
        .isInstanceOfSatisfying(
            NightjarException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.DATA))
        .hasMessageMatching(
            "made: a share of 0.00\\d+ leaves none of a fold's \\d+ training rows; give more rows, or"
                + " a larger tune.halving.least-share");
    assertThat(((Map<?, ?>) record.get("tune")).get("trials"))
        .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
        .extracting(trial -> trial.get("trial") + " " + trial.get("status"))
        .containsExactly("1 stopped", "2 stopped", "3 stopped");
  }

  @Test
  void thatIsRunAgainTakesUpTheFitsThatWereDone() throws IOException {
    RunRecord first = record();
    RunRecord second = record();
    JobConfig best = search(run(grid("[0, 0.1, 1]"), first), 60);
    List<java.nio.file.Path> kept = kept();
    assertThat(kept).hasSize(6);
    assertThat(first.warnings()).isEmpty();

    Files.delete(kept.get(0));
    Files.writeString(kept.get(1), "{}");
    JobConfig again = search(run(grid("[0, 0.1, 1]"), second), 60);

    assertThat(again.configSha256()).isEqualTo(best.configSha256());
    assertThat(scores(second)).isEqualTo(scores(first));
    assertThat(second.warnings())
        .satisfiesExactly(
            one ->
                assertThat(one)
                    .startsWith(
                        "the search took up 4 fits that were done when this run was stopped"),
            two ->
                assertThat(two)
                    .endsWith(
                        "1 were made anew: the SHA-256 is not what the file's name says: damaged"));
    assertThat(kept()).hasSizeGreaterThanOrEqualTo(6);
  }

  @Test
  void thatIsAnotherOneTakesUpNothing() throws IOException {
    search(run(grid("[0, 0.1]"), record()), 60);
    RunRecord record = record();
    search(run(grid("[0, 1]"), record), 60);

    assertThat(record.warnings())
        .singleElement()
        .asString()
        .contains("4 were made anew: the config's SHA-256 was ", " and is ");
  }

  private List<java.nio.file.Path> kept() throws IOException {
    try (Stream<java.nio.file.Path> files = Files.list(folder.resolve("kept"))) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  /** The folds' values of each trial. */
  private static List<?> scores(RunRecord record) {
    List<?> trials = (List<?>) ((Map<?, ?>) record.get("tune")).get("trials");
    return trials.stream()
        .map(trial -> (List<?>) ((Map<?, ?>) trial).get("rungs"))
        .map(rungs -> ((Map<?, ?>) rungs.get(0)).get("folds"))
        .toList();
  }

  private static JobConfig grid(String lambdas) {
    return TrainingRuns.parse(
        """
        name = t
        data { source = t, label = y, id = id }
        model { type = linear }
        tune { metric = rmse, method = grid, folds.count = 2, ranges { model.lambda = %s } }
        """
            .formatted(lambdas));
  }

  private static RunRecord record() {
    return new RunRecord(new RunIdentity("tune", "t", LocalDate.of(2026, 11, 27)));
  }

  private static RunContext run(JobConfig job, RunRecord record) {
    return new RunContext(
        job, record, new Stages(line -> {}), SparkFixture.session(), RunContext.Republish.NEW_RUNS);
  }

  private JobConfig search(RunContext run, int rows) {
    Table table = table(rows);
    JobConfig job = run.config();
    SearchData data =
        new SearchData(
            table,
            LabelCheck.require(table, job.data(), Targets.kind(job.model())),
            Snapshot.of(table));
    Path root = new Path(folder.toUri());
    return Search.best(run, data, new Path(root, "scratch"), new Path(root, "kept"));
  }

  private static Table table(int rows) {
    StructType schema =
        new StructType()
            .add("id", DataTypes.LongType)
            .add("x", DataTypes.DoubleType)
            .add("y", DataTypes.DoubleType);
    List<Row> made =
        IntStream.range(0, rows)
            .mapToObj(i -> RowFactory.create((long) i, i / 7.0, i % 5 + 0.5 * i))
            .toList();
    return CatalogTable.of("made", SparkFixture.session().createDataFrame(made, schema));
  }
}
