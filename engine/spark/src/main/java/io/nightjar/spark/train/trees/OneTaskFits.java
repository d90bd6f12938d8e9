package io.nightjar.spark.train.trees;

import io.nightjar.spark.data.OneTask;
import io.nightjar.spark.data.Parcel;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.Split;
import io.nightjar.spark.train.trees.grow.Continuation;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;

/** Fits inside one task each, on all rows at once; the table is read once. */
final class OneTaskFits extends BinnedSplit {
  private final TreePlan plan;
  private final JavaRDD<TreeBlock> blocks;
  private final Split split;
  private boolean keeps;
  private JavaRDD<OneTaskRows> rows;

  OneTaskFits(TreePlan plan, JavaRDD<TreeBlock> blocks, Split split) {
    this.plan = plan;
    this.blocks = blocks;
    this.split = split;
  }

  @Override
  public synchronized BinnedSplit kept() {
    keeps = true;
    return this;
  }

  @Override
  TreeResult fit(TreePlan ofFit, Continuation continuation) {
    return reading(
        () -> {
          JavaRDD<OneTaskRows> there = binned();
          return there == null
              ? alone(ofFit, blocks, continuation)
              : Parcel.open(
                  there.map(all -> Parcel.pack(fit(all, ofFit, continuation))).collect().get(0));
        });
  }

  /** The rows where they are kept, binned at the first call; else null. */
  private synchronized JavaRDD<OneTaskRows> binned() {
    if (keeps && rows == null) {
      TreePlan what = plan;
      rows = OneTask.kept(blocks, all -> OneTaskRows.of(what, flat(all)));
    }
    return rows;
  }

  private static TreeResult alone(
      TreePlan plan, JavaRDD<TreeBlock> blocks, Continuation continuation) {
    return OneTask.run(blocks, all -> fit(OneTaskRows.of(plan, flat(all)), plan, continuation));
  }

  private static TreeResult fit(OneTaskRows rows, TreePlan plan, Continuation continuation) {
    int attempt = TaskContext.get().attemptNumber();
    return rows.fit(plan, continuation.forAttempt(attempt));
  }

  private static Iterator<TreeBlock> flat(List<List<TreeBlock>> partitions) {
    return partitions.stream().flatMap(List::stream).iterator();
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
