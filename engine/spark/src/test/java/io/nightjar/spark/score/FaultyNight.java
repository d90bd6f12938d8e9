package io.nightjar.spark.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.config.ScoreConfig;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.model.LinearModel;
import io.nightjar.model.Task;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.TestConfigs;
import io.nightjar.spark.data.contract.RowRules;
import io.nightjar.spark.data.read.Tables;
import io.nightjar.spark.score.publish.Faults.Call;
import io.nightjar.spark.score.publish.FaultyFileSystem;
import io.nightjar.spark.score.publish.PublishRequest.Repeat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A night of few rows that is scored on a {@link FaultyFileSystem}, and what readers see of it. */
final class FaultyNight {
  private static final LocalDate NIGHT = LocalDate.of(2026, 11, 19);
  private static final String SHA256 = "ab12";

  /** How the scores are written. */
  enum Way {
    BY_COLUMN,
    BY_COLUMN_WITH_QUARANTINE,
    ROW_BY_ROW
  }

  /** What readers see before. */
  enum Before {
    AN_OLD_RUN_OF_THE_DATE,
    NOTHING,
    ANOTHER_DATE
  }

  private final SparkSession spark = SparkFixture.session();
  private final Path folder;
  private final Path kept;
  private final List<Row> rows;
  private final Path in;
  private final Way way;
  private String filter;
  private Predicate<Row> passing = row -> true;

  FaultyNight(Path temp, Way way) throws IOException {
    spark
        .sparkContext()
        .hadoopConfiguration()
        .set("fs.faulty.impl", FaultyFileSystem.class.getName());
    this.way = way;
    this.folder = temp.resolve(way + "/night");
    this.kept = temp.resolve(way + "/kept");
    this.rows = way == Way.BY_COLUMN ? ScoreBench.goodRows(30, 3) : ScoreBench.rows(60, 5);
    this.in = temp.resolve(way + "/in");
    ScoreBench.table(rows).repartition(2).write().parquet(in.toString());
    for (Before before : Before.values()) {
      publish(before);
    }
  }

  /** Keeps what readers see before, so that it is published once only. */
  private void publish(Before before) throws IOException {
    Files.createDirectories(folder);
    switch (before) {
      case NOTHING -> {}
      case AN_OLD_RUN_OF_THE_DATE -> score(old(NIGHT));
      case ANOTHER_DATE -> score(old(NIGHT.minusDays(1)));
    }
    FileUtils.moveDirectory(folder.toFile(), kept.resolve(before.name()).toFile());
  }

  /** Lets readers see that again, and nothing else. */
  void restore(Before before) throws IOException {
    FileUtils.deleteDirectory(folder.toFile());
    FileUtils.copyDirectory(kept.resolve(before.name()).toFile(), folder.toFile());
  }

  /** The run that may end badly. */
  ScoreResult score() {
    return score(SHA256);
  }

  /** The same with another model. */
  ScoreResult score(String sha256) {
    return score(sha256, RowRules.none());
  }

  /** The same under a contract. */
  ScoreResult score(RowRules rules) {
    return score(SHA256, rules);
  }

  /**
   * From now on only some rows are scored.
   *
   * @param predicate in SQL
   * @param same the rows that keep it
   */
  void filter(String predicate, Predicate<Row> same) {
    filter = predicate;
    passing = same;
  }

  private ScoreResult score(String sha256, RowRules rules) {
    Wanted wanted =
        new Wanted("new", NIGHT, way == Way.ROW_BY_ROW ? "id >= 0" : null, sha256, rules);
    ScoreResult result = score(wanted);
    if (result.published()) {
      assertThat(result.rowByRow().isPresent()).isEqualTo(way == Way.ROW_BY_ROW);
    }
    return result;
  }

  private static Wanted old(LocalDate date) {
    return new Wanted("old", date, "id < 9", SHA256, RowRules.none());
  }

  /**
   * A run.
   *
   * @param where null for all rows
   */
  private record Wanted(
      String runId, LocalDate date, String where, String sha256, RowRules rules) {}

  private ScoreResult score(Wanted wanted) {
    Optional<String> quarantine = Optional.of("faulty://" + folder + "/quarantine");
    MadeScoreConfig made =
        MadeScoreConfig.in(folder, List.of("id", "extra"), quarantine)
            .output("faulty://" + folder + "/scores")
            .mostQuarantined(1);
    ScoreConfig config = (filter == null ? made : made.where(filter)).made();
    ScoreRequest request =
        new ScoreRequest(
            "churn",
            wanted.runId(),
            wanted.date(),
            Repeat.SKIP,
            config,
            Optional.of("id"),
            wanted.rules(),
            "0.1.0");
    LinearModel linear = ScoreBench.model(Task.BINARY);
    ScoringModel model =
        new ScoringModel(
            "churn",
            7,
            wanted.sha256(),
            linear,
            new KernelTableScorer(spark, linear, BackendPreference.SCALAR, 64),
            List.of());
    return BatchScoring.run(spark, request, model, () -> ScoringInput.of(table(wanted.where())));
  }

