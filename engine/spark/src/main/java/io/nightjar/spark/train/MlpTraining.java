package io.nightjar.spark.train;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.JobConfig;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.design.LinearDesign;
import io.nightjar.features.design.Precision;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.kernels.dense.Activation;
import io.nightjar.model.Target;
import io.nightjar.model.Task;
import io.nightjar.spark.data.Split;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.train.block.BlockFolds;
import io.nightjar.spark.train.block.BlockPlan;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.block.LabelledBlocks;
import io.nightjar.spark.train.mlp.MlpFit;
import io.nightjar.spark.train.mlp.MlpSolver;
import io.nightjar.spark.train.mlp.MlpSpec;
import io.nightjar.spark.train.mlp.pass.NetworkShape;
import io.nightjar.spark.train.task.FitPlace;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;

/**
 * Fits a multilayer perceptron on the training part of a split; with early stopping, the validation
 * part says when.
 *
 * <p>For steps by batches the training rows are dealt out by a hash of their keys and sorted by it,
 * so that batches, and with them the model, have the same bits in whatever order and partitions the
 * rows come, inside one task and over executors. Steps over all rows take the table's partitions as
 * they are: the same bits for the same partitions.
 */
final class MlpTraining {
  /** The most weights: θ, two moments and a gradient of each partition are held at a time. */
  private static final long MOST_WEIGHTS = 1L << 24;

  /** Rows of a batch in one partition: enough for a layer's product to be worth its call. */
  private static final int SLICE = 64;

  private static final int MOST_SLICES = 16;
  private static final long SHARD_BYTES = 64L << 20;

  private final JobConfig config;
  private final ModelConfig.Mlp mlp;
  private final Split split;
  private final KernelRuns runs;
  private final FitPlace place;

  MlpTraining(JobConfig config, ModelConfig.Mlp mlp, Split split, KernelRuns runs) {
    this(config, mlp, split, runs, null);
  }

  /** The same in a place that is told, not found. */
  MlpTraining(JobConfig config, ModelConfig.Mlp mlp, Split split, KernelRuns runs, FitPlace place) {
    this.config = config;
    this.mlp = mlp;
    this.split = split;
    this.runs = runs;
    this.place = place;
  }

  /**
   * Fits.
   *
   * @throws NightjarException of kind CONFIG or DATA: what to mend
   */
  MlpFit fit(FeatureSpec features, Target target) {
    NetworkShape shape = shape(features, target);
    boolean validation = mlp.descent().earlyStoppingRounds() > 0;
    BlockPlan plan =
        new BlockPlan(
            features,
            Precision.FLOAT,
            target,
            config.data().weight().orElse(null),
            null,
            config.compute().blockRows());
    long rowBytes = (2L * shape.inputs(0) + 8) * Float.BYTES;
    LabelledBlocks train = LabelledBlocks.of(dealt(split.train(), rowBytes), plan);
    MlpSpec spec =
        new MlpSpec(
            shape,
            target.task(),
            mlp,
            config.seed(),
            split.rows().train(),
            train.partitions(),
            validation);
    try (LabelledBlocks blocks =
        validation ? train.followedBy(LabelledBlocks.of(split.validation(), plan)) : train) {
      return sound(fitted(blocks, spec, rowBytes));
    }
  }

  private MlpFit fitted(LabelledBlocks blocks, MlpSpec spec, long rowBytes) {
    long rows = split.rows().train() + (spec.validation() ? split.rows().validation() : 0);
    FitPlace where =
        place == null
            ? FitPlace.of(rows, rowBytes, split.train().rows().sparkSession().sparkContext())
            : place;
    if (where == FitPlace.EXECUTORS) {
      return MlpSolver.overExecutors(blocks, spec, runs);
    }
    BackendPreference preference = runs.preference();
    Fitted fitted = blocks.inOneTask(folds -> Fitted.of(folds, spec, preference));
    runs.add(fitted.uses());
    return fitted.fit();
  }

  /** A fit and what the kernels did for it, as a task brings them back. */
  private record Fitted(MlpFit fit, List<KernelUse> uses) implements Serializable {
    static Fitted of(BlockFolds blocks, MlpSpec spec, BackendPreference preference) {
      KernelRuns runs = new KernelRuns(preference);
      MlpFit fit = MlpSolver.inThisTask(blocks, spec, runs);
      return new Fitted(fit, runs.uses());
    }
  }

  private NetworkShape shape(FeatureSpec features, Target target) {
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

  /** Training rows by a hash of their keys, in as many partitions as hang on their number alone. */
  private Table dealt(Table train, long rowBytes) {
    if (!byBatches()) {
      return train;
    }
    long slices = Math.min(MOST_SLICES, mlp.descent().batchSize() / SLICE);
    long shards = split.rows().train() * rowBytes / SHARD_BYTES;
    int partitions = Math.toIntExact(Math.max(1, Math.max(slices, shards)));
    Column key = train.rowKey(config.data().id(), config.seed());
    Column content = train.rowKey(Optional.empty(), config.seed());
    return train.withRows(
        train.rows().repartition(partitions, key).sortWithinPartitions(key, content));
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
