package io.nightjar.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.jobs.bench.Job;
import io.nightjar.jobs.bench.Run;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.score.publish.FaultyFileSystem;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk of the scores fills up while a night is published over an older run's rows. */
class FullDiskTest {
  @TempDir Path temp;

  @BeforeEach
  void knowTheDisk() {
    SparkFixture.session()
        .sparkContext()
        .hadoopConfiguration()
        .set("fs.faulty.impl", FaultyFileSystem.class.getName());
    FaultyFileSystem.FAULTS.revive();
  }

  @AfterEach
  void emptyTheDisk() {
    FaultyFileSystem.FAULTS.revive();
  }

  @Test
  void aFullDiskLeavesTheOldScoresAsTheyWereAndNothingHalfThere() {
    Job job = Job.trained(temp.resolve("job"));
    Run old = score(job, "old");
    List<String> scores = job.files("scores");
    List<String> quarantine = job.files("quarantine");
    int failures = 0;
    int code = 6;
    for (int write = 1; code != 0; write += 3) {
      FaultyFileSystem.FAULTS.fullFrom(write);
      Run run = score(job, "new");
      FaultyFileSystem.FAULTS.revive();
      code = run.code();
      if (code != 0) {
        failures++;
        assertThat(code).as(run.out() + run.err()).isEqualTo(6);
        assertThat(run.problems())
            .singleElement()
            .asString()
            .contains("No space left on device", "faulty:");
        assertThat(run.err()).doesNotContain("\tat ");
        assertThat(job.files("scores")).as("full from write %d", write).isEqualTo(scores);
        assertThat(job.files("quarantine")).isEqualTo(quarantine);
        assertThat(job.publisher(Job.USUAL)).isEqualTo("old");
      }
    }

    assertThat(old.code()).as(old.err()).isZero();
    assertThat(failures).isGreaterThan(1);
    assertThat(job.publisher(Job.USUAL)).isEqualTo("new");
    assertThat(job.scores(Job.USUAL)).isEqualTo(600);
  }

  private static Run score(Job job, String runId) {
    return job.run(
        "score",
        Job.USUAL,
        "--run-id",
        runId,
        "--set",
        "score.output=faulty:" + job.at("scores"),
        "--set",
        "score.quarantine=faulty:" + job.at("quarantine"));
  }
}
