package io.nightjar.spark.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.config.ScoreConfig;
import io.nightjar.config.ScoreConfig.OutputFormat;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.model.LinearModel;
import io.nightjar.model.Task;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.TestConfigs;
import io.nightjar.spark.data.contract.RowRules;
import io.nightjar.spark.data.read.Tables;
import io.nightjar.spark.score.publish.PublishRequest.Repeat;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From Delta to Delta and from Iceberg to Iceberg, with the bits of Parquet to Parquet. */
class LakeScoringTest {
  private static final LocalDate NIGHT = LocalDate.of(2026, 11, 19);
  private static final List<Row> ROWS = ScoreBench.rows(200, 5);

  @TempDir Path temp;
  private final SparkSession spark = SparkFixture.session();

  private ScoreConfig config(OutputFormat format, String output, String quarantine) {
    MadeScoreConfig config =
        MadeScoreConfig.in(temp, List.of("id", "extra"), Optional.of(quarantine))
            .output(output)
            .format(format);
    return (format == OutputFormat.ICEBERG ? config.staging(temp + "/staging") : config).made();
  }

  private ScoreResult run(ScoreConfig config, String source) {
    LinearModel linear = ScoreBench.model(Task.BINARY);
    ScoringModel model =
        new ScoringModel(
            "churn",
            7,
            "ab12",
            linear,
            new KernelTableScorer(spark, linear, BackendPreference.SCALAR, 64),
            List.of());
    ScoreRequest request =
        new ScoreRequest(
            "churn",
            "night-1",
            NIGHT,
            Repeat.SKIP,
            config,
            Optional.of("id"),
            RowRules.none(),
            "0.1.0");
    return BatchScoring.run(
        spark,
        request,
        model,
        () ->
            ScoringInput.of(
                Tables.open(spark, TestConfigs.data(source, "y", "id"), source, NIGHT)));
  }

  private List<Row> parquet() {
    String source = temp + "/in";
    ScoreBench.table(ROWS).repartition(3).write().parquet(source);
    ScoreResult result = run(config(OutputFormat.PARQUET, temp + "/scores", temp + "/bad"), source);
    assertThat(result.published()).isTrue();
    return rows(spark.read().parquet(temp + "/scores"));
  }

  private static List<Row> rows(Dataset<Row> scores) {
    return scores.drop("scored_at").orderBy("id").collectAsList();
  }

  private void sameAsParquet(ScoreConfig config, String source, String seen) {
    ScoreResult result = run(config, source);
    assertThat(result.published()).isTrue();
    assertThat(result.rowsIn()).isEqualTo(200);
    assertThat(result.rowsQuarantined()).isPositive();
    assertThat(result.input()).matches(".*, (delta|iceberg) \\d+, committed .*, 200 rows, .*");
    assertThat(rows(spark.table(seen))).isEqualTo(parquet());

    ScoreResult again = run(config, source);
    assertThat(again.alreadyPublished()).isTrue();
    assertThat(again.input()).isEqualTo(result.input());
  }

  @Test
  void scoresFromDeltaToDeltaAsFromParquetToParquet() {
    String source = temp + "/delta-in";
    ScoreBench.table(ROWS).repartition(3).write().format("delta").save(source);
    String output = temp + "/delta-out";
    ScoreConfig config = config(OutputFormat.DELTA, output, temp + "/delta-bad");
    sameAsParquet(config, source, "delta.`" + output + "`");
  }

  @Test
  void scoresFromIcebergToIcebergAsFromParquetToParquet() throws Exception {
    String schema = "lake.s" + UUID.randomUUID().toString().replace("-", "");
    spark.sql("CREATE SCHEMA " + schema);
    ScoreBench.table(ROWS).repartition(3).writeTo(schema + ".input").using("iceberg").create();
    ScoreConfig config = config(OutputFormat.ICEBERG, schema + ".scores", schema + ".bad");
    sameAsParquet(config, schema + ".input", schema + ".scores");
  }
}
