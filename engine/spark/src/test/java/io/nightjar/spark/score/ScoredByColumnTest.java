package io.nightjar.spark.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.config.ScoreConfig;
import io.nightjar.config.output.OutputColumn;
import io.nightjar.model.Model;
import io.nightjar.model.Task;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.TableOrigin;
import io.nightjar.spark.data.contract.RowRules;
import io.nightjar.spark.score.publish.PublishRequest.Repeat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scores written by column; the oracle is the same table written row by row. */
class ScoredByColumnTest {
  private static final LocalDate NIGHT = LocalDate.of(2026, 11, 19);
  private static final int ROWS = 1200;
  private static final List<OutputColumn> ALL = List.of(OutputColumn.values());
  private static final List<String> KEPT =
      List.of(
          "id", "extra", "age", "day", "at", "local", "amount", "share", "ratio", "big", "tiny",
          "bytes", "member");

  @TempDir static Path in;
  @TempDir Path temp;
  private static SparkSession spark;
  private static Dataset<Row> files;

  /** Two files of several row groups each, with columns of every type that can be kept. */
  @BeforeAll
  static void write() {
    spark = SparkFixture.session();
    String path = in + "/table";
    ScoreBench.table(ScoreBench.rows(ROWS, 8))
        .selectExpr(
            "*",
            "if(id % 11 = 3, null, date_add(date '2020-02-28', cast(id as int))) as day",
            "timestamp_micros(id * 86400123456) as at",
            "cast(timestamp_micros(id * 1000003) as timestamp_ntz) as local",
            "if(id % 7 = 2, null, cast(id * 1.0001 as decimal(22, 4))) as amount",
            "cast(id % 100 / 4 as decimal(6, 2)) as share",
            "cast(id % 12 as float) / 10 as ratio",
            "9007199254740993 + id % 5 as big",
            "cast(id % 50 as byte) as tiny",
            "cast(extra as binary) as bytes")
        .repartition(2)
        .write()
        .option("parquet.block.size", 20_000)
        .parquet(path);
    files = spark.read().parquet(path);
  }

  private ScoreConfig config(List<OutputColumn> columns, int top, Optional<String> quarantine) {
    return MadeScoreConfig.in(temp, KEPT, quarantine)
        .mostQuarantined(1)
        .columns(columns)
        .explainTop(top)
        .made();
  }

  private ScoreConfig config(List<OutputColumn> columns, int top) {
    return config(columns, top, Optional.of(temp + "/quarantine"));
  }

  private RowRules rules(String contract) throws IOException {
    return ScoreBench.rules(temp, contract);
  }

  /**
   * What a run published.
   *
   * @param scores rows by id, without what differs from run to run
   * @param quarantine rows by what they say
   */
  private record Night(ScoreResult result, List<Row> scores, List<Row> quarantine) {}

  private Night night(ScoreConfig config, ScoringModel model, RowRules rules, Dataset<Row> rows) {
    String runId = "n" + System.identityHashCode(rows);
    ScoreRequest request =
        new ScoreRequest("churn", runId, NIGHT, Repeat.SKIP, config, Optional.of("id"), rules, "1");
    Table table = new Table(rows, new TableOrigin("made.parquet", "parquet", List.of()), List.of());
    ScoreResult result = BatchScoring.run(spark, request, model, () -> ScoringInput.of(table));
    assertThat(result.rowsIn()).isEqualTo(ROWS);
    assertThat(result.rowsScored() + result.rowsQuarantined()).isEqualTo(ROWS);
    return new Night(
        result,
        read("scores").drop("run_id", "scored_at").orderBy("id").collectAsList(),
        read("quarantine").orderBy("id", "reason").collectAsList());
  }

  private Dataset<Row> read(String table) {
    return spark.read().parquet(temp + "/" + table + "/run-date=" + NIGHT);
  }

  /** Scores by column and row by row, which a filter makes it do, and finds the same. */
  private Night sameBothWays(ScoreConfig config, ScoringModel model, RowRules rules) {
    Night byColumn = night(config, model, rules, files);
    assertThat(byColumn.result().rowByRow()).isEmpty();
    Night byRow = night(config, model, rules, files.where("id >= 0"));
    assertThat(byRow.result().rowByRow()).isPresent();

    assertThat(byColumn.scores()).isEqualTo(byRow.scores()).isNotEmpty();
    assertThat(byColumn.scores().get(0).schema()).isEqualTo(byRow.scores().get(0).schema());
    assertThat(byColumn.quarantine()).isEqualTo(byRow.quarantine()).isNotEmpty();
    assertThat(byColumn.result().rowsScored()).isEqualTo(byRow.result().rowsScored());
    assertThat(byColumn.result().rowsQuarantined()).isEqualTo(byRow.result().rowsQuarantined());
    assertThat(byColumn.result().agreements())
        .usingRecursiveComparison()
        .isEqualTo(byRow.result().agreements());
    return byColumn;
  }

