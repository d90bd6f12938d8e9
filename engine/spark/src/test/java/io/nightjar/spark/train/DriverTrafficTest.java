package io.nightjar.spark.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.config.JobConfig;
import io.nightjar.spark.WatchedSession;
import io.nightjar.spark.plan.PlannedFits;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a training sends to the driver, from the encodings to the model. */
class DriverTrafficTest {
  private static final int ROWS = 12_000;

  @TempDir static Path temp;
  private static String few;
  private static String many;

  @BeforeAll
  static void makeTables() {
    few = PlannedFits.table(temp.resolve("few"), ROWS, 6, 4);
    many = PlannedFits.table(temp.resolve("many"), 10 * ROWS, 6, 4);
  }

  private static long sent(String table, String model) throws TimeoutException {
    JobConfig config = PlannedFits.config(table, model);
    WatchedSession watched = WatchedSession.fromNow();
    try (watched) {
      TrainingRuns.train(config, temp.resolve("model"));
    }
    return watched.resultBytes();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type = linear",
        "type = linear, alpha = 0.5",
        "type = gbt, trees = 3, depth = 3",
        "type = forest, trees = 3, depth = 3",
        "type = mlp, hidden-layers = [4], max-epochs = 2",
        "type = kmeans, clusters = 4, max-iterations = 5",
        "type = pca, components = 2",
        "type = isolation-forest, trees = 4"
      })
  void hangsOnTheModelAndNotOnTheRows(String model) throws TimeoutException {
    long ofFew = sent(few, model);
    assertThat(sent(many, model)).isLessThan(ofFew + ofFew / 5);
  }
}