  private Table table(String where) {
    Table all =
        Tables.open(spark, TestConfigs.data(in.toString(), "none", null), in.toString(), NIGHT);
    return where == null ? all : all.where(where, "test");
  }

  /** The folder of the input. */
  Path in() {
    return in;
  }

  /** The folder that holds scores and quarantine. */
  Path folder() {
    return folder;
  }

  /** A call without what differs from run to run: tries, attempts and partitions. */
  String kind(Call call) {
    return (call.inTask() ? "task: " : "")
        + call.what()
            .replace(folder.toString(), "")
            .replaceAll("[0-9a-f]{8}-\\d+-\\d+-[0-9a-f]{8}", "TRY")
            .replaceAll("part-\\d+(-[0-9a-f]+)?\\.", "part.");
  }

  private static boolean bad(Row row) {
    return !row.isNullAt(3) && Double.isInfinite(row.getDouble(3));
  }

  private List<Long> ids(Predicate<Row> which) {
    return rows.stream().filter(which).map(row -> row.getLong(0)).sorted().toList();
  }

  private List<Long> old(boolean wantBad) {
    return ids(row -> row.getLong(0) < 9 && bad(row) == wantBad);
  }

  /** What a reader finds right after the end: the old table or the new one, each date whole. */
  void assertOldOrNew(Before before, String point) throws IOException {
    assertOldOrNew(before, point, "scores", false);
    assertOldOrNew(before, point, "quarantine", true);
  }

  private void assertOldOrNew(Before before, String point, String table, boolean bad)
      throws IOException {
    List<Long> found = read(table, NIGHT);
    List<Long> now = ids(passing.and(row -> bad(row) == bad));
    if (before == Before.AN_OLD_RUN_OF_THE_DATE && !isBetweenRenames(table)) {
      assertThat(found).as(point).isIn(old(bad), now);
    } else {
      assertThat(found).as(point).isIn(List.of(), now);
    }
    if (before == Before.ANOTHER_DATE) {
      assertThat(read(table, NIGHT.minusDays(1))).as(point).isEqualTo(old(bad));
    }
  }

  /** No file system swaps two folders at once: between its two renames a date is absent. */
  private boolean isBetweenRenames(String table) throws IOException {
    return !Files.exists(place(table, NIGHT))
        && children(folder.resolve(table).resolve("_trash")).size() == 1;
  }

  /** What a reader finds of the run that went through, and that nothing is left lying. */
  void assertNew(Before before, String point) throws IOException {
    assertThat(read("scores", NIGHT)).as(point).isEqualTo(ids(passing.and(row -> !bad(row))));
    assertThat(read("quarantine", NIGHT)).as(point).isEqualTo(ids(passing.and(FaultyNight::bad)));
    if (before == Before.ANOTHER_DATE) {
      assertThat(read("scores", NIGHT.minusDays(1))).as(point).isEqualTo(old(false));
    }
    for (String table : List.of("scores", "quarantine")) {
      assertThat(children(folder.resolve(table).resolve("_staging"))).as(point).isEmpty();
      assertThat(children(folder.resolve(table).resolve("_trash"))).as(point).isEmpty();
      assertThat(children(place(table, NIGHT)))
          .as(point)
          .allMatch(name -> name.matches("part-\\d+(-[0-9a-f]{32})?\\.parquet|_nightjar\\.json"));
      PublishedFiles.of(place(table, NIGHT).toString()).assertAsTheManifestSays();
    }
    ScoreResult again = score();
    assertThat(again.alreadyPublished()).as(point).isTrue();
    long passed = rows.stream().filter(passing).count();
    assertThat(again.rowsIn()).as(point).isEqualTo(passed);
    assertThat(again.rowsScored() + again.rowsQuarantined()).as(point).isEqualTo(passed);
  }

  private Path place(String table, LocalDate date) {
    return folder.resolve(table).resolve("run-date=" + date);
  }

  private static List<String> children(Path parent) throws IOException {
    if (!Files.exists(parent)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(parent)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  /** The ids in the files that readers see, each as often as it is there. */
  private List<Long> read(String table, LocalDate date) throws IOException {
    List<Long> ids = new ArrayList<>();
    for (String name : children(place(table, date))) {
      if (!name.startsWith("_") && !name.startsWith(".")) {
        read(place(table, date).resolve(name), ids);
      }
    }
    ids.sort(Comparator.naturalOrder());
    return ids;
  }

  private static void read(Path file, List<Long> ids) throws IOException {
    try (ParquetReader<Group> reader =
        ParquetReader.builder(
                new GroupReadSupport(), new org.apache.hadoop.fs.Path(file.toString()))
            .build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        ids.add(Long.valueOf(row.getValueToString(row.getType().getFieldIndex("id"), 0)));
      }
    }
  }
}
