package io.nightjar.spark.train.trees;

import io.nightjar.config.JobConfig;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.design.TreeColumn;
import io.nightjar.features.design.TreeDesign;
import io.nightjar.model.Target;
import io.nightjar.spark.data.OneTask;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.Split;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.batch.RawBatches;
import io.nightjar.spark.train.trees.grow.Booster;
import io.nightjar.spark.train.trees.grow.Continuation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
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
  private final FitPlace place;
  private final Continuation continuation;

  /** Training of a job's model of type gbt or forest, from the start or from a checkpoint. */
  public TreeTraining(JobConfig config, Split split, Continuation continuation) {
    this(config, split, continuation, null);
  }

  /** The same in a place that is told, not found; the model has the same bits in each. */
  TreeTraining(JobConfig config, Split split, Continuation continuation, FitPlace place) {
    this.config = config;
    this.split = split;
    this.continuation = continuation;
    this.place = place;
  }

  /**
   * Fits.
   *
   * @throws io.nightjar.NightjarException of kind CONFIG or DATA: what to mend
   */
  public TreeFit fit(FeatureSpec features, Target target) {
    TreePlan plan = plan(features, target);
    JavaRDD<TreeBlock> blocks = blocks(split.train(), plan, TreeBlock.Role.TRAIN);
    if (split.rows().validation() > 0) {
      blocks = blocks.union(blocks(split.validation(), plan, TreeBlock.Role.VALIDATION));
    }
    return fitted(plan, grown(blocks, plan));
  }

  private TreePlan plan(FeatureSpec features, Target target) {
    TreePlans plans = new TreePlans(config, features, target, split.rows().train());
    if (config.model() instanceof ModelConfig.Gbt gbt) {
      return plans.of(gbt);
    }
    return plans.of((ModelConfig.Forest) config.model());
  }

  private JavaRDD<TreeBlock> blocks(Table table, TreePlan plan, TreeBlock.Role role) {
    Dataset<Row> rows =
        table.rows().withColumn(TreePlan.KEY, table.rowKey(config.data().id(), plan.seed()));
    RawBatches batches = new RawBatches(rows, plan.read());
    return ReadFailures.reading(table.origin(), () -> batches.of(plan.blockRows()))
        .mapPartitions(part -> new TreeBlockIterator(part, plan, role));
  }

  private TreeTask.Result grown(JavaRDD<TreeBlock> blocks, TreePlan plan) {
    long rows = split.rows().train() + split.rows().validation();
    FitPlace where = place == null ? FitPlace.of(plan, rows, blocks.context()) : place;
    if (where == FitPlace.ONE_TASK) {
      return inOneTask(blocks, plan);
    }
    Booster.Validation validation =
        split.rows().validation() > 0 ? Booster.Validation.THERE : Booster.Validation.NONE;
    return ReadFailures.reading(
        split.train().origin(),
        () -> new DistributedFit(plan, blocks).fit(validation, continuation));
  }

  private TreeTask.Result inOneTask(JavaRDD<TreeBlock> blocks, TreePlan plan) {
    Continuation goesOn = continuation;
    return ReadFailures.reading(
        split.train().origin(),
        () ->
            OneTask.run(
                blocks,
                all -> {
                  int attempt = TaskContext.get().attemptNumber();
                  return new TreeTask(plan, goesOn.forAttempt(attempt)).fit(flat(all));
                }));
  }

  private static Iterator<TreeBlock> flat(List<List<TreeBlock>> partitions) {
    return partitions.stream().flatMap(List::stream).iterator();
  }

  private static TreeFit fitted(TreePlan plan, TreeTask.Result result) {
    List<String> names =
        TreeDesign.of(plan.features()).columns().stream().map(TreeColumn::name).toList();
    Ensembles ensembles = new Ensembles(result.bins(), result.boosted());
    FitFacts facts = new FitFacts(plan, result.boosted());
    List<String> warnings = new ArrayList<>(result.notes());
    warnings.addAll(facts.warnings());
    return new TreeFit(ensembles.ensemble(), ensembles.importance(names), warnings, facts.facts());
  }
}
