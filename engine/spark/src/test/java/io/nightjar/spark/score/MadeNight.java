package io.nightjar.spark.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.config.ScoreConfig;
import io.nightjar.config.output.OutputColumn;
import io.nightjar.config.output.OutputNames;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.TableOrigin;
import io.nightjar.spark.data.contract.RowRules;
import io.nightjar.spark.score.publish.PublishRequest.Repeat;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A night of made rows below a folder: scored by a model, and read as anybody reads scores. */
final class MadeNight {
  static final List<Row> ROWS = ScoreBench.rows(300, 8);
  static final LocalDate DATE = LocalDate.of(2026, 11, 19);

  private final Path temp;

  /**
   * @param temp where scores and quarantine go
   */
  MadeNight(Path temp) {
    this.temp = temp;
  }

  /** A config that keeps ids, and has most rows in quarantine where they must be. */
  ScoreConfig config(List<OutputColumn> columns, OutputNames names, int top) {
    Optional<String> quarantine = Optional.of(temp + "/quarantine");
    return MadeScoreConfig.in(temp, List.of("id"), quarantine)
        .mostQuarantined(0.9)
        .columns(columns)
        .names(names)
        .explainTop(top)
        .made();
  }

  /** Scores all rows; none is lost. */
  ScoreResult run(ScoreConfig config, ScoringModel model, RowRules rules, int partitions) {
    ScoreRequest request =
        new ScoreRequest(
            "churn", "n" + partitions, DATE, Repeat.SKIP, config, Optional.of("id"), rules, "1");
    Dataset<Row> rows = ScoreBench.table(ROWS).repartition(partitions);
    Table table = new Table(rows, new TableOrigin("made.parquet", "parquet", List.of()), List.of());
    ScoreResult result =
        BatchScoring.run(SparkFixture.session(), request, model, () -> ScoringInput.of(table));
    assertThat(result.rowsIn()).isEqualTo(ROWS.size());
    assertThat(result.rowsScored() + result.rowsQuarantined()).isEqualTo(ROWS.size());
    return result;
  }

  /** The scores by id. */
  Map<Long, Row> scores() {
    Map<Long, Row> byId = new HashMap<>();
    SparkFixture.session()
        .read()
        .parquet(temp + "/scores")
        .collectAsList()
        .forEach(row -> byId.put(row.getAs("id"), row));
    return byId;
  }
}
