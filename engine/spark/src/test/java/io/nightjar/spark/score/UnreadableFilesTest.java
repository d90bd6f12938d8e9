package io.nightjar.spark.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.config.ScoreConfig;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.model.LinearModel;
import io.nightjar.model.Task;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.TestConfigs;
import io.nightjar.spark.data.contract.RowRules;
import io.nightjar.spark.data.read.OpenedTables;
import io.nightjar.spark.data.read.Tables;
import io.nightjar.spark.score.publish.PublishRequest.Repeat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of a table that can't be read: they stop the run, or go to the quarantine as files. */
class UnreadableFilesTest {
  private static final LocalDate NIGHT = LocalDate.of(2026, 11, 19);
  private static final int ROWS = 6;

  @TempDir Path temp;
  private SparkSession spark;
  private Path in;
  private byte[] sound;

  @BeforeEach
  void writeOneFile() throws IOException {
    spark = SparkFixture.session();
    in = Files.createDirectories(temp.resolve("in"));
    sound = bytes(ScoreBench.goodRows(ROWS, 4));
  }

  private byte[] bytes(List<Row> rows) throws IOException {
    Path made = temp.resolve("made-" + rows.hashCode());
    ScoreBench.table(rows).coalesce(1).write().parquet(made.toString());
    try (Stream<Path> files = Files.list(made)) {
      return Files.readAllBytes(
          files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow());
    }
  }

  private Path file(int number, byte[] bytes) throws IOException {
    return Files.write(in.resolve("part-%04d of a table.parquet".formatted(number)), bytes);
  }

  private void files(int from, int to) throws IOException {
    for (int number = from; number < to; number++) {
      file(number, sound);
    }
  }

  private ScoreResult score(boolean readable, double mostQuarantined) {
    ScoreConfig config =
        MadeScoreConfig.in(temp, List.of("id"), Optional.of(temp + "/quarantine"))
            .source(in.toString())
            .mostQuarantined(mostQuarantined)
            .made();
    ScoreRequest request =
        new ScoreRequest(
            "churn", "n1", NIGHT, Repeat.SKIP, config, Optional.of("id"), RowRules.none(), "1");
    LinearModel linear = ScoreBench.model(Task.BINARY);
    ScoringModel model =
        new ScoringModel(
            "churn",
            7,
            "ab12",
            linear,
            new KernelTableScorer(spark, linear, BackendPreference.SCALAR, 64),
            List.of());
    return BatchScoring.run(spark, request, model, () -> ScoringInput.of(open(readable)));
  }

  private Table open(boolean readable) {
    var data = TestConfigs.data(in.toString(), "none", null);
    Tables.Like like = new Tables.Like(NIGHT, Map.of(), new OpenedTables());
    return readable
        ? Tables.openReadable(spark, data, in.toString(), like)
        : Tables.openLike(spark, data, in.toString(), like);
  }

  private List<Row> quarantine() {
    return spark.read().parquet(temp + "/quarantine").orderBy("value").collectAsList();
  }

  private String manifest() throws IOException {
    return Files.readString(temp.resolve("scores/run-date=" + NIGHT + "/_nightjar.json"));
  }

  @Test
  void oneOfAThousandStopsTheRunBeforeThePublishAndIsNamed() throws IOException {
    files(0, 1000);
    Path damaged = file(612, Arrays.copyOf(sound, sound.length / 2));

    assertThatThrownBy(() -> score(false, 0.5))
        .hasMessageStartingWith(damaged + ": cannot be read as parquet: ")
        .hasMessageEndingWith("replace it or take it out of the source");
    assertThat(temp.resolve("scores/run-date=" + NIGHT)).doesNotExist();
  }

  @Test
  void oneOfAThousandGoesToTheQuarantineAndTheOthersAreScored() throws IOException {
    files(0, 1000);
    Path damaged = file(612, Arrays.copyOf(sound, sound.length / 2));

    ScoreResult result = score(true, 0.05);

    assertThat(result.rowByRow()).isEmpty();
    assertThat(result.rowsIn()).isEqualTo(999 * ROWS);
    assertThat(result.rowsScored()).isEqualTo(999 * ROWS);
    assertThat(result.rowsQuarantined()).isZero();
    assertThat(result.unreadableFiles()).isEqualTo(1);
    assertThat(spark.read().parquet(temp + "/scores").count()).isEqualTo(999 * ROWS);
    Row told = quarantine().get(0);
    assertThat(quarantine()).hasSize(1);
    assertThat(told.<String>getAs("value")).isEqualTo(damaged.toString());
    assertThat(told.<String>getAs("reason")).startsWith("the file cannot be read as parquet: ");
    assertThat(manifest()).contains("\"in\" : 5994", "\"unreadable_files\" : 1");
  }

