package io.nightjar.spark.recipe.tune;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.JobConfig;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.metrics.Metric;
import io.nightjar.metrics.MetricValue;
import io.nightjar.spark.recipe.version.PartEvaluation;
import io.nightjar.spark.recipe.version.Scorers;
import io.nightjar.spark.run.NightjarVersion;
import io.nightjar.spark.run.RunContext;
import io.nightjar.spark.score.TableScorer;
import io.nightjar.spark.train.SharedRows;
import io.nightjar.spark.train.TrainRequest;
import io.nightjar.spark.train.TrainedModel;
import io.nightjar.spark.train.Trainer;
import java.util.List;
import org.apache.hadoop.fs.Path;

/** One trial on one fold: fitted on its older or other rows, judged on those held back. */
final class FoldFit {
  private final RunContext run;
  private final SearchData data;
  private final Metric metric;
  private final JobConfig config;
  private final SharedRows rows;
  private final Path directory;

  /**
   * A fit.
   *
   * @param config the trial's job
   * @param rows the fold's
   * @param directory where a model of Spark's is written before it is judged, of this fit alone
   */
  FoldFit(
      RunContext run,
      SearchData data,
      Metric metric,
      JobConfig config,
      SharedRows rows,
      Path directory) {
    this.run = run;
    this.data = data;
    this.metric = metric;
    this.config = config;
    this.rows = rows;
    this.directory = directory;
  }

  /**
   * Fits and judges; a failure is a score too, whatever it was, so that other trials go on. Spark
   * throws checked exceptions that no signature names.
   *
   * @throws IllegalStateException where the thread was interrupted: the search ends
   */
  FoldScore score() {
    long start = System.nanoTime();
    try {
      return fitted(start);
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while a trial ran", e);
      }
      return FoldScore.failed(e, since(start));
    }
  }

  private FoldScore fitted(long start) {
    TrainRequest request =
        new TrainRequest(
            config,
            rows.split(),
            data.labels(),
            data.snapshot(),
            directory.toString(),
            NightjarVersion.text());
    TrainedModel trained = Trainer.train(run.spark(), request, rows);
    TableScorer scorer = Scorers.of(run, trained.model(), directory);
    MetricValue value =
        new PartEvaluation(
                trained.model(), scorer, config.data().weight(), config.compute().partitions())
            .of(rows.split().validation(), metric);
    if (!value.isPresent()) {
      throw NightjarException.of(
          FailureKind.DATA,
          "there is no " + metric.key() + " on the rows held back: " + value.reason());
    }
    List<KernelUse> uses = KernelUse.merge(trained.placement(), scorer.placements());
    return new FoldScore(value.value(), null, null, trained.warnings(), uses, since(start));
  }

  private static long since(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
