package io.nightjar.spark.train.trees;

import io.nightjar.kernels.Kernels;
import io.nightjar.spark.data.OneTask;
import io.nightjar.spark.data.Parcel;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.Split;
import io.nightjar.spark.kernel.TaskKernels;
import io.nightjar.spark.train.checkpoint.Continuation;
import io.nightjar.spark.train.task.Workers;
import io.nightjar.spark.train.trees.bins.Bins;
import io.nightjar.spark.train.trees.bins.ColumnSketch;
import io.nightjar.spark.train.trees.grow.BoostPlan;
import io.nightjar.spark.train.trees.grow.Boosted;
import io.nightjar.spark.train.trees.grow.Booster;
import io.nightjar.spark.train.trees.local.LocalRows;
import io.nightjar.spark.train.trees.local.SplitParts;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;

/** Fits inside one task each, on all rows at once; the table is read once. */
final class OneTaskFits extends TreeFits {
  private final TreePlan plan;
  private final JavaRDD<TreeBlock> blocks;
  private final Split split;
  private boolean keeps;
  private JavaRDD<SplitParts> rows;

  OneTaskFits(TreePlan plan, JavaRDD<TreeBlock> blocks, Split split) {
    this.plan = plan;
    this.blocks = blocks;
    this.split = split;
  }

  @Override
  public synchronized TreeFits kept() {
    keeps = true;
    return this;
  }

  @Override
  TreeResult fit(TreePlan ofFit, Continuation<Boosted> continuation) {
    return reading(
        () -> {
          JavaRDD<SplitParts> there = binned();
          return there == null
              ? alone(ofFit, blocks, continuation)
              : Parcel.open(
                  there.map(all -> Parcel.pack(fit(all, ofFit, continuation))).collect().get(0));
        });
  }

  /** The rows where they are kept, binned at the first call; else null. */
  private synchronized JavaRDD<SplitParts> binned() {
    if (keeps && rows == null) {
      TreePlan what = plan;
      rows = OneTask.kept(blocks, all -> binned(what, all));
    }
    return rows;
  }

  private static TreeResult alone(
      TreePlan plan, JavaRDD<TreeBlock> blocks, Continuation<Boosted> continuation) {
    return OneTask.run(blocks, all -> fit(binned(plan, all), plan, continuation));
  }

  private static SplitParts binned(TreePlan plan, List<List<TreeBlock>> partitions) {
    Assembly.Blocks blocks =
        Assembly.Blocks.of(partitions.stream().flatMap(List::stream).iterator());
    try (Workers workers = Workers.ofThisTask()) {
      Assembly assembly = new Assembly(plan, workers);
      ColumnSketch[] sketches = assembly.sketches();
      assembly.sketch(blocks.train(), sketches);
      return assembly.parts(blocks, assembly.bins(sketches));
    }
  }

  private static TreeResult fit(
      SplitParts rows, TreePlan plan, Continuation<Boosted> continuation) {
    Continuation<Boosted> ofAttempt = continuation.ofThisAttempt();
    Bins bins = rows.train().bins().bins();
    try (Workers workers = Workers.ofThisTask()) {
      BoostPlan boost = plan.boost(bins);
      Kernels kernels = TaskKernels.of(plan.preference());
      LocalRows local =
          new LocalRows(rows.train(), rows.validation(), boost, workers, kernels.tree());
      Booster.Validation there =
          rows.validation() == null ? Booster.Validation.NONE : Booster.Validation.THERE;
      Booster booster = new Booster(local, boost, there, ofAttempt);
      return TreeResult.of(bins, booster, ofAttempt, kernels::uses);
    }
  }

  private <T> T reading(Supplier<T> action) {
    return ReadFailures.reading(split.train().origin(), action);
  }

  @Override
  public synchronized void close() {
    if (rows != null) {
      rows.unpersist(false);
      rows = null;
    }
  }
}
