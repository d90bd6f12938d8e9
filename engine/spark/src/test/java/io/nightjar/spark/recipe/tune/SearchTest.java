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
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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
    RunRecord record = new RunRecord(new RunIdentity("tune", "t", LocalDate.of(2026, 11, 27)));
    RunContext run =
        new RunContext(
            job,
            record,
            new Stages(line -> {}),
            SparkFixture.session(),
            RunContext.Republish.NEW_RUNS);
    Table table = table(12);
    SearchData data =
        new SearchData(
            table,
            LabelCheck.require(table, job.data(), Targets.kind(job.model())),
            Snapshot.of(table));

    assertThatThrownBy(() -> Search.best(run, data, new Path(folder.toUri())))
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
