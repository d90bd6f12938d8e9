package io.nightjar.spark.train.mlp;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.JobConfig;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.design.LinearDesign;
import io.nightjar.features.design.Precision;
import io.nightjar.kernels.dense.Activation;
import io.nightjar.model.Target;
import io.nightjar.model.Task;
import io.nightjar.spark.data.Split;
import io.nightjar.spark.train.block.BlockPlan;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.block.LabelledBlocks;
import io.nightjar.spark.train.checkpoint.RunCheckpoints;
import io.nightjar.spark.train.mlp.pass.NetworkShape;
import io.nightjar.spark.train.task.FitPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fits a multilayer perceptron on the training part of a split; with early stopping, the validation
 * part says when.
 *
 * <p>For steps by batches the training rows are dealt out by a hash of their keys and sorted by it,
 * so that batches, and with them the model, have the same bits in whatever order and partitions the
 * rows come, inside one task and over executors. Steps over all rows take the table's partitions as
 * they are: the same bits for the same partitions.
 */
public final class MlpTraining {
  /** The most weights: θ, two moments and a gradient of each partition are held at a time. */
  private static final long MOST_WEIGHTS = 1L << 24;

  /** Rows of a batch in one partition: enough for a layer's product to be worth its call. */
  private static final int SLICE = 64;

  private static final int MOST_SLICES = 16;
  private static final long SHARD_BYTES = 64L << 20;

  private final JobConfig config;
  private final ModelConfig.Mlp mlp;
  private final Split split;
  private final Target target;
  private final NetworkShape shape;
  private final BlockPlan plan;
  private final KernelRuns runs;
  private final FitPlace place;

  /**
   * Training of a job's model of type mlp.
   *
   * @throws NightjarException of kind CONFIG or DATA where no network can be made
   */
  public MlpTraining(
      JobConfig config, Split split, FeatureSpec features, Target target, KernelRuns runs) {
    this(config, split, features, target, runs, null);
  }

  /** The same in a place that is told, not found. */
  public MlpTraining(
      JobConfig config,
      Split split,
      FeatureSpec features,
      Target target,
      KernelRuns runs,
      FitPlace place) {
    this.config = config;
    this.mlp = (ModelConfig.Mlp) config.model();
    this.split = split;
    this.target = target;
    this.shape = shape(features);
    this.runs = runs;
    this.place = place;
    this.plan =
        new BlockPlan(
            features,
            Precision.FLOAT,
            target,
            config.data().weight().orElse(null),
            null,
            config.compute().blockRows());
  }

  /**
   * All that encoded rows hang on, beside their split: trainings with equal ones may share them.
   *
   * @param partitions into which training rows are dealt by their keys; 0: they lie as they are
   * @param id the column of the rows' keys
   * @param seed of their hash
   * @param validated whether validation rows come behind
   */
  public record Dealing(
      BlockPlan plan, int partitions, Optional<String> id, long seed, boolean validated) {}

  /** What this training's encoded rows hang on. */
  public Dealing dealing() {
    boolean validated = mlp.descent().earlyStoppingRounds() > 0;
    return new Dealing(plan, dealt(), config.data().id(), config.seed(), validated);
  }

  /** The split's rows, encoded when they are first asked for. */
  public DealtRows rows() {
    return DealtRows.of(split, dealing());
  }

  /**
   * Fits, from the start or from a checkpoint.
   *
   * @param rows of this training or of one with an equal {@link #dealing}
   * @throws NightjarException of kind CONFIG or DATA: what to mend
   */
  public MlpFit fit(DealtRows rows, RunCheckpoints checkpoints) {
    MlpSpec spec =
        new MlpSpec(
            shape, target.task(), mlp, config.seed(), split.rows().train(), rows.trainPartitions());
    MlpContinuation continuation = MlpContinuation.of(checkpoints, mlp.descent().optimizer());
    return sound(fitted(rows.blocks(), spec, continuation));
  }

  private MlpFit fitted(LabelledBlocks blocks, MlpSpec spec, MlpContinuation continuation) {
    long rows = split.rows().train() + (spec.validated() ? split.rows().validation() : 0);
    FitPlace where =
        place == null
            ? FitPlace.of(rows, rowBytes(), split.train().rows().sparkSession().sparkContext())
            : place;
    return where == FitPlace.EXECUTORS
        ? MlpSolver.overExecutors(blocks, spec, runs, continuation)
        : blocks.inOneTask(
            runs, (folds, own) -> MlpSolver.inThisTask(folds, spec, own, continuation));
  }

  private long rowBytes() {
    return MlpSize.rowBytes(shape.inputs(0));
  }

  private NetworkShape shape(FeatureSpec features) {
    int inputs = LinearDesign.of(features).width();
    if (inputs == 0) {
      throw NightjarException.of(
          FailureKind.DATA,
          "no feature varies in the training rows, so there is nothing to learn from; give other"
              + " columns in features");
    }
    List<Integer> sizes = new ArrayList<>();
    sizes.add(inputs);
    sizes.addAll(mlp.hiddenLayers());
    sizes.add(target.task() == Task.MULTICLASS ? target.classes().size() : 1);
    NetworkShape shape = new NetworkShape(sizes, Activation.valueOf(mlp.activation().name()));
    if (shape.length() > MOST_WEIGHTS) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          "model.hidden-layers",
          "is %s, which with %d design columns makes %,d weights; must be %,d at most: take smaller layers"
              .formatted(mlp.hiddenLayers(), inputs, shape.length(), MOST_WEIGHTS));
    }
    return shape;
  }

  private boolean byBatches() {
    return mlp.descent().optimizer() != ModelConfig.Optimizer.L_BFGS;
  }

  /** How many partitions rows are dealt into, which hangs on their number alone. */
  private int dealt() {
    if (!byBatches()) {
      return 0;
    }
    long slices = Math.min(MOST_SLICES, mlp.descent().batchSize() / SLICE);
    long shards = split.rows().train() * rowBytes() / SHARD_BYTES;
    return Math.toIntExact(Math.max(1, Math.max(slices, shards)));
  }

  private MlpFit sound(MlpFit fit) {
    if (fit.diverged() > 0) {
      double rate = mlp.descent().learningRate();
      throw NightjarException.of(
          FailureKind.CONFIG,
          "model.learning-rate",
          "is %s, with which the loss stopped being a number in epoch %d: training diverged; lower it, to %s say"
              .formatted(rate, fit.diverged(), rate / 10));
    }
    return fit;
  }
}
