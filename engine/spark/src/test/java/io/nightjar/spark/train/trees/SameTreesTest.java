package io.nightjar.spark.train.trees;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.config.JobConfig;
import io.nightjar.spark.train.task.FitPlace;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same rows make the same trees, bit for bit, however they lie and wherever they are summed.
 */
class SameTreesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "id = id, weight = w, label = yes, positive = \"yes\" | type = gbt, trees = 12, subsample ="
            + " 0.7, column-subsample = 0.8, early-stopping-rounds = 4, learning-rate = 0.4",
        "label = kind | type = gbt, trees = 4, depth = 4",
        "id = id, weight = w, label = yes, positive = \"yes\" | type = gbt, trees = 5, depth = 4,"
            + " early-stopping-rounds = 2, early-stopping-metric = auc",
        "id = id, label = kind | type = gbt, trees = 4, depth = 3, early-stopping-rounds = 2,"
            + " early-stopping-metric = auc",
        "id = id, label = amount | type = gbt, objective = gamma, trees = 4, depth = 3,"
            + " early-stopping-rounds = 2, early-stopping-metric = poisson-deviance",
        "id = id, label = amount | type = gbt, trees = 6, leaves = 11, monotone { x ="
            + " increasing }",
        "id = id, weight = w, label = amount | type = gbt, objective = quantile, quantile = 0.7,"
            + " trees = 4, depth = 3",
        "label = amount | type = gbt, objective = tweedie, trees = 5, max-bins = 40",
        "id = id, label = kind | type = forest, trees = 4, depth = 5",
      })
  void areTheSameInAnyOrderAndPartsAndPlace(String job) throws NoSuchAlgorithmException {
    JobConfig config = MadeTable.config(job);
    FittedTrees first =
        FittedTrees.of(config, MadeTable.of(config, MadeTable.rows(), 1), FitPlace.ONE_TASK);
    String hash = first.hash();
    System.out.println(hash + " " + first.fit().facts() + " " + job);
    List<Row> shuffled = new ArrayList<>(MadeTable.rows());
    java.util.Collections.shuffle(shuffled, new Random(7));
    for (int partitions : new int[] {2, 7}) {
      FittedTrees again =
          FittedTrees.of(config, MadeTable.of(config, shuffled, partitions), FitPlace.ONE_TASK);
      assertThat(again.hash()).as("one task, %d partitions", partitions).isEqualTo(hash);
      assertThat(again.fit().facts()).isEqualTo(first.fit().facts());
    }
    for (int partitions : new int[] {1, 3}) {
      FittedTrees spread =
          FittedTrees.of(config, MadeTable.of(config, shuffled, partitions), FitPlace.EXECUTORS);
      assertThat(spread.hash()).as("executors, %d partitions", partitions).isEqualTo(hash);
      assertThat(spread.fit().facts()).isEqualTo(first.fit().facts());
      assertThat(spread.fit().importance()).isEqualTo(first.fit().importance());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id = id, weight = w, label = yes, positive = \"yes\" | type = gbt, trees = 2, depth = 3",
        "id = id, label = kind | type = forest, trees = 2, depth = 3",
      })
  void areTheSameInSixtyFourPartsWithEitherBackendOfTheJvm(String job)
      throws NoSuchAlgorithmException {
    JobConfig plain = MadeTable.config(job + " | backend = scalar");
    JobConfig vectors = MadeTable.config(job + " | backend = simd");
    String hash =
        FittedTrees.of(plain, MadeTable.of(plain, MadeTable.rows(), 1), FitPlace.ONE_TASK).hash();
    System.out.println(hash + " 1 part, " + job);
    for (FitPlace place : FitPlace.values()) {
      FittedTrees spread =
          FittedTrees.of(vectors, MadeTable.of(vectors, MadeTable.rows(), 64), place);
      assertThat(spread.hash()).as("%s, 64 parts", place).isEqualTo(hash);
    }
  }

  @Test
  void areTheSameOnADevice() throws NoSuchAlgorithmException {
    String job = "id = id, label = kind | type = gbt, trees = 2, depth = 4";
    JobConfig onJvm = MadeTable.config(job + " | backend = scalar");
    JobConfig onDevice = MadeTable.config(job + " | backend = opencl");
    FittedTrees expected = FittedTrees.of(onJvm, MadeTable.of(onJvm, MadeTable.rows(), 2));
    for (FitPlace place : FitPlace.values()) {
      FittedTrees trees =
          FittedTrees.of(onDevice, MadeTable.of(onDevice, MadeTable.rows(), 2), place);
      boolean ran =
          trees.fit().uses().stream()
              .anyMatch(use -> use.kernel().equals("histogram") && use.backend().equals("opencl"));
      boolean required = "required".equals(System.getProperty("nightjar.opencl"));
      Assumptions.assumeTrue(required || ran, "no OpenCL device");
      assertThat(ran).isTrue();
      assertThat(trees.hash()).as("%s", place).isEqualTo(expected.hash());
    }
  }
}
