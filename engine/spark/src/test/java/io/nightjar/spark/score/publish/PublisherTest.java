package io.nightjar.spark.score.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.spark.score.publish.PublishRequest.Repeat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublisherTest {
  @TempDir Path temp;
  private PublishBench bench;

  @BeforeEach
  void openBench() {
    bench = new PublishBench("file://" + temp, new Configuration());
  }

  @AfterEach
  void revive() {
    FaultyFileSystem.FAULTS.revive();
  }

  private static String message(FailureKind kind, Throwable failure) {
    assertThat(failure).isInstanceOf(NightjarException.class);
    assertThat(((NightjarException) failure).kind()).isEqualTo(kind);
    return failure.getMessage();
  }

  @Test
  void publishesEveryTableWithItsManifest() throws IOException {
    Published published = bench.publish("night-1", Repeat.SKIP);

    assertThat(bench.visible(bench.scores())).containsExactly("night-1", "night-1");
    assertThat(bench.visible(bench.quarantine())).containsExactly("night-1");
    assertThat(published.manifest().counts().in()).isEqualTo(3);
    assertThat(published.manifest().counts().scored()).isEqualTo(2);
    assertThat(published.manifest().counts().quarantined()).isEqualTo(1);
    assertThat(published.manifest().replacesRunId()).isNull();
    String json = Files.readString(temp.resolve("scores/run-date=2026-11-19/_nightjar.json"));
    assertThat(json)
        .contains(
            "\"run_id\" : \"night-1\"", "\"model_version\" : 7", "\"run_date\" : \"2026-11-19\"");
    assertThat(bench.leftovers()).isEmpty();
  }

  @Test
  void doesNothingForARunIdThatIsPublishedAlready() throws IOException {
    Published first = bench.publish("night-1", Repeat.SKIP);
    try (Publication again = bench.publisher().begin(bench.request("night-1", Repeat.SKIP))) {
      assertThat(again.alreadyPublished()).contains(first);
    }
    assertThat(bench.leftovers()).isEmpty();
  }

  @Test
  void replacesAnotherRunAndNeverAdds() throws IOException {
    bench.publish("night-1", Repeat.SKIP);
    Published second = bench.publish("night-1-again", Repeat.SKIP);

    assertThat(bench.visible(bench.scores())).containsExactly("night-1-again", "night-1-again");
    assertThat(second.manifest().replacesRunId()).isEqualTo("night-1");
    assertThat(bench.leftovers()).isEmpty();
    assertThat(bench.intents())
        .containsExactly("2026-11-19.000002.done.json", "2026-11-19.000002.json");
  }

  @Test
  void publishesTheSameRunIdAgainWhenAskedTo() throws IOException {
    Published first = bench.publish("night-1", Repeat.SKIP);
    Published second = bench.publish("night-1", Repeat.REPLACE);

    assertThat(second.manifest().attempt()).isNotEqualTo(first.manifest().attempt());
    assertThat(second.manifest().replacesRunId()).isEqualTo("night-1");
    assertThat(bench.visible(bench.scores())).hasSize(2);
  }

  @Test
  void removesWhatWasStagedWhenNothingIsPublished() throws IOException {
    bench.publish("night-1", Repeat.SKIP);
    try (Publication publication = bench.publisher().begin(bench.request("night-2", Repeat.SKIP))) {
      assertThat(bench.stage(publication, "night-2")).hasSize(2);
      assertThat(bench.leftovers()).hasSize(2);
    }
    assertThat(bench.leftovers()).isEmpty();
    assertThat(bench.visible(bench.scores())).containsExactly("night-1", "night-1");
  }

  @Test
  void leavesTheStagingOfALivingRunAlone() throws IOException {
    try (Publication slow = bench.publisher().begin(bench.request("slow", Repeat.SKIP))) {
      List<StagedTable> staged = bench.stage(slow, "slow");
      bench.publisher().recover(bench.scores());
      try (Publication other = bench.publisher().begin(bench.request("other", Repeat.SKIP))) {
        assertThat(other.alreadyPublished()).isEmpty();
      }
      slow.publish(PublishBench.provenance(), 3, staged);
    }
    assertThat(bench.visible(bench.scores())).containsExactly("slow", "slow");
  }

  @Test
  void removesTheStagingOfAKilledRun() throws Exception {
    Process killed = new ProcessBuilder("true").start();
    String attempt = Owner.begin().attempt().replaceFirst("-\\d+-", "-" + killed.pid() + "-");
    assertThat(killed.waitFor()).isZero();
    Path left = Files.createDirectories(temp.resolve("scores/_staging/night-0-" + attempt));
    Files.writeString(left.resolve("part-0"), "half");

    bench.publish("night-1", Repeat.SKIP);

    assertThat(left).doesNotExist();
  }

  @Test
  void keepsTheStagingOfAnotherHostForADay() throws IOException {
    Path left = Files.createDirectories(temp.resolve("scores/_staging/night-0-abc"));
    Files.writeString(left.resolve("part-0"), "half");
    bench.publish("night-1", Repeat.SKIP);
    assertThat(left).exists();

    assertThat(left.toFile().setLastModified(System.currentTimeMillis() - 90_000_000L)).isTrue();
    bench.publish("night-2", Repeat.SKIP);
    assertThat(left).doesNotExist();
  }

  @Test
  void refusesTheSlowerOfTwoRunsOfOneDate() throws IOException {
    try (Publication slow = bench.publisher().begin(bench.request("slow", Repeat.SKIP))) {
      bench.publish("fast", Repeat.SKIP);

      assertThatThrownBy(() -> bench.publish(slow, "slow"))
          .satisfies(
              e ->
                  assertThat(message(FailureKind.STORAGE, e))
                      .isEqualTo(
                          "file:"
                              + temp
                              + "/scores/run-date=2026-11-19: run fast published 2026-11-19 while"
                              + " run slow was at work; that one stays and this run published"
                              + " nothing: run it again to replace it"));
    }
    assertThat(bench.visible(bench.scores())).containsExactly("fast", "fast");
    assertThat(bench.leftovers()).isEmpty();
  }

  @Test
  void refusesADateThatALivingProcessPublishes() throws IOException {
    Path intents = Files.createDirectories(temp.resolve("scores/_intent"));
    Path intent = intents.resolve("2026-11-19.000001.json");
    Files.writeString(
        intent,
        "{\"run_id\": \"other\", \"attempt\": \"abc\", \"run_date\": \"2026-11-19\", \"moves\": [],"
            + " \"owner\": {\"host\": \"elsewhere\", \"pid\": 42, \"since_ms\": 0, \"attempt\": \"abc\"}}");

    assertThatThrownBy(() -> bench.publish("night-1", Repeat.SKIP))
        .satisfies(
            e ->
                assertThat(message(FailureKind.STORAGE, e))
                    .startsWith(
                        "file:"
                            + intent
                            + ": run other (host elsewhere, pid 42, since 1970-01-01T00:00:00Z) is"
                            + " publishing 2026-11-19 now; this run published nothing: run it again"
                            + " when the other one has ended (if that process is gone, after "));
    assertThat(bench.leftovers()).isEmpty();

    assertThat(intent.toFile().setLastModified(System.currentTimeMillis() - 700_000L)).isTrue();
    bench.publish("night-1", Repeat.SKIP);
    assertThat(bench.visible(bench.scores())).hasSize(2);
  }

  @Test
  void refusesRowsThatDoNotAddUp() throws IOException {
    try (Publication publication = bench.publisher().begin(bench.request("night-1", Repeat.SKIP))) {
      List<StagedTable> staged = bench.stage(publication, "night-1");
      assertThatThrownBy(() -> publication.publish(PublishBench.provenance(), 4, staged))
          .satisfies(
              e ->
                  assertThat(message(FailureKind.STORAGE, e))
                      .endsWith(
                          ": the rows don't add up: 4 in, but the written files hold 2 scored + 1"
                              + " quarantined; nothing was published: did the input change during"
                              + " the run? Run again on an input that stands still"));
    }
    assertThat(bench.visible(bench.scores())).isEmpty();
    assertThat(bench.leftovers()).isEmpty();
  }

  @Test
  void leavesTheOldTableWhenTheDiskIsFullAtAnyWrite() throws IOException {
    PublishBench faulty = new PublishBench("faulty://" + temp, FaultyFileSystem.configuration());
    faulty.publish("old", Repeat.SKIP);
    int write = 1;
    for (boolean full = true; full; write++) {
      FaultyFileSystem.FAULTS.fullFrom(write);
      full = runsOutOfSpace(faulty);
      FaultyFileSystem.FAULTS.revive();
      String seen = full ? "old" : "new";
      assertThat(faulty.visible(faulty.scores())).containsExactly(seen, seen);
      assertThat(faulty.visible(faulty.quarantine())).containsExactly(seen);
      assertThat(faulty.leftovers()).isEmpty();
    }
    assertThat(write).isGreaterThan(6);
  }

  private static boolean runsOutOfSpace(PublishBench faulty) throws IOException {
    try {
      faulty.publish("new", Repeat.SKIP);
      return false;
    } catch (NightjarException e) {
      assertThat(message(FailureKind.STORAGE, e))
          .startsWith("faulty:")
          .endsWith(
              "/scores: could not be written: No space left on device; what was published before is"
                  + " unchanged; free space there, or set score.output to a disk with more, then"
                  + " run again");
      return true;
    } catch (IOException e) {
      assertThat(e).as("the table's own writer").hasMessage("No space left on device");
      return true;
    }
  }

  @Test
  void refusesAFolderThatItDidNotPublish() throws IOException {
    Path place = Files.createDirectories(temp.resolve("scores/run-date=2026-11-19"));
    Files.writeString(place.resolve("part-9"), "somebody's");

    assertThatThrownBy(() -> bench.publish("night-1", Repeat.SKIP))
        .satisfies(
            e ->
                assertThat(message(FailureKind.STORAGE, e))
                    .isEqualTo(
                        "file:"
                            + place
                            + ": is there without a readable _nightjar.json, so Nightjar did not"
                            + " publish it or it was changed since; move it away, or publish with"
                            + " --force to replace it"));
    bench.publish("night-1", Repeat.REPLACE);
    assertThat(bench.visible(bench.scores())).containsExactly("night-1", "night-1");
  }

  @Test
  void noticesAFolderThatWasChangedAfterItsPublish() throws IOException {
    bench.publish("night-1", Repeat.SKIP);
    Path place = temp.resolve("scores/run-date=2026-11-19");
    Files.delete(place.resolve("part-1-night-1"));

    assertThatThrownBy(() -> bench.publish("night-1", Repeat.SKIP))
        .satisfies(
            e ->
                assertThat(message(FailureKind.STORAGE, e))
                    .isEqualTo(
                        "file:"
                            + place
                            + ": was changed after it was published: _nightjar.json lists"
                            + " {part-0-night-1=7, part-1-night-1=7}, the folder holds"
                            + " {part-0-night-1=7}; publish with --force to replace it"));
  }

  @Test
  void neverReplacesAnotherJobsTable() throws IOException {
    bench.publish("night-1", Repeat.SKIP);
    PublishRequest mine = bench.request("night-2", Repeat.REPLACE);
    PublishRequest other =
        new PublishRequest("fraud", "f-1", mine.runDate(), Repeat.REPLACE, mine.tables());

    assertThatThrownBy(() -> bench.publisher().begin(other))
        .satisfies(
            e ->
                assertThat(message(FailureKind.CONFIG, e))
                    .isEqualTo(
                        "file:"
                            + temp
                            + "/scores/run-date=2026-11-19: was published by job churn (output"
                            + " file:"
                            + temp
                            + "/scores); job fraud never replaces its rows nor adds to them: give each job folders of its"
                            + " own"));
  }

  @Test
  void refusesAQuarantineInsideTheScores() {
    PublishTable inside =
        new PublishTable("quarantine", new org.apache.hadoop.fs.Path(bench.scores().root(), "q"));
    PublishRequest request =
        new PublishRequest(
            "churn", "night-1", PublishBench.NIGHT, Repeat.SKIP, List.of(bench.scores(), inside));

    assertThatThrownBy(() -> bench.publisher().begin(request))
        .satisfies(
            e ->
                assertThat(message(FailureKind.CONFIG, e))
                    .isEqualTo(
                        "file:"
                            + temp
                            + "/scores/q: the quarantine lie inside the scores (file:"
                            + temp
                            + "/scores), where readers would take them for rows; give them a folder"
                            + " beside it"));
  }
}
