package io.nightjar.spark.train.trees;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.config.JobConfig;
import io.nightjar.spark.StoredRdds;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.train.TrainingRuns;
import io.nightjar.spark.train.task.FitPlace;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a trainer caches it drops, so that a long session does not fill up with old rows. */
class CachedRowsTest {
  @TempDir Path temp;

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
    StoredRdds stored = StoredRdds.fromNow();
    TrainingRuns.train(config, table, temp.resolve("staging"));

    assertThat(stored.since()).isEmpty();
  }

  @Test
  void areDroppedByTreesThatAreGrownOnAllExecutors() {
    JobConfig config =
        MadeTable.config("id = id, label = amount | type = gbt, trees = 2, depth = 2");
    Table table = MadeTable.of(config, MadeTable.rows(), 2);
    StoredRdds stored = StoredRdds.fromNow();
    FittedTrees.of(config, table, FitPlace.EXECUTORS);

    assertThat(stored.since()).isEmpty();
  }
}
