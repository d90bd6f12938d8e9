package io.nightjar.spark.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.nightjar.config.ScoreConfig;
import io.nightjar.model.Task;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.TestConfigs;
import io.nightjar.spark.data.contract.RowRules;
import io.nightjar.spark.data.read.Tables;
import io.nightjar.spark.score.ScoreResult.TakenUp;
import io.nightjar.spark.score.publish.Faults.Cut;
import io.nightjar.spark.score.publish.Faults.Victim;
import io.nightjar.spark.score.publish.FaultyFileSystem;
import io.nightjar.spark.score.publish.FaultyHdfs;
import io.nightjar.spark.score.publish.PublishRequest.Repeat;
import io.nightjar.spark.storage.HdfsFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scores by column from HDFS to HDFS; the oracle is the same night on a local disk. */
class ScoringOnHdfsTest {
  private static final LocalDate NIGHT = LocalDate.of(2026, 11, 19);
  private static final int ROWS = 1200;
  private static final List<String> KEPT = List.of("id", "extra", "pay");
  private static final String PUT_TOGETHER =
      ".*rename /.*/scores/_staging/.*/_data-attempts/part-.* to .*/data/part-.*";

  @TempDir Path temp;
  private final SparkSession spark = SparkFixture.session();
  private String hdfs;

  @BeforeEach
  void open() {
    hdfs = FaultyHdfs.way(HdfsFixture.newDirectory());
  }

  @AfterEach
  void revive() {
    FaultyFileSystem.FAULTS.revive();
  }

  /** Two files of several row groups each. */
  private void write(String home, List<Row> rows) {
    ScoreBench.table(rows)
        .repartition(2)
        .write()
        .option("parquet.block.size", 20_000)
        .parquet(home + "/in");
  }

  private ScoreResult score(String home, RowRules rules) {
    ScoreConfig config =
        MadeScoreConfig.in(temp, KEPT, Optional.of(home + "/quarantine"))
            .output(home + "/scores")
            .mostQuarantined(1)
            .made();
    ScoreRequest request =
        new ScoreRequest("churn", "n", NIGHT, Repeat.SKIP, config, Optional.of("id"), rules, "1");
    ScoringModel model = ScoreBench.model(config, ScoreBench.model(Task.BINARY), Map.of());
    String in = home + "/in";
    Table table = Tables.open(spark, TestConfigs.data(in, "none", "id"), in, NIGHT);
    ScoreResult result = BatchScoring.run(spark, request, model, () -> ScoringInput.of(table));
    assertThat(result.rowByRow()).isEmpty();
    assertThat(result.rowsScored() + result.rowsQuarantined()).isEqualTo(ROWS);
    return result;
  }

  private Dataset<Row> read(String home, String table) {
    return spark.read().parquet(home + "/" + table + "/run-date=" + NIGHT);
  }

  /** Scores the rows on a local disk, and finds the same tables on HDFS. */
  private void assertAsOnALocalDisk(List<Row> rows, RowRules rules) throws IOException {
    String local = temp + "/night";
    write(local, rows);
    score(local, rules);
    assertThat(scores(hdfs)).isEqualTo(scores(local)).isNotEmpty();
    assertThat(read(hdfs, "scores").schema()).isEqualTo(read(local, "scores").schema());
    assertThat(quarantine(hdfs)).isEqualTo(quarantine(local));
    for (String home : List.of(hdfs, local)) {
      PublishedFiles.of(home + "/scores/run-date=" + NIGHT).assertAsTheManifestSays();
      PublishedFiles.of(home + "/quarantine/run-date=" + NIGHT).assertAsTheManifestSays();
    }
  }

  private List<Row> scores(String home) {
    return read(home, "scores").drop("scored_at").orderBy("id").collectAsList();
  }

  private List<Row> quarantine(String home) {
    return read(home, "quarantine").orderBy("id", "reason").collectAsList();
  }

  private void kill(RowRules rules) {
    FaultyFileSystem.FAULTS.end(
        Victim.PROCESS, Cut.AFTER_THE_STEP, call -> call.what().matches(PUT_TOGETHER));
    assertThat(catchThrowable(() -> score(hdfs, rules))).isNotNull();
    assertThat(FaultyFileSystem.FAULTS.cameToIt()).isTrue();
    FaultyFileSystem.FAULTS.revive();
  }

  @Test
  void writesTheTableThatALocalDiskGets() throws IOException {
    List<Row> rows = ScoreBench.goodRows(ROWS, 3);
    write(hdfs, rows);
    score(hdfs, RowRules.none());
    assertThat(quarantine(hdfs)).isEmpty();
    assertAsOnALocalDisk(rows, RowRules.none());
  }

  @Test
  void leavesOutTheRowsThatALocalDisksTableLeavesOut() throws IOException {
    List<Row> rows = ScoreBench.rows(ROWS, 8);
    RowRules rules = ScoreBench.rules(temp, "age { max = 90, action = quarantine }");
    write(hdfs, rows);
    score(hdfs, rules);
    assertThat(quarantine(hdfs))
        .anyMatch(row -> row.<String>getAs("reason").contains("the contract asks for"))
        .anyMatch(row -> row.<String>getAs("reason").equals("pay is Infinity; must be finite"));
    assertAsOnALocalDisk(rows, rules);
  }

  @Test
  void takesUpTheWholePartsOfAKilledRun() throws IOException {
    List<Row> rows = ScoreBench.goodRows(ROWS, 3);
    write(hdfs, rows);
    kill(RowRules.none());
    assertThat(score(hdfs, RowRules.none()).takenUp()).contains(new TakenUp(2, 2));
    assertAsOnALocalDisk(rows, RowRules.none());
  }

  @Test
  void computesPartsAnewThatRowsWereLeftOutOf() throws IOException {
    List<Row> rows = ScoreBench.rows(ROWS, 8);
    write(hdfs, rows);
    kill(RowRules.none());
    assertThat(score(hdfs, RowRules.none()).takenUp()).contains(new TakenUp(0, 2));
    assertAsOnALocalDisk(rows, RowRules.none());
  }
}
