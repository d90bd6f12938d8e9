package io.nightjar.spark.train.trees;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.config.JobConfig;
import io.nightjar.spark.StoredRdds;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.train.checkpoint.Continuation;
import io.nightjar.spark.train.task.FitPlace;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TreeFitsTest {
  private static final String DATA = "id = id, weight = w, label = yes, positive = \"yes\" | ";

  private static JobConfig gbt(String settings) {
    return MadeTable.config(DATA + "type = gbt, trees = 4, subsample = 0.7, " + settings);
  }

  /** A training on the rows of a fit. */
  private static TreeTraining training(JobConfig config, FittedTrees fit, FitPlace place) {
    return new TreeTraining(
        config, fit.split(), fit.features(), fit.target(), Optional.empty(), place);
  }

  @ParameterizedTest
  @EnumSource(FitPlace.class)
  void treesOnSharedRowsAreThoseOnRowsOfTheirOwn(FitPlace place)
      throws NoSuchAlgorithmException, InterruptedException, ExecutionException {
    List<JobConfig> jobs = List.of(gbt("depth = 2"), gbt("depth = 5, learning-rate = 0.5"));
    Table table = MadeTable.of(jobs.get(0), MadeTable.rows(), 3);
    List<FittedTrees> alone = jobs.stream().map(job -> FittedTrees.of(job, table, place)).toList();
    StoredRdds stored = StoredRdds.fromNow();
    ExecutorService both = Executors.newFixedThreadPool(2);
    try (TreeFits rows = training(jobs.get(0), alone.get(0), place).rows().kept()) {
      List<Future<TreeFit>> fits =
          jobs.stream()
              .map(job -> training(job, alone.get(0), place))
              .map(training -> both.submit(() -> training.fit(rows, Continuation.none())))
              .toList();
      for (int i = 0; i < 2; i++) {
        FittedTrees own = alone.get(i);
        FittedTrees shared =
            new FittedTrees(fits.get(i).get(), own.features(), own.target(), own.split());
        assertThat(shared.hash()).isEqualTo(own.hash());
        assertThat(shared.fit().facts()).isEqualTo(own.fit().facts());
      }
      assertThat(stored.since()).hasSize(1);
    } finally {
      both.shutdownNow();
    }
    assertThat(stored.since()).isEmpty();
  }

  @Test
  void rowsAreSharedByWhatTheirBinsHangOnAndNothingElse() {
    JobConfig job = gbt("depth = 2");
    FittedTrees fit =
        FittedTrees.of(job, MadeTable.of(job, MadeTable.rows(), 1), FitPlace.ONE_TASK);
    TreeTraining.Binning binning = training(job, fit, null).binning();

    assertThat(training(gbt("depth = 7, lambda = 3"), fit, null).binning()).isEqualTo(binning);
    assertThat(training(gbt("max-bins = 16"), fit, null).binning()).isNotEqualTo(binning);
    assertThat(training(gbt("scale-pos-weight = 2"), fit, null).binning()).isNotEqualTo(binning);
  }
}
