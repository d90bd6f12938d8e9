package io.nightjar.spark.train;

import io.nightjar.config.JobConfig;
import io.nightjar.config.ModelConfig;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.design.LinearDesign;
import io.nightjar.features.design.Precision;
import io.nightjar.kernels.GlmLoss;
import io.nightjar.model.Target;
import io.nightjar.model.Task;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.train.block.BlockPlan;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.block.LabelledBlocks;
import io.nightjar.spark.train.glm.GlmFit;
import io.nightjar.spark.train.glm.GlmSolver;
import io.nightjar.spark.train.glm.GlmSpec;

/** Fits a logistic or linear model on the training rows. */
final class GlmTraining {
  private final JobConfig config;
  private final ModelConfig.Glm solver;
  private final KernelRuns runs;

  GlmTraining(JobConfig config, ModelConfig.Glm solver, KernelRuns runs) {
    this.config = config;
    this.solver = solver;
    this.runs = runs;
  }

  /** The precision of the design columns. */
  Precision precision() {
    return Precision.valueOf(solver.precision().name());
  }

  GlmFit fit(Table train, FeatureSpec features, Target target) {
    BlockPlan plan =
        new BlockPlan(
            features,
            precision(),
            target,
            config.data().weight().orElse(null),
            config.compute().blockRows());
    GlmSpec spec =
        new GlmSpec(loss(target), classes(target), LinearDesign.of(features).names(), solver);
    try (LabelledBlocks blocks = LabelledBlocks.of(train, plan)) {
      return new GlmSolver(blocks, spec, runs).fit();
    }
  }

  private static GlmLoss loss(Target target) {
    return switch (target.task()) {
      case BINARY -> GlmLoss.LOGISTIC;
      case MULTICLASS -> GlmLoss.MULTINOMIAL;
      case REGRESSION -> GlmLoss.SQUARED;
    };
  }

  private static int classes(Target target) {
    return target.task() == Task.MULTICLASS ? target.classes().size() : 1;
  }
}
