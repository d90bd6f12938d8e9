package io.nightjar.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.jobs.bench.Job;
import io.nightjar.jobs.bench.MadeTable;
import io.nightjar.jobs.bench.Run;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Tables that can't be trained on or scored: one line that says why, exit code 3, nothing left. */
class BadInputTest {
  private static final MadeTable USUAL = MadeTable.usual(600, 1);

  @TempDir Path temp;
  private Job job;

  @BeforeEach
  void copyTheTrainedJob() {
    job = Job.trained(temp.resolve("job"));
  }

  @Test
  void aMissingFileNamesTheNearest() {
    Run train = job.run("train", "2026-11-03");
    Run score = job.run("score", "2026-11-03");
    Run nightly = job.run("nightly", "2026-11-03");

    assertRefused(
        train,
        job.night("2026-11-03")
            + ": no such file; did you mean \"2026-11-02.csv\" in "
            + job.at("in")
            + "?");
    assertRefused(score, train.problems().get(0));
    assertRefused(nightly, train.problems().get(0));
  }

  @Test
  void anEmptyTableIsRefused() throws IOException {
    Path file = USUAL.emptied().write(job.night("2026-11-03"));
    Path nothing = Files.createFile(job.night("2026-11-05"));

    assertRefused(job.run("train", "2026-11-03"), file + ": is empty; it has no rows");
    assertRefused(job.run("score", "2026-11-03"), file + ": is empty; it has no rows");
    assertRefused(job.run("check", "2026-11-05"), nothing + ": is empty; it has no line at all");
  }

  @Test
  void aMissingLabelNamesTheNearestColumn() {
    Path file = USUAL.renamed("left", "has_left").write(job.night("2026-11-03"));

    assertRefused(
        job.run("train", "2026-11-03"),
        file + ": has no column \"left\"; did you mean \"has_left\"?");
    assertRefused(
        job.run("check", "2026-11-03"),
        file + ": has no column \"left\"; did you mean \"has_left\"?");
  }

  @Test
  void oneClassOnlyIsRefused() {
    USUAL.with("left", v -> "no").write(job.night("2026-11-03"));

    assertRefused(
        job.run("train", "2026-11-03"),
        "left: is \"no\" in all 600 rows; a classifier needs rows of at least two classes",
        "data.positive: is \"yes\", which no row has; \"left\" holds \"no\"");
  }

  @Test
  void whatIsForAnotherKindOfLabelIsRefusedBeforeAnythingIsFitted() {
    USUAL.with("left", v -> v.equals("yes") ? "7" : "3").write(job.night("2026-11-03"));

    Run train =
        job.run(
            "train",
            "2026-11-03",
            "--set",
            "data.positive=null",
            "--set",
            "model={type=gbt}",
            "--set",
            "monitor.decay=null",
            "--set",
            "calibration.method=platt",
            "--set",
            "threshold.maximize=f1");

    assertThat(train.code()).as(train.err()).isEqualTo(2);
    assertThat(train.problems())
        .containsExactly(
            job.conf()
                + ":10: gates.auc asks for auc, but the label left makes this a regression task; it"
                + " has rmse, mae, r2, poisson-deviance",
            "--set calibration.method: calibration.method is for classes, but the label left"
                + " makes this a regression task; drop calibration, or name the positive class in"
                + " data.positive",
            "--set threshold.maximize: threshold is for two classes, but the label left makes this a"
                + " regression task; drop threshold, or name the positive class in data.positive");
    assertThat(train.err()).doesNotContain("  fit ");
  }

  @Test
  void constantAndMissingColumnsAreDroppedWithAWarning() {
    USUAL.and("region", "7").and("plan", "x").and("note", "").write(job.night("2026-11-03"));

    Run train = job.run("train", "2026-11-03");

    assertThat(train.code()).as(train.err()).isZero();
    assertThat(train.out())
        .contains(
            "  warning     region is dropped: all its values are 7\n",
            "  warning     plan is dropped: all its values are x\n",
            "  warning     note is dropped: all its values are missing\n");
  }

  @Test
  void infiniteValuesStopATrainingAndQuarantineARow() {
    USUAL.withEvery(60, "hours", "Infinity").write(job.night("2026-11-03"));

    Run check = job.run("check", "2026-11-03");
    Run score = job.run("score", "2026-11-03");

    assertRefused(
        check,
        "column hours holds 10 infinite values (or beyond ±1e150) beside 560 finite ones; must be"
            + " finite; mend them where the table is made, or add hours to features.exclude");
    assertThat(score.code()).as(score.err()).isZero();
    assertThat(score.out())
        .contains(
            "  rows        600 in = 590 scored + 10 quarantined\n",
            "  warning     10 rows are not among the scores; they stand in the quarantine with the"
                + " reason\n");
    assertThat(job.scores("2026-11-03")).isEqualTo(590);
  }

  @Test
  void tooManyRowsThatCannotBeScoredPublishNothing() {
    USUAL.withEvery(60, "hours", "Infinity").write(job.night("2026-11-03"));

    Run few = job.run("score", "2026-11-03", "--set", "score.max-quarantine-share=0.01");

    assertThat(few.code()).isEqualTo(3);
    assertThat(few.problems())
        .singleElement()
        .asString()
        .startsWith(
            job.night("2026-11-03")
                + ": 10 of 600 rows (1.667%) can't be scored, more than"
                + " score.max-quarantine-share = 0.01, such as id 100000 (")
        .endsWith("; nothing was published: mend the rows, or raise the share");
    assertThat(job.files("scores")).isEmpty();
  }

