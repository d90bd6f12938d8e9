package io.nightjar.spark.score.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.spark.score.lake.LakeBench.Kind;
import io.nightjar.spark.score.manifest.Manifest;
import io.nightjar.spark.score.publish.DatedPublisher;
import io.nightjar.spark.score.publish.PublishRequest.Repeat;
import io.nightjar.spark.score.publish.Published;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One contract for every kind of table that has transactions. */
class LakePublisherTest {
  private static final LocalDate NEXT = LakeBench.NIGHT.plusDays(1);

  @TempDir Path temp;

  private static List<String> scoresOf(String run) {
    return List.of(run + " 2026-11-19 1", run + " 2026-11-19 2");
  }

  private static String message(FailureKind kind, Throwable failure) {
    assertThat(failure).isInstanceOf(NightjarException.class);
    assertThat(((NightjarException) failure).kind()).isEqualTo(kind);
    return failure.getMessage();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void publishesBothTablesAndKeepsTheManifestInTheCommit(Kind kind) throws IOException {
    LakeBench bench = new LakeBench(kind, temp);
    Published published = bench.publish("one");

    assertThat(bench.seen(bench.scores())).isEqualTo(scoresOf("one"));
    assertThat(bench.seen(bench.quarantine())).containsExactly("one 2026-11-19 3");
    Manifest manifest = published.manifest();
    assertThat(manifest.runId()).isEqualTo("one");
    assertThat(manifest.rows()).isEqualTo(2);
    assertThat(manifest.counts().in()).isEqualTo(3);
    assertThat(manifest.counts().quarantined()).isEqualTo(1);
    assertThat(manifest.provenance().modelVersion()).isEqualTo(7);
    assertThat(manifest.provenance().inputSnapshot()).isEqualTo("input@1");
    assertThat(manifest.replacesRunId()).isNull();
    assertThat(published.place().toString()).endsWith("scores/run-date=2026-11-19");
    assertThat(bench.waiting()).isEmpty();
    assertThat(bench.partitionedBy(bench.scores())).contains("`run-date`");
    assertThat(bench.partitionedBy(bench.quarantine())).contains("`run-date`");
  }

  @ParameterizedTest
  @EnumSource(names = {"DELTA_BY_PATH", "ICEBERG_BY_NAME"})
  void doesNothingForTheSameRunAgain(Kind kind) {
    LakeBench bench = new LakeBench(kind, temp);
    Published first = bench.publish("one");
    Published again = bench.publish("one");

    assertThat(again.manifest()).isEqualTo(first.manifest());
    assertThat(again.manifestSha256()).isEqualTo(first.manifestSha256());
    assertThat(bench.seen(bench.scores())).isEqualTo(scoresOf("one"));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void replacesAnotherRunsRowsOfTheDateAndNoOtherDates(Kind kind) {
    LakeBench bench = new LakeBench(kind, temp);
    bench.publish("one");
    bench.publish(bench.request("churn", "next", NEXT, Repeat.SKIP));
    Published second = bench.publish("two");

    assertThat(second.manifest().replacesRunId()).isEqualTo("one");
    assertThat(bench.seen(bench.scores()))
        .containsExactly(
            "next 2026-11-20 1", "next 2026-11-20 2", "two 2026-11-19 1", "two 2026-11-19 2");
    assertThat(bench.seen(bench.quarantine()))
        .containsExactly("next 2026-11-20 3", "two 2026-11-19 3");

    Published forced = bench.publish(bench.request("two", Repeat.REPLACE));
    assertThat(forced.manifest().attempt()).isNotEqualTo(second.manifest().attempt());
    assertThat(bench.seen(bench.scores())).hasSize(4);
  }

  @ParameterizedTest
  @EnumSource(names = {"DELTA_BY_PATH", "ICEBERG_BY_NAME"})
  void letsOneOfTwoRunsWinThatBeganTogether(Kind kind) {
    LakeBench bench = new LakeBench(kind, temp);
    for (String before : List.of("none", "one")) {
      if (before.equals("one")) {
        bench.publish("one");
      }
      try (DatedPublisher.Try a =
              bench.publisher().begin(bench.request(before + "-a", Repeat.SKIP));
          DatedPublisher.Try b =
              bench.publisher().begin(bench.request(before + "-b", Repeat.SKIP))) {
        bench.publish(a, before + "-a");
        assertThatThrownBy(() -> bench.publish(b, before + "-b"))
            .satisfies(
                e ->
                    assertThat(message(FailureKind.STORAGE, e))
                        .isEqualTo(
                            new org.apache.hadoop.fs.Path(bench.quarantine())
                                + "/run-date=2026-11-19: run "
                                + before
                                + "-a published 2026-11-19 while run "
                                + before
                                + "-b was at work; that one stays and this run published nothing:"
                                + " run it again to replace it"));
      }
      assertThat(bench.seen(bench.scores())).isEqualTo(scoresOf(before + "-a"));
      assertThat(bench.seen(bench.quarantine())).containsExactly(before + "-a 2026-11-19 3");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DELTA_BY_PATH", "ICEBERG_BY_NAME"})
  void letsOneOfManyRunsAtOnceWin(Kind kind) throws Exception {
    LakeBench bench = new LakeBench(kind, temp);
    bench.publish("one");
    int runs = 3;
    ExecutorService pool = Executors.newFixedThreadPool(runs);
    List<DatedPublisher.Try> tries = new ArrayList<>();
    List<Callable<Boolean>> work = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      String runId = "run" + run;
      DatedPublisher.Try begun = bench.publisher().begin(bench.request(runId, Repeat.SKIP));
      tries.add(begun);
      work.add(
          () -> {
            try {
              bench.publish(begun, runId);
              return true;
            } catch (NightjarException e) {
              assertThat(message(FailureKind.STORAGE, e)).contains(" while run " + runId);
              return false;
            }
          });
    }
    List<Boolean> won = new ArrayList<>();
    for (Future<Boolean> end : pool.invokeAll(work)) {
      won.add(end.get());
    }
    pool.shutdown();
    tries.forEach(DatedPublisher.Try::close);

    assertThat(won).containsOnlyOnce(true);
    String winner = "run" + won.indexOf(true);
    assertThat(bench.seen(bench.scores())).isEqualTo(scoresOf(winner));
    assertThat(bench.seen(bench.quarantine())).containsExactly(winner + " 2026-11-19 3");
  }

  @ParameterizedTest
  @EnumSource(names = {"DELTA_BY_PATH", "ICEBERG_BY_NAME"})
  void publishesOtherDatesAtTheSameTime(Kind kind) {
    LakeBench bench = new LakeBench(kind, temp);
    bench.publish("one");
    try (DatedPublisher.Try a = bench.publisher().begin(bench.request("two", Repeat.SKIP));
        DatedPublisher.Try b =
            bench.publisher().begin(bench.request("churn", "next", NEXT, Repeat.SKIP))) {
      bench.publish(b, "next");
      bench.publish(a, "two");
    }
    assertThat(bench.seen(bench.scores())).hasSize(4).contains("two 2026-11-19 1");
  }

  @ParameterizedTest
  @EnumSource(names = {"DELTA_BY_PATH", "ICEBERG_BY_NAME"})
  void refusesRowsThatDoNotAddUp(Kind kind) throws IOException {
    LakeBench bench = new LakeBench(kind, temp);
    bench.publish("one");
    try (DatedPublisher.Try publication =
        bench.publisher().begin(bench.request("two", Repeat.SKIP))) {
      assertThatThrownBy(
              () -> publication.publish(LakeBench.PROVENANCE, 4, bench.stage(publication, "two")))
          .satisfies(
              e ->
                  assertThat(message(FailureKind.STORAGE, e))
                      .contains(
                          ": the rows don't add up: 4 in, but the written files hold 2 scored + 1"
                              + " quarantined; nothing was published"));
    }
    assertThat(bench.seen(bench.scores())).isEqualTo(scoresOf("one"));
    assertThat(bench.waiting()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"DELTA_BY_PATH", "ICEBERG_BY_NAME"})
  void neverReplacesAnotherJobsRows(Kind kind) {
    LakeBench bench = new LakeBench(kind, temp);
    bench.publish("one");
    for (LocalDate night : List.of(LakeBench.NIGHT, NEXT)) {
      NightjarException e =
          catchThrowableOfType(
              NightjarException.class,
              () -> bench.publish(bench.request("other", "other-1", night, Repeat.REPLACE)));
      assertThat(message(FailureKind.CONFIG, e))
          .contains(": was published by job churn (output ")
          .endsWith(
              "); job other never replaces its rows nor adds to them: give each job folders of its"
                  + " own");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DELTA_BY_PATH", "ICEBERG_BY_NAME"})
  void refusesRowsThatOthersChangedUnlessForced(Kind kind) {
    LakeBench bench = new LakeBench(kind, temp);
    bench.publish("one");
    bench.spark.sql("DELETE FROM " + bench.lake(bench.scores()).identifier() + " WHERE id = 1");

    assertThatThrownBy(() -> bench.publish("one"))
        .satisfies(
            e ->
                assertThat(message(FailureKind.STORAGE, e))
                    .endsWith(
                        ": was changed after it was published: the commit of run one had 2 rows of"
                            + " 2026-11-19, the table holds 1; publish with --force to replace"
                            + " them"));
    bench.publish(bench.request("one", Repeat.REPLACE));
    assertThat(bench.seen(bench.scores())).isEqualTo(scoresOf("one"));
  }

  @ParameterizedTest
  @EnumSource(names = {"DELTA_BY_PATH", "ICEBERG_BY_NAME"})
  void refusesRowsThatNoCommitOfItsOwnHasUnlessForced(Kind kind) {
    LakeBench bench = new LakeBench(kind, temp);
    bench.publish("one");
    bench.spark.sql(
        "INSERT INTO "
            + bench.lake(bench.scores()).identifier()
            + " BY NAME SELECT 9L AS id, 'by hand' AS run, DATE'2026-11-20' AS `run-date`");

    assertThatThrownBy(() -> bench.publish(bench.request("churn", "next", NEXT, Repeat.SKIP)))
        .satisfies(
            e ->
                assertThat(message(FailureKind.STORAGE, e))
                    .endsWith(
                        ": holds 1 rows of 2026-11-20, and no commit in the table's log says that"
                            + " Nightjar published them: others did, or the log was cleaned since;"
                            + " publish with --force to replace them"));
    bench.publish(bench.request("churn", "next", NEXT, Repeat.REPLACE));
    assertThat(bench.seen(bench.scores())).hasSize(4).doesNotContain("by hand 2026-11-20 9");
  }

  @ParameterizedTest
  @EnumSource(names = {"DELTA_BY_PATH", "ICEBERG_BY_NAME"})
  void publishesAgainWhatWasRolledBack(Kind kind) {
    LakeBench bench = new LakeBench(kind, temp);
    bench.publish("one");
    String before = bench.lake(bench.scores()).newest().id();
    bench.publish("two");
    rollBack(bench, before);
    assertThat(bench.seen(bench.scores())).isEqualTo(scoresOf("one"));

    Published again = bench.publish("two");
    assertThat(again.manifest().replacesRunId()).isEqualTo("one");
    assertThat(bench.seen(bench.scores())).isEqualTo(scoresOf("two"));
  }

  private static void rollBack(LakeBench bench, String version) {
    String table = bench.lake(bench.scores()).identifier();
    if (bench.kind == Kind.ICEBERG_BY_NAME) {
      bench.spark.sql(
          "CALL lake.system.rollback_to_snapshot('" + bench.scores() + "', " + version + ")");
    } else {
      bench.spark.sql("RESTORE TABLE " + table + " TO VERSION AS OF " + version);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DELTA_BY_PATH", "ICEBERG_BY_NAME"})
  void publishesNoRowsInPlaceOfSome(Kind kind) {
    LakeBench bench = new LakeBench(kind, temp);
    bench.publish("one");
    Dataset<Row> none = bench.spark.sql("SELECT 1L AS id, 'two' AS run").where("id = 2");
    try (DatedPublisher.Try publication =
        bench.publisher().begin(bench.request("two", Repeat.SKIP))) {
      publication.publish(
          LakeBench.PROVENANCE,
          0,
          List.of(
              bench.stage(publication, "scores", none),
              bench.stage(publication, "quarantine", none)));
    }
    assertThat(bench.seen(bench.scores())).isEmpty();
    assertThat(bench.seen(bench.quarantine())).isEmpty();
    assertThat(bench.publish("two").manifest().rows()).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"DELTA_BY_PATH", "ICEBERG_BY_NAME"})
  void addsTheColumnsOfALaterNight(Kind kind) {
    LakeBench bench = new LakeBench(kind, temp);
    bench.publish("one");
    try (DatedPublisher.Try publication =
        bench.publisher().begin(bench.request("churn", "next", NEXT, Repeat.SKIP))) {
      var quarantine =
          bench.stage(publication, "quarantine", bench.spark.sql("SELECT 3L AS id, 'next' AS run"));
      var scores =
          bench.stage(
              publication,
              "scores",
              bench.spark.sql("SELECT 1L AS id, 'next' AS run, 0.5D AS challenger_probability"));
      publication.publish(LakeBench.PROVENANCE, 2, List.of(scores, quarantine));
    }
    assertThat(bench.rows(bench.scores()).where("challenger_probability = 0.5").count())
        .isEqualTo(1);
    assertThat(bench.rows(bench.scores()).where("challenger_probability IS NULL").count())
        .isEqualTo(2);
  }
}
