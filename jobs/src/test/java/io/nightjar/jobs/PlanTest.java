package io.nightjar.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.jobs.bench.Job;
import io.nightjar.jobs.bench.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings that are planned and not run. */
class PlanTest {
  @TempDir Path temp;

  @Test
  void saysAsJsonWhatATrainingTakesOnAClusterAndTrainsNothing() {
    Job job = Job.in(temp.resolve("job"));

    Run run =
        job.run(
            "plan",
            Job.FIRST,
            "--rows",
            "4000000000",
            "--executors",
            "4",
            "--cores",
            "4",
            "--executor-memory",
            "8g",
            "--json");

    assertThat(run.code()).as(run.err()).isZero();
    JsonNode plan = run.json().path("plan");
    assertThat(plan.path("table").path("rows").asLong()).isEqualTo(4_000_000_000L);
    assertThat(plan.path("table").path("training_rows").asLong()).isEqualTo(2_000_000_000L);
    assertThat(plan.path("cluster").path("executors").asInt()).isEqualTo(4);
    assertThat(plan.path("place").asText()).isEqualTo("executors");
    assertThat(plan.path("stored_bytes").asLong()).isPositive();
    assertThat(plan.path("seconds").asDouble()).isPositive();
    assertThat(run.json().path("warnings").toString()).contains("cached rows take ");
    assertThat(Files.exists(job.at("registry"))).isFalse();
  }

  @Test
  void saysTheSameAsATable() {
    Job job = Job.in(temp.resolve("job"));

    Run run = job.run("plan", Job.FIRST);

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("  table       600 rows (", "  fit         one_task: ", "  memory      ")
        .contains("gradients", "  expected    ", "seconds are an estimate");
  }

  @Test
  void refusesHalfACluster() {
    Job job = Job.in(temp.resolve("job"));

    Run run = job.run("plan", Job.FIRST, "--cores", "4");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.problems())
        .containsExactly(
            "--executors: is missing, --cores is 4 and --executor-memory is missing; give all three,"
                + " or none for the session's own");
  }
}
