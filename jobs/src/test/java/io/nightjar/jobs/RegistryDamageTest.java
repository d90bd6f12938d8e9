package io.nightjar.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.jobs.bench.Job;
import io.nightjar.jobs.bench.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry that was changed behind Nightjar's back, and versions that may not be used. */
class RegistryDamageTest {
  @TempDir Path temp;
  private Job job;

  @BeforeEach
  void copyTheTrainedJob() {
    job = Job.trained(temp.resolve("job"));
  }

  @Test
  void aFlippedByteInTheJournalStopsEveryVerb() throws IOException {
    Path entry = job.at("registry/journal/00000000000000000001.json");
    flip(entry, Files.readString(entry).indexOf("churn-train") + 2);

    Run verify = job.registry("audit", "verify", "--json");
    Run score = job.run("score", Job.USUAL);
    Run train = job.run("train", Job.FIRST);

    assertThat(verify.code()).isEqualTo(6);
    assertThat(verify.problems())
        .singleElement()
        .asString()
        .matches(
            "journal/00000000000000000001\\.json: is damaged: its content has the SHA-256"
                + " [0-9a-f]{64}, but it says [0-9a-f]{64}\\. Restore this file from a backup;"
                + " entries are never edited or removed\\.");
    assertThat(verify.json().path("exit_code").asInt()).isEqualTo(6);
    assertThat(score.code()).isEqualTo(6);
    assertThat(score.problems()).isEqualTo(verify.problems());
    assertThat(train.code()).isEqualTo(6);
    assertThat(train.problems()).isEqualTo(verify.problems());
    assertThat(train.err()).doesNotContain("  fit ");
    assertThat(job.files("scores")).isEmpty();
  }

  @Test
  void aFlippedByteInAModelFileIsFoundBeforeARowIsScored() throws IOException {
    String file =
        job.files("registry/models").stream()
            .filter(name -> name.endsWith("tensors.safetensors"))
            .findFirst()
            .orElseThrow();
    Path tensors = job.at("registry/models/" + file);
    flip(tensors, (int) Files.size(tensors) - 1);

    Run verify = job.registry("models", "verify", "churn@1");
    Run all = job.registry("audit", "verify");
    Run score = job.run("score", Job.USUAL);

    assertThat(verify.code()).isEqualTo(6);
    assertThat(verify.problems())
        .singleElement()
        .asString()
        .matches(
            "file:"
                + tensors
                + ": has the SHA-256 [0-9a-f]{64}, but it was registered with [0-9a-f]{64}\\. The"
                + " file was changed: restore it from a backup, or roll back to another version\\.");
    assertThat(all.code()).isEqualTo(6);
    assertThat(all.out()).contains("1 versions with 5 files hashed: 1 problem");
    assertThat(score.code()).isEqualTo(6);
    assertThat(score.problems()).isEqualTo(verify.problems());
    assertThat(job.files("scores")).isEmpty();
  }

  @Test
  void aModelThatTheGatesRefuseIsRejectedAndNeverPromoted() {
    Run train =
        job.run("train", Job.FIRST, "--run-id", "strict", "--set", "gates.auc.min=0.999", "--json");
    Run promote = job.registry("models", "promote", "churn@2");
    Run list = job.registry("models", "list");

    assertThat(train.code()).isEqualTo(4);
    assertThat(train.json().path("version").asInt()).isEqualTo(2);
    assertThat(train.json().path("gates").path(0).path("verdict").asText()).isEqualTo("fail");
    assertThat(train.problems())
        .singleElement()
        .asString()
        .matches("--set gates\\.auc\\.min: auc\\.min: 0\\.\\d+ is below the least of 0\\.999");
    assertThat(promote.code()).isEqualTo(4);
    assertThat(promote.problems())
        .singleElement()
        .asString()
        .matches(
            "churn@2 was rejected by its gates \\(auc\\.min: 0\\.\\d+ is below the least of"
                + " 0\\.999\\); only a candidate can be promoted\\. Train a better version\\.");
    assertThat(list.out().lines().toList().get(0)).contains("champion");
    assertThat(list.out().lines().toList().get(1))
        .contains("churn@2  rejected")
        .doesNotContain("champion");
  }

  @Test
  void aModelWithoutAChampionSaysHowToGetOne() {
    Run train = job.run("train", Job.FIRST, "--set", "name=other", "--set", "promote=manual");
    Run score = job.run("score", Job.USUAL, "--set", "name=other");
    Run unknown = job.run("score", Job.USUAL, "--set", "name=chrun");
    Run version = job.run("score", Job.USUAL, "--model", "churn@7");

    assertThat(train.code()).as(train.err()).isZero();
    assertThat(score.code()).isEqualTo(2);
    assertThat(score.problems())
        .containsExactly(
            "other has no champion yet; it has version 1. Train one that passes its gates with"
                + " promote = auto, or promote one by hand, or name one such as other@1.");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.problems())
        .containsExactly("the registry has no model \"chrun\"; did you mean \"churn\"?");
    assertThat(version.code()).isEqualTo(2);
    assertThat(version.problems())
        .containsExactly(
            "\"churn@7\" is not a version of churn; it has version 1 and the aliases champion.");
  }

  @Test
  void twoJobsOfOneModelMakeItsNextVersionsButNeverMixTheirScores() {
    Run night = job.run("score", Job.USUAL);
    Run second = job.run("train", Job.USUAL, "--run-id", "from-another-job");
    Run trained = job.run("train", Job.FIRST, "--set", "name=other");
    Run sameDate = job.run("score", Job.USUAL, "--set", "name=other");
    Run otherDate = job.run("score", Job.SHIFTED, "--set", "name=other");

    assertThat(night.code()).as(night.err()).isZero();
    assertThat(second.out()).contains("  model       churn@2 (champion)");
    assertThat(trained.code()).as(trained.err()).isZero();
    String problem =
        "file:%1$s/run-date=2026-11-02: was published by job churn (output file:%1$s); job other"
            + " never replaces its rows nor adds to them: give each job folders of its own";
    for (Run run : new Run[] {sameDate, otherDate}) {
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.problems()).containsExactly(problem.formatted(job.at("scores")));
    }
    assertThat(job.publisher(Job.USUAL)).isEqualTo("churn-score-2026-11-02");
    assertThat(job.at("scores/run-date=" + Job.SHIFTED)).doesNotExist();
  }

  private static void flip(Path file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= 1;
    Files.write(file, bytes);
    Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
  }
}
