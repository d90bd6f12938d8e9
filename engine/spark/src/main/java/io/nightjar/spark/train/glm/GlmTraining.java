package io.nightjar.spark.train.glm;

import io.nightjar.config.JobConfig;
import io.nightjar.config.model.LambdaPath;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.design.LinearDesign;
import io.nightjar.features.design.Precision;
import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.kernels.linear.GlmLoss;
import io.nightjar.model.Link;
import io.nightjar.model.Target;
import io.nightjar.model.Task;
import io.nightjar.spark.data.Split;
import io.nightjar.spark.train.block.BlockPlan;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.block.LabelledBlocks;
import io.nightjar.spark.train.block.OffsetPlan;
import io.nightjar.spark.train.block.RowRole;
import io.nightjar.spark.train.checkpoint.Continuation;
import io.nightjar.spark.train.checkpoint.RunCheckpoints;
import io.nightjar.spark.train.glm.objective.GlmBounds;
import io.nightjar.spark.train.glm.objective.GlmFit;
import io.nightjar.spark.train.glm.objective.GlmSpec;
import io.nightjar.spark.train.solve.QuasiNewtonForm;
import io.nightjar.spark.train.solve.QuasiNewtonState;
import java.util.Map;

/** Fits a logistic, linear or Poisson model on the training rows. */
public final class GlmTraining {
  /** Values of a sparse block for each of its columns. */
  private static final long VALUES_A_COLUMN = 2;

  /** Values of a sparse block, about: 128 MiB. */
  private static final long MOST_VALUES = 1 << 24;

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
    LinearDesign design = LinearDesign.of(features);
    return new BlockPlan(
        features,
        precision(),
        target,
        config.data().weight().orElse(null),
        config.data().offset().map(this::offset).orElse(null),
        rows(design),
        layout(design));
  }

  private static BlockPlan.Layout layout(LinearDesign design) {
    if (design.isSparse()) {
      return BlockPlan.Layout.SPARSE;
    }
    return design.isOneHot() ? BlockPlan.Layout.ONE_HOT : BlockPlan.Layout.DENSE;
  }

  /**
   * A pass over a block costs its columns beside its values: sparse blocks have so many rows that
   * they hold more values than columns, but no more values than fit.
   */
  private int rows(LinearDesign design) {
    int wanted = config.compute().blockRows();
    if (!design.isSparse()) {
      return wanted;
    }
    long values = Math.max(1, design.heldWidth());
    long rows = Math.max(wanted, VALUES_A_COLUMN * design.width() / values);
    return (int) Math.min(FeatureBlock.MAX_ROWS, Math.min(rows, Math.max(1, MOST_VALUES / values)));
  }

  /**
   * Fits on blocks of a {@link #plan}; where there is a path of λ, the one with the least loss on
   * the validation rows is taken. They go on from a checkpoint, if there is one.
   *
   * @param split whose training rows the blocks hold
   * @throws io.nightjar.NightjarException of kind DATA: what to mend
   */
  public GlmFit fit(
      LabelledBlocks blocks, BlockPlan plan, Split split, RunCheckpoints checkpoints) {
    LinearDesign design = LinearDesign.of(plan.features());
    GlmSpec spec =
        new GlmSpec(
            loss(link),
            classes(plan.target()),
            design.names(),
            plan.fixedColumns(),
            solver,
            GlmBounds.of(solver.bounds(), design.columns(), config.where("model.bounds")),
            plan.weight() == null ? design.ranges(plan.precision()) : Map.of());
    long train = split.rows().train();
    LambdaPath path = solver.lambdaPath();
    if (path == null) {
      Continuation<QuasiNewtonState> continuation = checkpoints.latest(new QuasiNewtonForm());
      return done(
          blocks,
          bytes(design, train),
          (folds, own) -> new GlmSolver(folds, spec, own).fit(continuation));
    }
    Continuation<FittedPath> continuation = checkpoints.latest(new FittedPathForm());
    PathFits fits =
        done(
            blocks,
            bytes(design, train),
            (folds, own) -> PathFits.of(folds, spec, path, own, continuation));
    try (LabelledBlocks others = LabelledBlocks.of(split.validation(), plan, RowRole.VALIDATION)) {
      long rows = split.rows().validation();
      return done(others, bytes(design, rows), (folds, own) -> fits.bestOn(folds, own));
    }
  }

  private <R> R done(LabelledBlocks blocks, long bytes, LabelledBlocks.KernelWork<R> work) {
    return blocks.belongInOneTask(bytes) ? blocks.inOneTask(runs, work) : work.over(blocks, runs);
  }

  private static long bytes(LinearDesign design, long rows) {
    return GlmSize.boundBytes(rows, design.heldWidth());
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
