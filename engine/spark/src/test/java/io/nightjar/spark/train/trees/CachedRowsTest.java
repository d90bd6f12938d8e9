package io.nightjar.spark.train.trees;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.config.JobConfig;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.train.TrainingRuns;
import io.nightjar.spark.train.task.FitPlace;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.jdk.javaapi.CollectionConverters;

/** What a trainer caches it drops, so that a long session does not fill up with old rows. */
class CachedRowsTest {
  @TempDir Path temp;

  private static Set<Object> cached() {
    return Set.copyOf(
        CollectionConverters.asJava(SparkFixture.session().sparkContext().getPersistentRDDs())
            .keySet());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id = id, label = yes, positive = \"yes\" | type = logistic, max-iterations = 5",
        "id = id, label = amount | type = linear, max-iterations = 5",
        "id = id, label = yes, positive = \"yes\" | type = gbt, trees = 2, depth = 2",
        "id = id, label = kind | type = forest, trees = 2, depth = 2",
        "id = id, label = amount | type = mlp, hidden-layers = [2], max-epochs = 1",
        "id = id, label = amount | type = mllib, class ="
            + " org.apache.spark.ml.regression.DecisionTreeRegressor, params { maxDepth = 2 }",
      })
  void areDroppedByEveryTrainer(String job) {
    JobConfig config = MadeTable.config(job);
    Table table = MadeTable.of(config, MadeTable.rows(), 2);
    Set<Object> before = cached();
    TrainingRuns.train(config, table, temp.resolve("staging"));

    assertThat(cached()).isEqualTo(before);
  }

  @Test
  void areDroppedByTreesThatAreGrownOnAllExecutors() {
    JobConfig config =
        MadeTable.config("id = id, label = amount | type = gbt, trees = 2, depth = 2");
    Table table = MadeTable.of(config, MadeTable.rows(), 2);
    Set<Object> before = cached();
    FittedTrees.of(config, table, FitPlace.EXECUTORS);

    assertThat(cached()).isEqualTo(before);
  }
}
