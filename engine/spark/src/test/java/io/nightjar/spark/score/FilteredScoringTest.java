package io.nightjar.spark.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.config.output.OutputColumn;
import io.nightjar.model.Model;
import io.nightjar.model.Task;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.TableOrigin;
import io.nightjar.spark.data.contract.RowRules;
import io.nightjar.spark.score.ScoreResult.Filtered;
import io.nightjar.spark.score.publish.PublishRequest.Repeat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Scores of rows that keep {@code score.where}. The oracle is Spark's filter: on the published
 * scores of all rows, or before rows are scored one by one.
 */
class FilteredScoringTest {
  private static final LocalDate NIGHT = LocalDate.of(2026, 11, 19);
  private static final int ROWS = 1200;
  private static final List<OutputColumn> WRITTEN =
      List.of(OutputColumn.PREDICTION, OutputColumn.PROBABILITY, OutputColumn.MODEL);
  private static final List<String> KEPT = List.of("id", "extra", "day", "amount", "list");

  @TempDir static Path in;
  @TempDir Path temp;
  private static SparkSession spark;
  private static Dataset<Row> files;
  private static Night all;

  /** Files of several row groups each, in the order of ids. */
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
            "cast(id % 12 as float) / 10 as ratio",
            "cast(id % 50 as byte) as tiny",
            "cast(extra as binary) as bytes",
            "if(id % 5 = 0, null, array(id, null)) as list",
            "cast(null as string) as none")
        .repartitionByRange(2, new Column("id"))
        .sortWithinPartitions("id")
        .write()
        .option("parquet.block.size", 20_000)
        .option("parquet.bloom.filter.enabled#extra", "true")
        .parquet(path);
    files = spark.read().parquet(path);
  }

  private MadeScoreConfig config() {
    return MadeScoreConfig.in(temp, KEPT, Optional.of(temp + "/quarantine"))
        .mostQuarantined(1)
        .columns(WRITTEN);
  }

  /**
   * What a run published.
   *
   * @param scores rows by id, without what differs from run to run
   * @param quarantine rows by what they say
   */
  private record Night(ScoreResult result, List<Row> scores, List<Row> quarantine) {}

  private Night night(MadeScoreConfig config, Dataset<Row> rows) {
    return night(config, Map.of(), RowRules.none(), rows);
  }

  private Night night(
      MadeScoreConfig config, Map<String, Model> others, RowRules rules, Dataset<Row> rows) {
    String runId = "n" + System.identityHashCode(rows) + config.hashCode();
    ScoringModel model = ScoreBench.model(config.made(), ScoreBench.model(Task.BINARY), others);
    ScoreRequest request =
        new ScoreRequest(
            "churn", runId, NIGHT, Repeat.SKIP, config.made(), Optional.of("id"), rules, "1");
    Table table = new Table(rows, new TableOrigin("made.parquet", "parquet", List.of()), List.of());
    ScoreResult result = BatchScoring.run(spark, request, model, () -> ScoringInput.of(table));
    long filtered = result.filtered().map(Filtered::rows).orElse(0L);
    assertThat(result.rowsScored() + result.rowsQuarantined() + filtered)
        .isEqualTo(result.rowsIn());
    return new Night(
        result,
        read("scores").drop("run_id", "scored_at").orderBy("id").collectAsList(),
        read("quarantine").orderBy("id", "reason").collectAsList());
  }

  private Dataset<Row> read(String table) {
    return spark.read().parquet(temp + "/" + table + "/run-date=" + NIGHT);
  }

  /** Scores by column, and finds what Spark's filter before a scoring row by row finds. */
  private Night sameAsFilteredBefore(String where, Map<String, Model> others, RowRules rules) {
    Night byColumn = night(config().where(where), others, rules, files);
    assertThat(byColumn.result().rowByRow()).isEmpty();
    Night before = night(config(), others, rules, files.where(where).where("id >= 0"));
    assertThat(before.result().rowByRow()).isPresent();

    assertThat(byColumn.scores()).isEqualTo(before.scores());
    assertThat(byColumn.quarantine()).isEqualTo(before.quarantine());
    assertThat(byColumn.result().rowsIn()).isEqualTo(ROWS);
    assertThat(byColumn.result().filtered().orElseThrow().rows())
        .isEqualTo(ROWS - before.result().rowsIn());
    assertThat(byColumn.result().agreements())
        .usingRecursiveComparison()
        .isEqualTo(before.result().agreements());
    return byColumn;
  }

  /** Scores by column, and finds what all rows have, of the rows that Spark's filter keeps. */
  private Night sameAsOfAllRows(String where) {
    if (all == null) {
      all = night(config(), files);
    }
    Set<Long> passing =
        Set.copyOf(files.where(where).select("id").as(Encoders.LONG()).collectAsList());
    Night some = night(config().where(where), files);

    assertThat(some.result().rowByRow()).isEmpty();
    assertThat(some.result().rowsIn()).isEqualTo(ROWS);
    assertThat(some.result().filtered().orElseThrow().rows()).isEqualTo(ROWS - passing.size());
    assertThat(some.scores())
        .isEqualTo(
            all.scores().stream().filter(row -> passing.contains(row.<Long>getAs("id"))).toList());
    assertThat(some.quarantine())
        .isEqualTo(
            all.quarantine().stream()
                .filter(row -> passing.contains(Long.valueOf(row.<String>getAs("id"))))
                .toList());
    return some;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "age > 40",
        "not (age > 40)",
        "pay is null or pay <> pay or pay = 0",
        "sex = 'Female' and (member or ratio >= 0.3)",
        "extra like 'extra 1%9' or extra in ('extra 7', 'extra 8', 'none')",
        "sex in ('Male', null) and id not between 100 and 1100",
        "day >= date '2021-01-01' and day < '2022-03-01'",
        "day is null or at > timestamp '1970-02-01 00:00:00'",
        "amount > 500.5 and tiny in (1, 2, 3, 5, 8, 13, 21, 34)",
        "local < timestamp_ntz '1970-01-01 00:10:00' and length(bytes) > 8",
        "upper(sex) <=> null and case when id % 3 = 0 then age else tiny end > 20",
        "cast(id as string) rlike '^1?[0-9]5' and year(day) = 2021 and current_date() > day",
        "`none` is null"
      })
  void scoresTheRowsThatSparksFilterKeeps(String where) {
    Night night = sameAsOfAllRows(where);

    assertThat(night.scores()).isNotEmpty();
    assertThat(night.quarantine())
        .allMatch(row -> row.<String>getAs("reason").equals("pay is Infinity; must be finite"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sex not in ('Male', null)", "1 = 2", "id < 0", "`none` = 'some'"})
  void publishesATableWithoutRowsWhereNonePass(String where) {
    Night night = sameAsOfAllRows(where);

    assertThat(night.scores()).isEmpty();
    assertThat(night.result().filtered().orElseThrow().rows()).isEqualTo(ROWS);
  }

  @Test
  void leavesNothingOutWhereAllPass() {
    Night night = sameAsOfAllRows("id >= 0 or id is null");

    assertThat(night.result().filtered()).contains(new Filtered(0, 0));
  }

  @Test
  void tellsRowsForTheQuarantineFromFilteredOnes() throws IOException {
    RowRules rules = ScoreBench.rules(temp, "age { min = 20, nulls = 0, action = quarantine }");
    Night night = sameAsFilteredBefore("id % 3 <> 1 and id > 20", Map.of(), rules);

    assertThat(night.quarantine())
        .allMatch(row -> Long.parseLong(row.getAs("id")) % 3 != 1)
        .anyMatch(row -> row.<String>getAs("reason").contains("the contract asks for"))
        .anyMatch(row -> row.<String>getAs("reason").contains("must be finite"));
  }

  @Test
  void comparesChallengersOnTheRowsThatPass() {
    Map<String, Model> others = Map.of("trees", ScoreBench.trees(Task.BINARY));
    Night night = sameAsFilteredBefore("sex = 'Male'", others, RowRules.none());

    assertThat(night.result().agreements()).hasSize(1);
    assertThat(night.result().agreements().get(0).rows()).isEqualTo(night.scores().size());
  }

  @Test
  void skipsRowGroupsThatStatisticsRuleOut() {
    Night night = sameAsOfAllRows("id < 30 or id >= 1190");
    Filtered all = night.result().filtered().orElseThrow();

    assertThat(all.rows()).isEqualTo(ROWS - 40);
    assertThat(all.skippedGroups()).isGreaterThan(2);
    Filtered none =
        sameAsOfAllRows("id * 2 < 60 or id * 2 >= 2380").result().filtered().orElseThrow();
    assertThat(none).isEqualTo(new Filtered(ROWS - 40, 0));
  }

  @Test
  void countsWhatIsFilteredWhereRowsAreWrittenOneByOne() {
    Dataset<Row> rows = files.where("id >= 0");
    Night night = night(config().where("age > 40"), rows);
    Night byColumn = night(config().where("age > 40"), files);

    assertThat(night.result().rowByRow()).isPresent();
    assertThat(night.scores()).isEqualTo(byColumn.scores()).isNotEmpty();
    assertThat(night.result().filtered()).isEqualTo(byColumn.result().filtered());
    assertThat(night.result().input()).contains(" of them filtered");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id in (select id + 1 from range(400))",
        "id < (select count(id) from range(400))",
        "rand() < 0.5",
        "_metadata.file_size > 0"
      })
  void writesRowByRowWhereAConditionHangsOnMoreThanTheRow(String where) {
    Night night = night(config().where(where), files);

    assertThat(night.result().rowByRow())
        .hasValueSatisfying(
            reason ->
                assertThat(reason)
                    .startsWith(
                        "score.where = \"" + where + "\" hangs on more than a row's own columns"));
    assertThat(night.scores()).isNotEmpty();
  }

  @Test
  void saysWhichExpressionFailsOnARow() {
    for (Dataset<Row> rows : List.of(files, files.where("id >= 0"))) {
      assertThatThrownBy(() -> night(config().where("10 / (id - 7) > 1"), rows))
          .hasMessageStartingWith(
              "made.parquet: has a row on which \"10 / (id - 7)\" fails: [DIVIDE_BY_ZERO] Division"
                  + " by zero")
          .hasMessageEndingWith("; mend data.where or score.where, or the row");
    }
    assertThat(temp.resolve("scores/run-date=" + NIGHT)).doesNotExist();
  }

  @Test
  void refusesWhatIsNoConditionOnTheTable() {
    assertThatThrownBy(() -> night(config().where("ages > 7"), files))
        .hasMessageStartingWith("score.where: \"ages > 7\" is no condition on made.parquet: ")
        .hasMessageContaining("ages");
  }

  @Test
  void reckonsTheQuarantinesShareOfTheRowsThatPass() {
    assertThatThrownBy(
            () -> night(config().mostQuarantined(0.5).where("pay = double('infinity')"), files))
        .hasMessageMatching(
            "made.parquet: (\\d+) of \\1 rows \\(100\\.0%\\) can't be scored, more than"
                + " score.max-quarantine-share = 0.5, .*");
  }
}
