package io.nightjar.spark.train;

import io.nightjar.config.JobConfig;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.design.LinearDesign;
import io.nightjar.features.design.Precision;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.kernels.linear.GlmLoss;
import io.nightjar.model.Link;
import io.nightjar.model.Target;
import io.nightjar.model.Task;
import io.nightjar.spark.train.block.BlockFolds;
import io.nightjar.spark.train.block.BlockPlan;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.block.LabelledBlocks;
import io.nightjar.spark.train.block.OffsetPlan;
import io.nightjar.spark.train.glm.GlmFit;
import io.nightjar.spark.train.glm.GlmSolver;
import io.nightjar.spark.train.glm.GlmSpec;
import java.io.Serializable;
import java.util.List;

/** Fits a logistic, linear or Poisson model on the training rows. */
final class GlmTraining {
  private final JobConfig config;
  private final ModelConfig.Glm solver;
  private final Link link;
  private final KernelRuns runs;

  GlmTraining(JobConfig config, ModelConfig.Glm solver, Link link, KernelRuns runs) {
    this.config = config;
    this.solver = solver;
    this.link = link;
    this.runs = runs;
  }

  /** The precision of the design columns. */
  Precision precision() {
    return Precision.valueOf(solver.precision().name());
  }

  /** Fits on the training rows. */
  GlmFit fit(SharedRows rows, FeatureSpec features, Target target) {
    BlockPlan plan =
        new BlockPlan(
            features,
            precision(),
            target,
            config.data().weight().orElse(null),
            config.data().offset().map(this::offset).orElse(null),
            config.compute().blockRows());
    GlmSpec spec =
        new GlmSpec(
            loss(link),
            classes(target),
            LinearDesign.of(features).names(),
            plan.fixedColumns(),
            solver);
    long bytes = rows.split().rows().train() * (spec.columns().size() + 2L) * Double.BYTES;
    LabelledBlocks blocks = rows.blocks(plan);
    return bytes <= LabelledBlocks.SMALL_BYTES
        ? inOneTask(blocks, spec)
        : new GlmSolver(blocks, spec, runs).fit();
  }

  private GlmFit inOneTask(LabelledBlocks blocks, GlmSpec spec) {
    BackendPreference preference = runs.preference();
    Fitted fitted = blocks.inOneTask(folds -> Fitted.of(folds, spec, preference));
    runs.add(fitted.uses());
    return fitted.fit();
  }

  /** A fit and what the kernels did for it, as a task brings them back. */
  private record Fitted(GlmFit fit, List<KernelUse> uses) implements Serializable {
    static Fitted of(BlockFolds blocks, GlmSpec spec, BackendPreference preference) {
      KernelRuns runs = new KernelRuns(preference);
      GlmFit fit = new GlmSolver(blocks, spec, runs).fit();
      return new Fitted(fit, runs.uses());
    }
  }

  private OffsetPlan offset(String column) {
    return new OffsetPlan(
        column, link == Link.IDENTITY ? OffsetPlan.Place.LABEL : OffsetPlan.Place.COLUMNS);
  }

  private static GlmLoss loss(Link link) {
    return switch (link) {
      case LOGIT -> GlmLoss.LOGISTIC;
      case SOFTMAX -> GlmLoss.MULTINOMIAL;
      case IDENTITY -> GlmLoss.SQUARED;
      case LOG -> GlmLoss.POISSON;
    };
  }

  private static int classes(Target target) {
    return target.task() == Task.MULTICLASS ? target.classes().size() : 1;
  }
}
