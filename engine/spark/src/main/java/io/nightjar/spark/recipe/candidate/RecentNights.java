package io.nightjar.spark.recipe.candidate;

import io.nightjar.config.DataConfig;
import io.nightjar.config.JobConfig;
import io.nightjar.config.NightlyConfig;
import java.time.LocalDate;

/** What a night's retrain reads in place of the job's own training data. */
public final class RecentNights {
  private RecentNights() {}

  /** The newest night whose labels are there. */
  public static LocalDate last(JobConfig config, LocalDate runDate) {
    return runDate.minusDays(config.nightly().lagNights());
  }

  /** The job with its training data replaced by what {@code nightly} says. */
  public static JobConfig of(JobConfig config) {
    DataConfig data = config.data();
    NightlyConfig nightly = config.nightly();
    DataConfig recent =
        new DataConfig(
            nightly.retrainSource().orElse(data.source()),
            nightly.window().orElse(data.nights()),
            data.testSource(),
            data.format(),
            data.csv(),
            data.label(),
            data.positive(),
            data.id(),
            data.time(),
            data.weight(),
            data.offset(),
            data.group(),
            data.contract(),
            data.where());
    return new JobConfig(
        config.name(),
        recent,
        config.split(),
        config.features(),
        config.model(),
        config.calibration(),
        config.threshold(),
        config.gates(),
        config.promote(),
        config.registry(),
        config.score(),
        config.monitor(),
        config.nightly(),
        config.tune(),
        config.compute(),
        config.spark(),
        config.seed(),
        config.runs(),
        config.provenance());
  }
}
