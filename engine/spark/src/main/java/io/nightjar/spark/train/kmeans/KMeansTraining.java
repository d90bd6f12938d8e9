package io.nightjar.spark.train.kmeans;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.JobConfig;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.design.LinearDesign;
import io.nightjar.features.design.Precision;
import io.nightjar.kernels.Kernels;
import io.nightjar.model.Target;
import io.nightjar.model.unlabelled.FeatureScaling;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.kernel.TaskKernels;
import io.nightjar.spark.train.block.BlockFolds;
import io.nightjar.spark.train.block.BlockPlan;
import io.nightjar.spark.train.block.DesignMoments;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.block.LabelledBlock;
import io.nightjar.spark.train.block.LabelledBlocks;
import io.nightjar.spark.train.checkpoint.Continuation;
import io.nightjar.spark.train.checkpoint.RunCheckpoints;
import io.nightjar.spark.train.size.Cluster;
import io.nightjar.spark.train.task.FitPlace;
import io.nightjar.spark.train.task.Workers;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Fits k-means clusters on the training rows. */
public final class KMeansTraining {
  private final JobConfig config;
  private final KernelRuns runs;
  private final FitPlace place;

  /** Training of a job's model of type kmeans. */
  public KMeansTraining(JobConfig config, KernelRuns runs) {
    this(config, runs, null);
  }

  /** The same in a place that is told, not found. */
  KMeansTraining(JobConfig config, KernelRuns runs, FitPlace place) {
    this.config = config;
    this.runs = runs;
    this.place = place;
  }

  /**
   * Fits on the training rows, {@code rows} of them, from the start or from a checkpoint.
   *
   * @throws NightjarException of kind DATA: what to mend
   */
  public KMeansFit fit(Table train, long rows, FeatureSpec features, RunCheckpoints checkpoints) {
    List<String> names = LinearDesign.of(features).names();
    KMeansSpec spec =
        new KMeansSpec((ModelConfig.KMeans) config.model(), names.size(), config.seed());
    requireRows(spec, rows);
    BlockPlan plan =
        new BlockPlan(
            features,
            Precision.FLOAT,
            Target.clustering(),
            config.data().weight().orElse(null),
            null,
            config.compute().blockRows());
    Problem problem = new Problem(spec, names, checkpoints.latest(new LloydForm()));
    Cluster cluster = Cluster.of(train.rows().sparkSession().sparkContext());
    FitPlace where = place == null ? KMeansSize.place(rows, names.size(), cluster) : place;
    try (LabelledBlocks blocks = LabelledBlocks.of(train, plan)) {
      return where == FitPlace.EXECUTORS
          ? onExecutors(blocks, problem)
          : blocks.inOneTask(runs, (folds, own) -> inThisTask(folds, problem, own));
    }
  }

  /** What is fitted, and what the fit goes on from. */
  private record Problem(KMeansSpec spec, List<String> names, Continuation<LloydState> continuation)
      implements Serializable {}

  private static void requireRows(KMeansSpec spec, long rows) {
    if (rows < spec.clusters()) {
      throw NightjarException.of(
          FailureKind.DATA,
          "model.clusters",
          "is %d, but the training part has %d rows; must be no more: ask for fewer clusters, or give more rows"
              .formatted(spec.clusters(), rows));
    }
  }

  private KMeansFit onExecutors(LabelledBlocks blocks, Problem problem) {
    FeatureScaling scaling = scaling(blocks, problem.spec);
    List<String> names = problem.names;
    try (LabelledBlocks scaled = blocks.replaced(block -> ScaledRows.of(block, scaling, names))) {
      return fit(new DistributedRows(scaled, runs), problem, scaling);
    }
  }

  private static KMeansFit inThisTask(BlockFolds blocks, Problem problem, KernelRuns runs) {
    FeatureScaling scaling = scaling(blocks, problem.spec);
    List<List<LabelledBlock>> partitions =
        blocks.reduce(
            (partition, part) -> alone(scaled(part, scaling, problem.names)),
            KMeansTraining::together);
    Kernels kernels = TaskKernels.of(runs.preference());
    try (Workers workers = Workers.ofThisTask()) {
      KMeansFit fit = fit(new LocalRows(partitions, kernels, workers), problem, scaling);
      runs.add(kernels.drain());
      return fit;
    }
  }

  private static List<LabelledBlock> scaled(
      Iterator<LabelledBlock> part, FeatureScaling scaling, List<String> names) {
    List<LabelledBlock> all = new ArrayList<>();
    part.forEachRemaining(block -> all.add(ScaledRows.of(block, scaling, names)));
    return all;
  }

  private static List<List<LabelledBlock>> alone(List<LabelledBlock> partition) {
    List<List<LabelledBlock>> one = new ArrayList<>();
    one.add(partition);
    return one;
  }

  private static List<List<LabelledBlock>> together(
      List<List<LabelledBlock>> left, List<List<LabelledBlock>> right) {
    left.addAll(right);
    return left;
  }

  /**
   * The space of the centroids. Its numbers are rounded to float32, so that another order of their
   * sums does not show in them, nor in the rows that are drawn.
   */
  private static FeatureScaling scaling(BlockFolds blocks, KMeansSpec spec) {
    return spec.solver().standardize()
        ? DesignMoments.of(blocks, spec.columns(), 0).standardised().rounded()
        : FeatureScaling.none(spec.columns());
  }

  private static KMeansFit fit(KMeansRows rows, Problem problem, FeatureScaling scaling) {
    KMeansSpec spec = problem.spec;
    Continuation<LloydState> continuation = problem.continuation.ofThisAttempt();
    Lloyd lloyd = new Lloyd(rows, spec.solver().maxIterations(), spec.solver().tolerance());
    LloydState start =
        continuation.from() == null
            ? new LloydState(0, 0, new Seeding(rows, spec).find())
            : continuation.from();
    Lloyd.Result result = lloyd.from(start, continuation.checkpoints());
    return KMeansResults.of(result, scaling, continuation.checkpoints().notes());
  }
}
