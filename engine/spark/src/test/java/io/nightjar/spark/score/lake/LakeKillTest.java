package io.nightjar.spark.score.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.score.lake.KilledFileSystem.Killed;
import io.nightjar.spark.score.lake.KilledFileSystem.Moment;
import io.nightjar.spark.score.lake.LakeBench.Kind;
import io.nightjar.spark.score.publish.DatedPublisher;
import io.nightjar.spark.score.publish.PublishRequest.Repeat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills a run at the commits of its tables, then looks, and runs again. */
class LakeKillTest {
  private static final List<String> OLD = List.of("old 2026-11-19 1", "old 2026-11-19 2");
  private static final List<String> NEW = List.of("new 2026-11-19 1", "new 2026-11-19 2");

  @TempDir Path temp;

  @BeforeEach
  void addTheFileSystem() {
    SparkSession spark = SparkFixture.session();
    spark
        .sparkContext()
        .hadoopConfiguration()
        .set("fs.killed.impl", KilledFileSystem.class.getName());
    String catalog = "spark.sql.catalog." + KilledFileSystem.SCHEME;
    spark.conf().set(catalog, "org.apache.iceberg.spark.SparkCatalog");
    spark.conf().set(catalog + ".type", "hadoop");
    spark
        .conf()
        .set(
            catalog + ".warehouse",
            "killed://" + System.getProperty("java.io.tmpdir") + "/nightjar-warehouse/killed");
  }

  @AfterEach
  void revive() {
    KilledFileSystem.revive();
  }

  @ParameterizedTest
  @CsvSource({
    "DELTA_BY_PATH, quarantine, AFTER_THE_COMMIT",
    "DELTA_BY_PATH, scores, BEFORE_THE_COMMIT",
    "DELTA_BY_PATH, scores, AFTER_THE_COMMIT",
    "ICEBERG_BY_NAME, quarantine, AFTER_THE_COMMIT",
    "ICEBERG_BY_NAME, scores, BEFORE_THE_COMMIT",
    "ICEBERG_BY_NAME, scores, AFTER_THE_COMMIT"
  })
  void hasTheOldRowsBeforeTheCommitAndTheNewOnesAfter(Kind kind, String table, Moment moment)
      throws IOException {
    LakeBench bench = new LakeBench(kind, temp, KilledFileSystem.SCHEME);
    bench.publish("old");
    String commit = kind == Kind.DELTA_BY_PATH ? "/_delta_log/0" : "/metadata/v";
    KilledFileSystem.killAt(table + commit, moment);

    assertThatThrownBy(() -> bench.publish("new"))
        .satisfiesAnyOf(
            e -> assertThat(e).isInstanceOf(Killed.class),
            e -> assertThat(e).hasRootCauseInstanceOf(Killed.class));
    KilledFileSystem.revive();

    boolean published = table.equals("scores") && moment == Moment.AFTER_THE_COMMIT;
    assertThat(bench.seen(bench.scores())).isEqualTo(published ? NEW : OLD);
    assertThat(bench.waiting()).as("what a killed run leaves").isNotEmpty();
    bench.publish("new");
    assertThat(bench.seen(bench.scores())).isEqualTo(NEW);
    assertThat(bench.seen(bench.quarantine())).containsExactly("new 2026-11-19 3");
    assertThat(bench.waiting()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"DELTA_BY_PATH", "ICEBERG_BY_NAME"})
  void saysThatTheOutcomeIsNotKnownAndSettlesItWhenRunAgain(Kind kind) {
    LakeBench bench = new LakeBench(kind, temp, KilledFileSystem.SCHEME);
    bench.publish("old");
    String commit = kind == Kind.DELTA_BY_PATH ? "/_delta_log/0" : "/metadata/v";
    KilledFileSystem.killAt("scores" + commit, Moment.CUT_OFF_AFTER_THE_COMMIT);

    assertThatThrownBy(() -> bench.publish("new"))
        .hasMessageContaining(
            "scores: the outcome of publishing 2026-11-19 by run new is not known: the table's log"
                + " could not be read after the commit (")
        .hasMessageEndingWith(
            "); run again when the storage answers: where the commit is there, that does nothing");
    KilledFileSystem.revive();

    try (DatedPublisher.Try again = bench.publisher().begin(bench.request("new", Repeat.SKIP))) {
      assertThat(again.alreadyPublished()).isPresent();
    }
    assertThat(bench.seen(bench.scores())).isEqualTo(NEW);
  }
}
