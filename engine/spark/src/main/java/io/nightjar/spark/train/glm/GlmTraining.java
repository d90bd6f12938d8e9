package io.nightjar.spark.train.glm;

import io.nightjar.config.JobConfig;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.design.LinearDesign;
import io.nightjar.features.design.Precision;
import io.nightjar.kernels.linear.GlmLoss;
import io.nightjar.model.Link;
import io.nightjar.model.Target;
import io.nightjar.model.Task;
import io.nightjar.spark.train.block.BlockPlan;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.block.LabelledBlocks;
import io.nightjar.spark.train.block.OffsetPlan;

/** Fits a logistic, linear or Poisson model on the training rows. */
public final class GlmTraining {
  private final JobConfig config;
  private final ModelConfig.Glm solver;
  private final Link link;
  private final KernelRuns runs;

  /** Training of a job's model of a linear family. */
  public GlmTraining(JobConfig config, ModelConfig.Glm solver, Link link, KernelRuns runs) {
    this.config = config;
    this.solver = solver;
    this.link = link;
    this.runs = runs;
  }

  /** The precision of the design columns. */
  public Precision precision() {
    return Precision.valueOf(solver.precision().name());
  }

  /** How training rows become blocks; equal plans may share them. */
  public BlockPlan plan(FeatureSpec features, Target target) {
    return new BlockPlan(
        features,
        precision(),
        target,
        config.data().weight().orElse(null),
        config.data().offset().map(this::offset).orElse(null),
        config.compute().blockRows());
  }

  /**
   * Fits on blocks of a {@link #plan}, which hold {@code rows} training rows.
   *
   * @throws io.nightjar.NightjarException of kind DATA: what to mend
   */
  public GlmFit fit(LabelledBlocks blocks, BlockPlan plan, long rows) {
    GlmSpec spec =
        new GlmSpec(
            loss(link),
            classes(plan.target()),
            LinearDesign.of(plan.features()).names(),
            plan.fixedColumns(),
            solver);
    long bytes = rows * (spec.columns().size() + 2L) * Double.BYTES;
    return blocks.belongInOneTask(bytes)
        ? blocks.inOneTask(runs, (folds, own) -> new GlmSolver(folds, spec, own).fit())
        : new GlmSolver(blocks, spec, runs).fit();
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
      case LOG2 -> throw new IllegalArgumentException("no linear model has the link log2");
    };
  }

  private static int classes(Target target) {
    return target.task() == Task.MULTICLASS ? target.classes().size() : 1;
  }
}