  @ParameterizedTest
  @EnumSource(names = {"BINARY", "MULTICLASS", "REGRESSION", "ANOMALY"})
  void leavesOutRowsThatCannotBeScored(Task task) {
    ScoreConfig config = config(ALL, 2);
    Model champion = task == Task.ANOMALY ? ScoreBench.trees(task) : ScoreBench.model(task);
    Night night =
        sameBothWays(config, ScoreBench.model(config, champion, Map.of()), RowRules.none());
    assertThat(night.quarantine())
        .allMatch(row -> row.<String>getAs("reason").equals("pay is Infinity; must be finite"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "age { min = 20, max = 60, nulls = 0, action = quarantine }, ratio { min = 0.1, max = 1.0,"
            + " action = quarantine }, amount { max = 1100.27, nulls = 0, type = double, action ="
            + " quarantine }, big { min = 9007199254740994, action = quarantine }",
        "sex { in = [Male, Female, \"?\"], action = quarantine }, extra { regex = \"extra .*[^7]\","
            + " action = quarantine }, ratio { in = [\"0.1\", \"0.2\", \"0\", \"1\", \"1.1\", \"0.7\"],"
            + " action = quarantine }, big { in = [\"9007199254740993\", \"9007199254740996\"], action"
            + " = quarantine }",
        "tiny { in = [\"0\", \"1\", \"7\", \"48\"], type = long, action = quarantine }, share { type ="
            + " int, action = quarantine }, day { nulls = 0, regex = \".*-[012].\", action ="
            + " quarantine }",
        "share { in = [\"0\", \"7.5\", \"8.25\", \"9\", \"24\"], action = quarantine }, at { regex ="
            + " \".*12.*\", action = quarantine }",
        "local { type = timestamp, action = quarantine }, member { nulls = 0, in = [\"true\"], action"
            + " = quarantine }, pay { max = 20, nulls = 0, action = quarantine }",
        "pay { type = int, min = 0, action = quarantine }"
      })
  void leavesOutRowsThatBreakTheContract(String contract) throws IOException {
    ScoreConfig config = config(List.of(OutputColumn.PREDICTION), 0);
    Night night =
        sameBothWays(
            config,
            ScoreBench.model(config, ScoreBench.model(Task.BINARY), Map.of()),
            rules(contract));
    assertThat(night.quarantine())
        .anyMatch(row -> row.<String>getAs("reason").contains("the contract asks for"));
  }

  @ParameterizedTest
  @EnumSource(names = {"BINARY", "MULTICLASS", "REGRESSION"})
  void writesChallengersBesideAndComparesThem(Task task) throws IOException {
    ScoreConfig config = config(ALL, 1);
    Map<String, Model> others =
        Map.of("linear", ScoreBench.model(task), "other", ScoreBench.model(task, 5));
    ScoringModel model = ScoreBench.model(config, ScoreBench.trees(task), others);
    Night night =
        sameBothWays(config, model, rules("age { min = 20, nulls = 0, action = quarantine }"));
    assertThat(night.result().agreements()).hasSize(2);
    night
        .result()
        .agreements()
        .forEach(agreement -> assertThat(agreement.rows()).isEqualTo(night.scores().size()));
  }

  @Test
  void writesRowByRowWhereChallengersCannotBeComparedByWhatIsWritten() {
    ScoreConfig config = config(List.of(OutputColumn.PREDICTION), 0);
    Map<String, Model> others = Map.of("linear", ScoreBench.model(Task.BINARY));
    ScoringModel model = ScoreBench.model(config, ScoreBench.trees(Task.BINARY), others);
    ScoreResult result = night(config, model, RowRules.none(), files).result();
    assertThat(result.rowByRow().orElseThrow())
        .startsWith("challengers are compared by columns that score.columns leaves out");

    ScoreConfig all = config(ALL, 0);
    assertThat(
            night(
                all,
                ScoreBench.model(all, model.model(), others),
                RowRules.none(),
                files.select("*")))
        .extracting(night -> night.result().agreements())
        .usingRecursiveComparison()
        .isEqualTo(result.agreements());
  }

  @Test
  void writesRowByRowWhereARuleLooksAtWhatNoBatchHolds() throws IOException {
    ScoreConfig config = config(ALL, 0);
    ScoringModel model = ScoreBench.model(config, ScoreBench.model(Task.BINARY), Map.of());
    RowRules rules = rules("bytes { nulls = 0, action = quarantine }");
    assertThat(night(config, model, rules, files).result().rowByRow())
        .contains("the contract has a rule for \"bytes\", whose type is binary");
  }

  @Test
  void namesTheColumnOfARuleThatIsNotThere() throws IOException {
    ScoreConfig config = config(ALL, 0);
    ScoringModel model = ScoreBench.model(config, ScoreBench.model(Task.BINARY), Map.of());
    RowRules rules = rules("ages { nulls = 0, action = quarantine }");
    assertThatThrownBy(() -> night(config, model, rules, files))
        .hasMessage("made.parquet: has no column \"ages\"; did you mean \"age\"?");
  }

  @Test
  void stopsAtTooManyRowsWithExamples() throws IOException {
    ScoreConfig none = config(ALL, 0, Optional.empty());
    ScoringModel model = ScoreBench.model(none, ScoreBench.model(Task.BINARY), Map.of());
    RowRules rules = rules("age { min = 20, action = quarantine }");
    for (Dataset<Row> rows : List.of(files, files.where("id >= 0"))) {
      assertThatThrownBy(() -> night(none, model, rules, rows))
          .hasMessageMatching(
              "made.parquet: \\d+ of 1200 rows \\(\\S+%\\) can't be scored, and score.quarantine is"
                  + " not set, such as id \\d+ \\(.*\\), id .*; nothing was published: mend the"
                  + " rows, or set score.quarantine to a folder for them");
    }
    assertThat(temp.resolve("scores/run-date=" + NIGHT)).doesNotExist();
  }
}