  @Test
  void aTableThatLacksWhatTheModelReadsIsRefused() {
    Path file = USUAL.without("hours").write(job.night("2026-11-03"));

    assertRefused(
        job.run("score", "2026-11-03"),
        file
            + ": column hours is missing, which the model reads; add it or rename the column that"
            + " holds it");
    USUAL.withEvery(100, "age", "old").write(file);
    assertRefused(
        job.run("score", "2026-11-03"),
        file
            + ": column age is string; must be long or int as in training; cast it where the table"
            + " is made");
  }

  @Test
  void aColumnThatIsMissingInEveryRowOfANightIsScoredAsMissing() {
    USUAL.with("hours", v -> "").write(job.night("2026-11-03"));

    Run score = job.run("score", "2026-11-03");

    assertThat(score.code()).as(score.err()).isZero();
    assertThat(job.scores("2026-11-03")).isEqualTo(600);
  }

  @Test
  void aCategoryThatTrainingNeverSawIsScored() {
    USUAL.with("city", v -> "Paris").write(job.night("2026-11-03"));

    assertThat(job.run("score", "2026-11-03").code()).isZero();
    assertThat(job.scores("2026-11-03")).isEqualTo(600);
  }

  @Test
  void aFileSystemThatIsNotThereIsNamed() {
    Run none = job.run("check", Job.FIRST, "--set", "data.source=s3a://bucket/in.csv");

    assertThat(none.code()).isEqualTo(6);
    assertThat(none.problems())
        .containsExactly(
            "s3a://bucket/in.csv: cannot be reached: Class"
                + " org.apache.hadoop.fs.s3a.S3AFileSystem not found; check the scheme and the host,"
                + " and that the file system's library is on Spark's class path (spark {"
                + " jars.packages = … })");
  }

  @Test
  void aCsvThatWasBrokenInTwoLinesIsRefusedWithTheLines() {
    Path file = TestData.path("credit-default-taiwan/UCI_Credit_Card.BROKEN-first-row-split.csv");
    String problem =
        file
            + ": 2 of 30001 rows do not have 25 fields: line 2 \"1,2\"; line 3"
            + " \"0000,2,2,1,24,2,2,-1,-1,-2,-2,3913,3102,…\". Mend these lines (a line break"
            + " inside a field, a lost or an unquoted delimiter)";

    assertRefused(job.run("check", Job.FIRST, "--set", "data.source=" + file), problem);
    assertRefused(job.run("score", Job.FIRST, "--set", "score.source=" + file), problem);
  }

  @Test
  void anUnreadableFileStopsTheRunOrGoesToTheQuarantineAsAFile() throws IOException {
    Path folder = job.at("in/parquet");
    SparkFixture.session()
        .read()
        .option("header", "true")
        .option("inferSchema", "true")
        .csv(job.night(Job.USUAL).toString())
        .repartition(4)
        .write()
        .parquet(folder.toString());
    Path damaged = Files.writeString(folder.resolve("part-9.parquet"), "PAR1 and no more");
    String source = "score.source=" + folder;

    Run stopped = job.run("score", Job.USUAL, "--set", source);
    assertNames(damaged, stopped);
    assertThat(job.files("scores")).isEmpty();

    Run score =
        job.run(
            "score",
            Job.USUAL,
            "--json",
            "--set",
            source,
            "--set",
            "score.on-corrupt-file=quarantine");
    assertThat(score.code()).as(score.err()).isZero();
    assertThat(score.json().path("rows").path("scored").asInt()).isEqualTo(600);
    assertThat(score.json().path("unreadable_files").asInt()).isEqualTo(1);
    assertThat(score.json().path("warnings").toString())
        .contains("1 files of the table can't be read; they stand in the quarantine");
    String record = Files.readString(job.at("runs/churn-score-" + Job.USUAL + "/run.json"));
    assertThat(record).contains(damaged.toString());
    assertThat(job.scores(Job.USUAL)).isEqualTo(600);
  }

  @TestFactory
  List<DynamicTest> everyOddOrMalformedParquetFileEndsInOneLineThatNamesIt() throws IOException {
    try (Stream<Path> files = Files.walk(TestData.path("parquet-testing"))) {
      return files
          .filter(file -> file.toString().matches(".*\\.parquet(\\.encrypted)?"))
          .sorted()
          .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> malformed(f)))
          .toList();
    }
  }

  /** One file is damaged behind a sound footer, so its own column is asked for. */
  private void malformed(Path file) {
    String label = file.endsWith("ARROW-GH-47662.parquet") ? "flba_field" : "left";
    Duration most = Duration.ofSeconds(60);
    Run check =
        Assertions.assertTimeout(
            most,
            () ->
                job.run(
                    "check",
                    Job.FIRST,
                    "--set",
                    "data.source=" + file,
                    "--set",
                    "data.contract=null",
                    "--set",
                    "data.id=null",
                    "--set",
                    "split.by=content",
                    "--set",
                    "data.label=" + label));
    Run score =
        Assertions.assertTimeout(
            most, () -> job.run("score", Job.FIRST, "--set", "score.source=" + file));

    assertNames(file, check);
    assertNames(file, score);
    assertThat(job.files("scores")).isEmpty();
  }

  private static void assertNames(Path file, Run run) {
    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(3);
    assertThat(run.problems()).first().asString().startsWith(file + ": ");
    assertThat(run.err()).doesNotContain("\tat ", "Exception");
  }

  private static void assertRefused(Run run, String... problems) {
    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(3);
    assertThat(run.problems()).containsExactly(problems);
    assertThat(run.out()).contains(": failed with exit code 3");
  }
}
