package io.nightjar.spark.train.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.config.JobConfig;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.train.checkpoint.CheckpointOrigin;
import io.nightjar.spark.train.checkpoint.Continuation;
import io.nightjar.spark.train.checkpoint.RunCheckpoints;
import io.nightjar.spark.train.checkpoint.StoppingCheckpoints;
import io.nightjar.spark.train.task.FitPlace;
import io.nightjar.spark.train.trees.checkpoint.BoostedForm;
import io.nightjar.spark.train.trees.grow.Boosted;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fit that was stopped goes on to the trees of one that was not, bit for bit. */
class ResumedTreesTest {
  private static final CheckpointOrigin ORIGIN = new CheckpointOrigin("data", "config", "build");
  @TempDir Path temp;

  private Continuation<Boosted> latest(FitPlace place) {
    return RunCheckpoints.in(
            temp.resolve(place.name()).toString(),
            1,
            ORIGIN,
            SparkFixture.session().sparkContext().hadoopConfiguration())
        .latest(new BoostedForm());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id = id, weight = w, label = yes, positive = \"yes\" | type = gbt, trees = 5, depth = 3,"
            + " subsample = 0.7, early-stopping-rounds = 3, learning-rate = 0.4",
        "label = kind | type = gbt, trees = 4, depth = 2",
        "id = id, label = yes, positive = \"yes\" | type = forest, trees = 4, depth = 4",
        "id = id, label = kind | type = forest, trees = 3, depth = 3",
        "id = id, weight = w, label = amount | type = gbt, objective = quantile, quantile = 0.7,"
            + " trees = 4, depth = 2",
      })
  void areThoseOfAFitThatWasNotStopped(String job) throws NoSuchAlgorithmException {
    JobConfig config = MadeTable.config(job);
    Table table = MadeTable.of(config, MadeTable.rows(), 2);
    FittedTrees undisturbed = FittedTrees.of(config, table, FitPlace.ONE_TASK);
    String[] inOneTask = stopped(config, table, FitPlace.ONE_TASK);
    String[] onExecutors = stopped(config, table, FitPlace.EXECUTORS);
    assertThat(onExecutors)
        .as("names, which hold the SHA-256 of the content")
        .containsExactlyInAnyOrder(inOneTask);
    for (FitPlace place : FitPlace.values()) {
      FittedTrees resumed = FittedTrees.of(config, table, place, latest(place));
      assertThat(resumed.fit().warnings()).anyMatch(w -> w.contains(", what 2 rounds had come to"));
      assertThat(resumed.hash()).as("%s", place).isEqualTo(undisturbed.hash());
      assertThat(resumed.fit().facts()).isEqualTo(undisturbed.fit().facts());
      assertThat(resumed.fit().importance()).isEqualTo(undisturbed.fit().importance());
    }
  }

  /** A fit that is stopped after round 2 leaves the checkpoints of rounds 1 and 2. */
  private String[] stopped(JobConfig config, Table table, FitPlace place) {
    Continuation<Boosted> stopping = StoppingCheckpoints.after(2, latest(place));
    assertThatThrownBy(() -> FittedTrees.of(config, table, place, stopping))
        .hasStackTraceContaining(StoppingCheckpoints.STOPPED);
    String[] left = temp.resolve(place.name()).toFile().list();
    assertThat(left)
        .hasSize(2)
        .anyMatch(name -> name.startsWith("round-0000002-"))
        .anyMatch(name -> name.startsWith("round-0000001-"));
    return left;
  }
}
