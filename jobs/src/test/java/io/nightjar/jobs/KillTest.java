package io.nightjar.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.jobs.bench.ChildJvm;
import io.nightjar.jobs.bench.Job;
import io.nightjar.jobs.bench.Run;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} in the middle of a run, in a JVM of its own; then the same run again. */
class KillTest {
  @TempDir Path temp;

  @Test
  void aKilledTrainingLeavesNoVersionAndRunsAgain() throws Exception {
    Job job = Job.in(temp.resolve("job"));
    try (ChildJvm child = start(job.args("train", Job.FIRST, "--master", "local[2]"))) {
      child.await("  fit ");
      child.kill();
    }

    assertThat(job.files("registry/journal")).isEmpty();
    Run again = job.run("train", Job.FIRST);
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.out()).contains("  model       churn@1 (champion)");
    assertThat(job.files("registry/models")).hasSize(4);
    assertThat(job.files("runs")).hasSize(2);
    assertThat(job.registry("audit", "verify").code()).isZero();
  }

  @Test
  void aKilledNightPublishesNothingHalfAndRunsAgain() throws Exception {
    Job job = Job.trained(temp.resolve("job"));
    try (ChildJvm child = start(job.args("nightly", Job.USUAL, "--master", "local[2]"))) {
      child.await("  check the contract ");
      child.kill();
    }

    assertThat(job.at("scores/run-date=" + Job.USUAL)).doesNotExist();
    Run again = job.run("nightly", Job.USUAL);
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.out()).contains("  rows        600 in = 600 scored + 0 quarantined");
    assertThat(job.scores(Job.USUAL)).isEqualTo(600);
    assertThat(job.files("scores")).noneMatch(f -> f.startsWith("_staging"));
    assertThat(job.registry("audit", "verify").code()).isZero();
  }

  @Test
  void aNightKilledAfterItsPublishFindsItsScoresAndFinishes() throws Exception {
    Job job = Job.trained(temp.resolve("job"));
    try (ChildJvm child = start(job.args("nightly", Job.USUAL, "--master", "local[2]"))) {
      child.await("  score and publish ");
      child.kill();
    }

    assertThat(job.scores(Job.USUAL)).isEqualTo(600);
    Run again = job.run("nightly", Job.USUAL, "--json");
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.json().path("decision").asText()).isEqualTo("keep");
    assertThat(job.scores(Job.USUAL)).isEqualTo(600);
    assertThat(job.registry("audit", "show").out().lines().filter(l -> l.contains("scores ")))
        .hasSize(1);
  }

  @Test
  void aRequiredBackendThatIsMissingEndsWithSevenAndNoStackTrace() throws Exception {
    Job job = Job.in(temp.resolve("job"));
    String[] args =
        job.args(
            "train",
            Job.FIRST,
            "--quiet",
            "--master",
            "local[2]",
            "--set",
            "compute.backend=opencl",
            "--set",
            "compute.required=true");
    try (ChildJvm child = ChildJvm.start(Map.of("OCL_ICD_VENDORS", "/nonexistent"), args)) {
      assertThat(child.exitCode()).as(String.join("\n", child.seen())).isEqualTo(7);
      assertThat(child.seen())
          .noneMatch(line -> line.startsWith("\tat "))
          .anyMatch(line -> line.startsWith("nightjar: compute.backend: "));
    }
    assertThat(job.files("registry")).isEmpty();
  }

  private static ChildJvm start(String... args) throws Exception {
    return ChildJvm.start(Map.of(), args);
  }
}
