package io.nightjar.spark.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.ScoreConfig;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.model.LinearModel;
import io.nightjar.model.Task;
import io.nightjar.scorer.Scorer;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.TableOrigin;
import io.nightjar.spark.data.contract.RowRules;
import io.nightjar.spark.score.publish.FaultyFileSystem;
import io.nightjar.spark.score.publish.PublishRequest.Repeat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchScoringTest {
  private static final LocalDate NIGHT = LocalDate.of(2026, 11, 19);
  private static final List<Row> ROWS = ScoreBench.rows(200, 5);
  private static final long BAD =
      ROWS.stream().filter(r -> !r.isNullAt(3) && Double.isInfinite(r.getDouble(3))).count();

  @TempDir Path temp;
  private SparkSession spark;
  private String scheme = "file";

  @BeforeEach
  void openSession() {
    spark = SparkFixture.session();
    spark
        .sparkContext()
        .hadoopConfiguration()
        .set("fs.faulty.impl", FaultyFileSystem.class.getName());
  }

  @AfterEach
  void revive() {
    FaultyFileSystem.FAULTS.revive();
  }

  private ScoreConfig config(Optional<String> quarantine, double mostQuarantined) {
    return MadeScoreConfig.in(temp, List.of("id", "extra"), quarantine)
        .output(scheme + "://" + temp + "/scores")
        .mostQuarantined(mostQuarantined)
        .made();
  }

  private ScoreConfig config() {
    return config(Optional.of(scheme + "://" + temp + "/quarantine"), 0.5);
  }

  private ScoreRequest request(String runId, ScoreConfig config) {
    return new ScoreRequest(
        "churn", runId, NIGHT, Repeat.SKIP, config, Optional.of("id"), RowRules.none(), "0.1.0");
  }

  private ScoringModel model(Task task) {
    LinearModel linear = ScoreBench.model(task);
    TableScorer scorer = new KernelTableScorer(spark, linear, BackendPreference.SCALAR, 64);
    return new ScoringModel("churn", 7, "ab12", linear, scorer, List.of());
  }

  private static ScoringInput input(List<Row> rows) {
    return input(ScoreBench.table(rows).repartition(3));
  }

  private static ScoringInput input(Dataset<Row> rows) {
    TableOrigin origin = new TableOrigin("made.parquet", "parquet", List.of());
    return ScoringInput.of(new Table(rows, origin, List.of()));
  }

  private ScoreResult run(String runId, List<Row> rows) {
    return BatchScoring.run(spark, request(runId, config()), model(Task.BINARY), () -> input(rows));
  }

  private List<String> published() throws IOException {
    Path place = temp.resolve("scores/run-date=" + NIGHT);
    if (!Files.exists(place)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(place)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  private boolean hasStaging() throws IOException {
    Path staging = temp.resolve("scores/_staging");
    if (!Files.exists(staging)) {
      return false;
    }
    try (Stream<Path> children = Files.list(staging)) {
      return children.findAny().isPresent();
    }
  }

  private static String message(FailureKind kind, Throwable failure) {
    assertThat(failure).isInstanceOf(NightjarException.class);
    assertThat(((NightjarException) failure).kind()).isEqualTo(kind);
    return failure.getMessage();
  }

  @Test
  void publishesScoresAndQuarantineThatAddUpToTheInput() {
    ScoreResult result = run("night-1", ROWS);

    assertThat(BAD).isPositive();
    assertThat(result.rowsIn()).isEqualTo(200);
    assertThat(result.rowsQuarantined()).isEqualTo(BAD);
    assertThat(result.rowsScored()).isEqualTo(200 - BAD);
    assertThat(result.published()).isTrue();
    assertThat(result.alreadyPublished()).isFalse();
    assertThat(result.placements()).isNotEmpty();
    assertThat(result.timings()).containsOnlyKeys("read", "score", "publish");

    Dataset<Row> scores = spark.read().parquet(temp + "/scores");
    assertThat(scores.count()).isEqualTo(200 - BAD);
    assertThat(scores.schema().fieldNames())
        .containsExactly(
            "id",
            "extra",
            "prediction",
            "probability",
            "model",
            "model_version",
            "run_id",
            "scored_at",
            "run-date");
    assertThat(
            scores
                .select("`run-date`")
                .distinct()
                .as(org.apache.spark.sql.Encoders.LOCALDATE())
                .collectAsList())
        .containsExactly(NIGHT);
  }

  @Test
  void writesTheBitsOfTheSparkFreeScorer() {
    assertThat(run("night-1", ROWS).published()).isTrue();
    Scorer scorer = Scorer.of(ScoreBench.model(Task.BINARY), Kernels.of(BackendPreference.SCALAR));
    for (Row scored : spark.read().parquet(temp + "/scores").collectAsList()) {
      Row row = ROWS.get((int) scored.<Long>getAs("id").longValue());
      Map<String, Object> values = ScoreBench.values(row);
      assertThat(scored.<Double>getAs("probability")).isEqualTo(scorer.score(values).prediction());
      assertThat(scored.<String>getAs("prediction"))
          .isEqualTo(scorer.score(values).label().orElseThrow());
    }
  }

  @Test
  void saysWhyEachRowIsInQuarantine() {
    assertThat(run("night-1", ROWS).published()).isTrue();
    List<Row> rows = spark.read().parquet(temp + "/quarantine").collectAsList();
    assertThat(rows).hasSize((int) BAD);
    for (Row row : rows) {
      Row source = ROWS.get(Integer.parseInt(row.getAs("id")));
      assertThat(source.getDouble(3)).isInfinite();
      assertThat(row.<String>getAs("reason")).isEqualTo("pay is Infinity; must be finite");
      assertThat(row.<String>getAs("column")).isEqualTo("pay");
      assertThat(row.<String>getAs("value")).isEqualTo("Infinity");
    }
  }

  @Test
  void publishesAnEmptyQuarantineWithItsColumns() {
    ScoreResult result = run("night-1", ScoreBench.goodRows(50, 5));
    assertThat(result.rowsQuarantined()).isZero();
    Dataset<Row> quarantine = spark.read().parquet(temp + "/quarantine");
    assertThat(quarantine.count()).isZero();
    assertThat(quarantine.schema().fieldNames())
        .containsExactly("id", "reason", "column", "value", "run-date");
  }

  @Test
  void doesNothingTheSecondTimeAndDoesNotOpenTheInput() {
    ScoreResult first = run("night-1", ROWS);
    ScoreResult again =
        BatchScoring.run(
            spark,
            request("night-1", config()),
            model(Task.BINARY),
            () -> {
              throw new AssertionError("the input was opened");
            });
    assertThat(again.alreadyPublished()).isTrue();
    assertThat(again.published()).isFalse();
    assertThat(again.rowsScored()).isEqualTo(first.rowsScored());
    assertThat(again.manifestSha256()).isEqualTo(first.manifestSha256());
  }

  @Test
  void replacesAnotherRunsScores() {
    assertThat(run("night-1", ROWS).replacedRunId()).isEmpty();
    ScoreResult second = run("night-1b", ROWS.subList(0, 100));

    assertThat(second.replacedRunId()).contains("night-1");
    Dataset<Row> scores = spark.read().parquet(temp + "/scores");
    assertThat(scores.count()).isEqualTo(second.rowsScored());
    assertThat(scores.select("run_id").distinct().collectAsList().get(0).getString(0))
        .isEqualTo("night-1b");
  }

  @Test
  void writesAProbabilityForEachClass() {
    BatchScoring.run(
        spark, request("night-1", config()), model(Task.MULTICLASS), () -> input(ROWS));
    for (Row row : spark.read().parquet(temp + "/scores").collectAsList()) {
      List<Double> probabilities = row.getList(row.fieldIndex("probability"));
      assertThat(probabilities).hasSize(3);
      assertThat(row.<String>getAs("prediction")).isIn("a", "b", "c");
    }
  }

  @Test
  void writesANumberForARegression() {
    BatchScoring.run(
        spark, request("night-1", config()), model(Task.REGRESSION), () -> input(ROWS));
    Dataset<Row> scores = spark.read().parquet(temp + "/scores");
    assertThat(Arrays.asList(scores.schema().fieldNames())).doesNotContain("probability");
    assertThat(scores.first().<Double>getAs("prediction")).isNotNull();
  }

  @Test
  void publishesNothingWithTooManyRowsInQuarantine() throws IOException {
    ScoreConfig strict = config(Optional.of(temp + "/quarantine"), 0.001);
    assertThatThrownBy(
            () ->
                BatchScoring.run(
                    spark, request("night-1", strict), model(Task.BINARY), () -> input(ROWS)))
        .satisfies(
            e ->
                assertThat(message(FailureKind.DATA, e))
                    .startsWith("made.parquet: " + BAD + " of 200 rows (")
                    .contains(
                        "%) can't be scored, more than score.max-quarantine-share = 0.001, such as"
                            + " id ")
                    .endsWith(
                        " (pay is Infinity; must be finite); nothing was published: mend the rows,"
                            + " or raise the share"));
    assertThat(published()).isEmpty();
    assertThat(hasStaging()).isFalse();
  }

  @Test
  void stopsAtABadRowWithoutAQuarantine() throws IOException {
    ScoreConfig none = config(Optional.empty(), 0.5);
    assertThatThrownBy(
            () ->
                BatchScoring.run(
                    spark, request("night-1", none), model(Task.BINARY), () -> input(ROWS)))
        .satisfies(
            e ->
                assertThat(message(FailureKind.DATA, e))
                    .contains("%) can't be scored, and score.quarantine is not set, such as id ")
                    .endsWith(
                        "; nothing was published: mend the rows, or set score.quarantine to a"
                            + " folder for them"));
    assertThat(published()).isEmpty();
  }

  @Test
  void noticesASourceThatGrewByAsManyRowsAsCannotBeScored() throws IOException {
    long good = ROWS.size() - BAD;
    ScoringInput grown =
        new ScoringInput(input(ROWS).table(), input(ROWS.subList(0, (int) good)).snapshot());
    assertThatThrownBy(
            () ->
                BatchScoring.run(
                    spark, request("night-1", config()), model(Task.BINARY), () -> grown))
        .satisfies(
            e ->
                assertThat(message(FailureKind.STORAGE, e))
                    .contains(
                        ": the rows don't add up: "
                            + good
                            + " in, but the written files hold "
                            + good
                            + " scored + "
                            + BAD
                            + " quarantined; nothing was published"));
    assertThat(published()).isEmpty();
  }

  @Test
  void refusesATableWithoutAColumnOfTheModel() {
    Dataset<Row> renamed = ScoreBench.table(ROWS).withColumnRenamed("pay", "payy");
    assertThatThrownBy(
            () ->
                BatchScoring.run(
                    spark, request("night-1", config()), model(Task.BINARY), () -> input(renamed)))
        .satisfies(
            e ->
                assertThat(message(FailureKind.DATA, e))
                    .isEqualTo(
                        "made.parquet: column pay is missing, which the model reads; the nearest"
                            + " column is payy; add it or rename the column that holds it"));
  }

  @Test
  void refusesATypeThatDoesNotWiden() {
    Dataset<Row> narrowed =
        ScoreBench.table(ROWS).withColumn("sex", org.apache.spark.sql.functions.lit(1));
    assertThatThrownBy(
            () ->
                BatchScoring.run(
                    spark, request("night-1", config()), model(Task.BINARY), () -> input(narrowed)))
        .satisfies(
            e ->
                assertThat(message(FailureKind.DATA, e))
                    .isEqualTo(
                        "made.parquet: column sex is int; must be string as in training; cast it"
                            + " where the table is made"));
  }

  @Test
  void copiesKeptColumnsOfWholeFilesAndScoresAsRowByRow() {
    Dataset<Row> files = files(ScoreBench.goodRows(300, 9));
    ScoreResult copied = run("night-1", files);
    assertThat(copied.rowByRow()).isEmpty();
    assertThat(copied.rowsScored()).isEqualTo(300);
    assertThat(copied.rowsQuarantined()).isZero();
    List<Row> scores = scores();

    ScoreResult plain = run("night-2", files.where("id >= 0"));
    assertThat(plain.rowByRow())
        .hasValue("not all rows of its Parquet files are the input, or not as they lie there");
    assertThat(plain.rowsScored()).isEqualTo(300);
    assertThat(plain.rowsQuarantined()).isZero();
    assertThat(scores()).isEqualTo(scores).hasSize(300);
  }

  @Test
  void writesByColumnWhereSomeRowsGoToTheQuarantine() {
    ScoreResult result = run("night-1", files(ROWS));
    assertThat(result.rowByRow()).isEmpty();
    assertThat(result.rowsQuarantined()).isEqualTo(BAD).isPositive();
    assertThat(result.rowsScored()).isEqualTo(ROWS.size() - BAD);
    assertThat(scores()).hasSize(ROWS.size() - (int) BAD);
  }

  private Dataset<Row> files(List<Row> rows) {
    String path = temp.resolve("in").toString();
    ScoreBench.table(rows).repartition(3).write().parquet(path);
    return spark.read().parquet(path);
  }

  private ScoreResult run(String runId, Dataset<Row> rows) {
    return BatchScoring.run(spark, request(runId, config()), model(Task.BINARY), () -> input(rows));
  }

  /** What every run of the same model writes alike. */
  private List<Row> scores() {
    return spark
        .read()
        .parquet(temp.resolve("scores/run-date=" + NIGHT).toString())
        .drop("run_id", "scored_at")
        .orderBy("id")
        .collectAsList();
  }

  @Test
  void refusesToKeepAColumnThatItWrites() {
    ScoreConfig clash = ScoreBench.config(temp, List.of("Prediction"), Optional.empty());
    assertThatThrownBy(
            () ->
                BatchScoring.run(
                    spark, request("night-1", clash), model(Task.BINARY), () -> input(ROWS)))
        .satisfies(
            e ->
                assertThat(message(FailureKind.CONFIG, e))
                    .isEqualTo(
                        "score.keep: has \"Prediction\", which is also a column that scoring writes"
                            + " (prediction, probability, model, model_version, run_id, scored_at,"
                            + " run-date); leave it out, or name the written ones by score.names"));
  }

  @Test
  void leavesTheOldScoresWhenTheDiskIsFull() throws IOException {
    scheme = "faulty";
    assertThat(run("night-1", ROWS).published()).isTrue();
    List<String> before = published();
    for (int write : new int[] {1, 4}) {
      FaultyFileSystem.FAULTS.fullFrom(write);
      assertThatThrownBy(() -> run("night-1b", ROWS))
          .satisfies(
              e ->
                  assertThat(message(FailureKind.STORAGE, e))
                      .startsWith("faulty:" + temp)
                      .endsWith(
                          ": could not be written: No space left on device; what was published"
                              + " before is unchanged; free space there, or set score.output to a"
                              + " disk with more, then run again"));
      FaultyFileSystem.FAULTS.revive();
      assertThat(published()).isEqualTo(before);
    }
    assertThat(run("night-1b", ROWS).replacedRunId()).contains("night-1");
    // Not before: a task that Spark was still stopping may have gone on to write.
    assertThat(hasStaging()).isFalse();
  }

  @Test
  void scoresAtTheThresholdThatIsWanted() {
    LinearModel half = ScoreBench.model(Task.BINARY);
    LinearModel never = LinearModel.of(half.header(), half.coefficients(), 1);
    ScoringModel model =
        new ScoringModel(
            "churn",
            7,
            "ab12",
            never,
            new KernelTableScorer(spark, never, BackendPreference.SCALAR, 64),
            List.of());
    assertThat(
            BatchScoring.run(spark, request("night-1", config()), model, () -> input(ROWS))
                .published())
        .isTrue();
    assertThat(spark.read().parquet(temp + "/scores").filter("prediction = 'high'").count())
        .isZero();
  }
}
