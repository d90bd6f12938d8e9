package io.nightjar.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.jobs.bench.ChildJvm;
import io.nightjar.jobs.bench.Job;
import io.nightjar.jobs.bench.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code kill -9} in the middle of a run, in a JVM of its own; then the same run again. */
class KillTest {
  private static final String BOOSTED =
      "model={type=gbt,trees=300,depth=3,learning-rate=0.05,checkpoint-rounds=10,lambda=1}";
  private static final List<String> CLUSTERS =
      List.of(
          "model={type=kmeans,clusters=40,tolerance=1e-12,checkpoint-rounds=2,lambda=null}",
          "data.label=null",
          "data.positive=null",
          "gates=null",
          "promote=null",
          "monitor=null");

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
    assertThat(job.files("registry/models")).hasSize(5);
    assertThat(job.files("runs")).hasSize(2);
    assertThat(job.registry("audit", "verify").code()).isZero();
  }

  @ParameterizedTest
  @MethodSource("iterated")
  void aKilledTrainingGoesOnFromItsCheckpointToTheSameModel(List<String> settings)
      throws Exception {
    Job job = Job.in(temp.resolve("job"));
    Path kept = Files.createDirectories(job.at("runs/killed/checkpoints"));
    try (ChildJvm child = start(job.args("train", Job.FIRST, as("killed", settings)));
        WatchService watch = kept.getFileSystem().newWatchService()) {
      kept.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      awaitCheckpoint(watch, child);
      child.kill();
    }
    assertThat(job.files("registry/journal")).isEmpty();

    Run resumed = job.run("train", Job.FIRST, as("killed", settings));
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.json().path("warnings").toString()).contains("when this run was stopped");
    assertThat(job.at("runs/killed/checkpoints")).doesNotExist();
    Run undisturbed = job.run("train", Job.FIRST, as("undisturbed", settings));
    assertThat(undisturbed.code()).as(undisturbed.err()).isZero();
    assertThat(undisturbed.json().path("version").asInt()).isEqualTo(2);
    assertThat(undisturbed.json().path("warnings").toString())
        .doesNotContain("when this run was stopped");
    assertThat(resumed.json().path("model_sha256"))
        .isEqualTo(undisturbed.json().path("model_sha256"));
  }

  private static Stream<List<String>> iterated() {
    return Stream.of(List.of(BOOSTED), CLUSTERS);
  }

  @Test
  void aKilledSearchGoesOnFromTheFitsThatWereDone() throws Exception {
    List<String> settings =
        List.of(
            BOOSTED.replace("trees=300", "trees=60"),
            "tune={method=grid,metric=log-loss,folds.count=2,ranges{model.depth=[1,2,3,4]}}");
    Job job = Job.in(temp.resolve("job"));
    try (ChildJvm child = start(job.args("tune", Job.FIRST, named("killed", settings)))) {
      child.await("trial 2 (");
      child.kill();
    }
    assertThat(job.files("runs/killed/checkpoints/trials")).hasSizeGreaterThanOrEqualTo(4);

    Run resumed = job.run("tune", Job.FIRST, as("killed", settings));
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.json().path("warnings").toString()).contains("the search took up ");
    assertThat(job.at("runs/killed/checkpoints")).doesNotExist();
    Run undisturbed = job.run("tune", Job.FIRST, as("undisturbed", settings));
    assertThat(undisturbed.json().path("warnings").toString()).doesNotContain("took up");
    assertThat(resumed.json().path("model_sha256"))
        .isEqualTo(undisturbed.json().path("model_sha256"));
    assertThat(resumed.json().path("tune").path("best"))
        .isEqualTo(undisturbed.json().path("tune").path("best"));
  }

  /** The arguments of a run that is known by an id, with its record as JSON. */
  private static String[] as(String run, List<String> settings) {
    List<String> args = new ArrayList<>(List.of(named(run, settings)));
    args.add("--json");
    return args.toArray(String[]::new);
  }

  private static String[] named(String run, List<String> settings) {
    List<String> args = new ArrayList<>(List.of("--run-id", run));
    settings.forEach(setting -> args.addAll(List.of("--set", setting)));
    return args.toArray(String[]::new);
  }

  /** Waits for a whole checkpoint, a file under its own name. */
  private static void awaitCheckpoint(WatchService watch, ChildJvm child) throws Exception {
    boolean there = false;
    while (!there) {
      WatchKey key = watch.poll(2, TimeUnit.MINUTES);
      assertThat(key).as("no checkpoint in two minutes: %s", child.seen()).isNotNull();
      there = key.pollEvents().stream().anyMatch(e -> e.context().toString().startsWith("round-"));
      key.reset();
    }
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
