package io.nightjar.spark.train.trees;

import io.nightjar.config.JobConfig;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.design.TreeColumn;
import io.nightjar.features.design.TreeDesign;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.model.Importance;
import io.nightjar.model.Target;
import io.nightjar.model.TreeModel;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.Split;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.batch.RawBatches;
import io.nightjar.spark.train.block.RowRole;
import io.nightjar.spark.train.checkpoint.Continuation;
import io.nightjar.spark.train.task.FitPlace;
import io.nightjar.spark.train.trees.grow.Boosted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Fits boosted trees or a forest on the training part of a split; the validation part, if there is
 * one, says how good each round is. The model is the same, bit for bit, in whatever order and
 * partitions the rows come.
 */
public final class TreeTraining {
  private final JobConfig config;
  private final Split split;
  private final Optional<TreeModel> earlier;
  private final TreePlan plan;
  private final FitPlace place;

  /**
   * Training of a job's model of type gbt or forest.
   *
   * @param earlier a model of the same features, target and objective that more trees are grown
   *     upon; empty: none
   */
  public TreeTraining(
      JobConfig config,
      Split split,
      FeatureSpec features,
      Target target,
      Optional<TreeModel> earlier) {
    this(config, split, features, target, earlier, null);
  }

  /** The same in a place that is told, not found; the model has the same bits in each. */
  TreeTraining(
      JobConfig config,
      Split split,
      FeatureSpec features,
      Target target,
      Optional<TreeModel> earlier,
      FitPlace place) {
    this.config = config;
    this.split = split;
    this.earlier = earlier;
    this.plan = plan(features, target);
    this.place = place;
  }

  /**
   * All that binned rows hang on, beside their split: trainings with equal ones may share them.
   *
   * @param outputs margins a row, which say where the rows have room
   * @param earlier the trees that rows start from
   */
  public record Binning(
      FeatureSpec features,
      Target target,
      Optional<String> weight,
      int blockRows,
      int maxBins,
      double positiveWeight,
      int outputs,
      long seed,
      Optional<TreeModel> earlier) {}

  /** What this training's binned rows hang on. */
  public Binning binning() {
    return new Binning(
        plan.features(),
        plan.target(),
        Optional.ofNullable(plan.weight()),
        plan.blockRows(),
        plan.maxBins(),
        plan.positiveWeight(),
        plan.objective().outputs(),
        plan.seed(),
        earlier);
  }

  /** The split's rows, binned when they are first asked for. */
  public TreeFits rows() {
    JavaRDD<TreeBlock> blocks = blocks(split.train(), RowRole.TRAINING);
    if (split.rows().validation() > 0) {
      blocks = blocks.union(blocks(split.validation(), RowRole.VALIDATION));
    }
    long rows = split.rows().train() + split.rows().validation();
    return place(rows, blocks.context()) == FitPlace.ONE_TASK
        ? new OneTaskFits(plan, blocks, split)
        : new DistributedFits(plan, blocks, split);
  }

  /**
   * Fits, from the start or from a checkpoint.
   *
   * @param rows of this training or of one with an equal {@link #binning}
   * @throws io.nightjar.NightjarException of kind CONFIG or DATA: what to mend
   */
  public TreeFit fit(TreeFits rows, Continuation<Boosted> continuation) {
    return fitted(rows.fit(plan, continuation));
  }

  private FitPlace place(long rows, SparkContext spark) {
    if (place != null) {
      return place;
    }
    return TreeSize.place(rows, plan.rowBytes(), FitPlace.leastMemory(spark));
  }

  private TreePlan plan(FeatureSpec features, Target target) {
    TreeEnsemble before = earlier.map(TreeModel::ensemble).orElse(null);
    TreePlans plans = new TreePlans(config, features, target, split.rows().train(), before);
    if (config.model() instanceof ModelConfig.Gbt gbt) {
      return plans.of(gbt);
    }
    return plans.of((ModelConfig.Forest) config.model());
  }

  private JavaRDD<TreeBlock> blocks(Table table, RowRole role) {
    TreePlan what = plan;
    Dataset<Row> rows =
        table.rows().withColumn(TreePlan.KEY, table.rowKey(config.data().id(), plan.seed()));
    RawBatches batches = new RawBatches(rows, plan.read());
    return ReadFailures.reading(table.origin(), () -> batches.of(what.blockRows()))
        .mapPartitions(part -> new TreeBlockIterator(part, what, role));
  }

  private TreeFit fitted(TreeResult result) {
    List<String> names =
        TreeDesign.of(plan.features()).columns().stream().map(TreeColumn::name).toList();
    Ensembles ensembles = new Ensembles(result.bins(), result.boosted());
    FitFacts facts = new FitFacts(plan, result.boosted());
    List<String> warnings = new ArrayList<>(result.notes());
    warnings.addAll(facts.warnings());
    TreeEnsemble grown = ensembles.ensemble();
    List<Importance> importance = ensembles.importance(names);
    Optional<EarlierTrees> before = earlier.map(EarlierTrees::new);
    return new TreeFit(
        before.map(trees -> trees.with(grown)).orElse(grown),
        before.map(trees -> trees.with(importance)).orElse(importance),
        warnings,
        facts.facts(),
        result.uses());
  }
}
