package io.nightjar.spark.train.pca;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.JobConfig;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.design.LinearDesign;
import io.nightjar.features.design.Precision;
import io.nightjar.model.Target;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.train.block.BlockPlan;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.block.LabelledBlocks;

/** Fits principal components on the training rows. */
public final class PcaTraining {
  /** Most design columns: their covariances go to the driver. */
  static final int MOST_COLUMNS = 1024;

  private final JobConfig config;
  private final ModelConfig.Pca wanted;
  private final KernelRuns runs;
  private final long smallBytes;

  /** Training of a job's model of type pca. */
  public PcaTraining(JobConfig config, KernelRuns runs) {
    this(config, runs, LabelledBlocks.SMALL_BYTES);
  }

  PcaTraining(JobConfig config, KernelRuns runs, long smallBytes) {
    this.config = config;
    this.wanted = (ModelConfig.Pca) config.model();
    this.runs = runs;
    this.smallBytes = smallBytes;
  }

  /** The precision of the design columns. */
  public Precision precision() {
    return Precision.valueOf(wanted.precision().name());
  }

  /**
   * Fits on the training rows, {@code rows} of them.
   *
   * @throws NightjarException of kind DATA: what to mend
   */
  public PcaFit fit(Table train, long rows, FeatureSpec features) {
    int width = LinearDesign.of(features).width();
    PcaSpec spec = new PcaSpec(width, wanted.components().orElse(width), wanted.standardize());
    require(spec, rows);
    BlockPlan plan =
        new BlockPlan(
            features,
            precision(),
            Target.projection(),
            config.data().weight().orElse(null),
            null,
            config.compute().blockRows());
    long bytes = PcaSize.boundBytes(rows, width);
    try (LabelledBlocks blocks = LabelledBlocks.of(train, plan)) {
      return bytes <= smallBytes
          ? blocks.inOneTask(runs, (folds, own) -> new Covariances(folds, spec, own).fit())
          : new Covariances(blocks, spec, runs).fit();
    }
  }

  private static void require(PcaSpec spec, long rows) {
    if (spec.columns() > MOST_COLUMNS) {
      throw NightjarException.of(
          FailureKind.DATA,
          "model.type",
          "is pca, but the features make %d design columns; must be %d at most: leave columns of many categories out with features.exclude"
              .formatted(spec.columns(), MOST_COLUMNS));
    }
    if (spec.components() > spec.columns()) {
      throw NightjarException.of(
          FailureKind.DATA,
          "model.components",
          "is %d, but the features make %d design columns; must be no more"
              .formatted(spec.components(), spec.columns()));
    }
    if (rows < 2) {
      throw NightjarException.of(
          FailureKind.DATA,
          "model.type",
          "is pca, but the training part has %d row%s; must be 2 or more"
              .formatted(rows, rows == 1 ? "" : "s"));
    }
  }
}