  @Test
  void rowsAndFilesStandInTheQuarantineTogether() throws IOException {
    files(0, 3);
    List<Row> rows = ScoreBench.rows(40, 5);
    file(3, bytes(rows));
    Path cutOff = file(4, new byte[0]);
    byte[] pages = sound.clone();
    Arrays.fill(pages, 4, sound.length / 3, (byte) 0x5a);
    Path behindItsFooter = file(5, pages);

    ScoreResult result = score(true, 0.9);

    long bad =
        rows.stream().filter(r -> !r.isNullAt(3) && Double.isInfinite(r.getDouble(3))).count();
    assertThat(result.rowByRow()).isEmpty();
    assertThat(result.rowsIn()).isEqualTo(3 * ROWS + 40);
    assertThat(result.rowsQuarantined()).isEqualTo(bad).isPositive();
    assertThat(result.rowsScored()).isEqualTo(3 * ROWS + 40 - bad);
    assertThat(result.unreadableFiles()).isEqualTo(2);
    assertThat(quarantine()).hasSize((int) bad + 2);
    assertThat(quarantine().stream().map(row -> row.<String>getAs("value")))
        .contains(cutOff.toString(), behindItsFooter.toString());
  }

  @Test
  void tooManyUnreadableFilesPublishNothing() throws IOException {
    files(0, 3);
    Path cutOff = file(3, new byte[0]);

    assertThatThrownBy(() -> score(true, 0.2))
        .hasMessage(
            in
                + ": 1 of 4 files can't be read, more than score.max-quarantine-share = 0.2; nothing"
                + " was published: mend the files, or raise the share\n"
                + cutOff
                + ": cannot be read as parquet: it has no bytes; the file is damaged or of another"
                + " format: replace it or take it out of the source");
    assertThat(temp.resolve("scores/run-date=" + NIGHT)).doesNotExist();
    assertThat(score(true, 0.25).unreadableFiles()).isEqualTo(1);
  }

  @Test
  void aTableWithoutAReadableFileIsRefused() throws IOException {
    file(0, new byte[0]);
    Path last = file(1, new byte[0]);

    assertThatThrownBy(() -> score(true, 1))
        .hasMessageStartingWith(last + ": cannot be read as parquet: it has no bytes; ")
        .hasMessageEndingWith("; no other file of the table can be read either: replace them");
  }

  /** A file of which only the footer is left, with the places that its row groups once had. */
  private static byte[] footerAlone(byte[] whole) {
    int footer = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getInt(whole.length - 8);
    byte[] tail = Arrays.copyOfRange(whole, whole.length - 8 - footer, whole.length);
    return ByteBuffer.allocate(4 + tail.length).put(whole, 0, 4).put(tail).array();
  }

  @Test
  void oneWhoseFooterPlacesARowGroupOutsideOfItIsNamedOrGoesToTheQuarantine() throws IOException {
    files(0, 3);
    Path footer = file(3, footerAlone(bytes(ScoreBench.goodRows(4000, 6))));
    assertThat(spark.read().parquet(in.toString()).count()).isEqualTo(3 * ROWS);

    String reason = "cannot be read as parquet: its footer places row group 1 of 1 at bytes ";
    assertThatThrownBy(() -> score(false, 0.9))
        .hasMessageStartingWith(footer + ": " + reason)
        .hasMessageContaining(", and the file has " + Files.size(footer) + "; ")
        .hasMessageEndingWith("replace it or take it out of the source");
    assertThat(temp.resolve("scores/run-date=" + NIGHT)).doesNotExist();

    ScoreResult result = score(true, 0.9);
    assertThat(result.rowsScored()).isEqualTo(3 * ROWS);
    assertThat(result.unreadableFiles()).isEqualTo(1);
    assertThat(quarantine().get(0).<String>getAs("value")).isEqualTo(footer.toString());
    assertThat(quarantine().get(0).<String>getAs("reason")).startsWith("the file " + reason);
  }

  @Test
  void oneOfManyWithARowGroupOutsideOfItIsFoundByTheTasks() throws IOException {
    files(0, 40);
    Path footer = file(23, footerAlone(bytes(ScoreBench.goodRows(4000, 6))));
    assertThatThrownBy(() -> open(false))
        .hasMessageStartingWith(footer + ": cannot be read as parquet: its footer places row ");
  }

  @Test
  void areLookedForOnceInARun() throws IOException {
    files(0, 3);
    Path cutOff = file(3, new byte[0]);
    Tables.Like run = new Tables.Like(NIGHT, Map.of(), new OpenedTables());

    Table first = openReadable(run);
    file(4, Arrays.copyOf(sound, sound.length - 20));
    Files.setLastModifiedTime(cutOff, FileTime.fromMillis(1_000_000));
    Table other = openReadable(run);
    int once =
        jobs("first", () -> openReadable(new Tables.Like(NIGHT, Map.of(), new OpenedTables())));
    int again = jobs("again", () -> openReadable(run));

    assertThat(first.origin().unreadable()).hasSize(1);
    assertThat(other.origin().unreadable()).hasSize(2);
    assertThat(again).isLessThan(once);
    Table last = openReadable(run);
    assertThat(last.origin()).isEqualTo(other.origin());
    assertThat(last.counted()).hasValue(3 * ROWS);
    assertThat(last.rows().count()).isEqualTo(3 * ROWS);
  }

  private Table openReadable(Tables.Like like) {
    var data = TestConfigs.data(in.toString(), "none", null);
    return Tables.openReadable(spark, data, in.toString(), like);
  }

  /** How many jobs Spark runs for it. */
  private int jobs(String name, Runnable work) {
    spark.sparkContext().setJobGroup(name, name, false);
    try {
      work.run();
    } finally {
      spark.sparkContext().clearJobGroup();
    }
    return spark.sparkContext().statusTracker().getJobIdsForGroup(name).length;
  }
}
