package io.nightjar.spark.train.trees.distributed;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.spark.train.task.Workers;
import io.nightjar.spark.train.trees.grow.BoostPlan;
import io.nightjar.spark.train.trees.local.LocalRows;
import io.nightjar.spark.train.trees.local.SplitParts;
import io.nightjar.spark.train.trees.split.GradientSums;
import io.nightjar.spark.train.trees.split.Scales;
import java.util.List;

/** What an executor holds of one partition: its rows, and how far they have come. */
final class Shard {
  private final Kernels kernels;
  private final LocalRows rows;
  private int applied;
  private Scales scales;
  private GradientSums root;

  Shard(SplitParts partition, BoostPlan plan, Kernels kernels) {
    this.kernels = kernels;
    // One task of many on its executor: one thread.
    this.rows =
        new LocalRows(
            partition.train(), partition.validation(), plan, new Workers(1), kernels.tree());
  }

  LocalRows rows() {
    return rows;
  }

  /** What ran where since this was last asked. */
  List<KernelUse> uses() {
    return kernels.drain();
  }

  /** The scales of the tree that is grown, over the rows here. */
  Scales scales() {
    return scales;
  }

  /** The sums of the tree's rows here. */
  GradientSums root() {
    return root;
  }

  /** Whether the log goes on from where the rows have come. */
  boolean canFollow(StepLog log) {
    return log.follows(applied);
  }

  /** Takes the steps that are new. */
  void follow(StepLog log) {
    for (StepLog.Entry entry : log.entries()) {
      if (entry.number() > applied) {
        take(entry.step(), entry.number() == applied + 1 && root != null);
        applied = entry.number();
      }
    }
  }

  private void take(Step step, boolean grownHere) {
    if (step instanceof Step.Start start) {
      rows.start(start.base());
      root = null;
    } else if (step instanceof Step.StartRound) {
      rows.startRound();
    } else if (step instanceof Step.StartTree start) {
      scales = rows.startTree(start.tree());
    } else if (step instanceof Step.Root gather) {
      root = rows.root(gather.tree(), gather.scales());
    } else if (step instanceof Step.Divide divide) {
      rows.divide(divide.divisions());
    } else if (step instanceof Step.Add add) {
      add(add, grownHere);
    }
  }

  /** Where the tree was grown here its rows lie by leaf still; else they walk it. */
  private void add(Step.Add add, boolean grownHere) {
    if (grownHere) {
      rows.add(add.tree().value());
    } else {
      rows.replay(add.tree().value());
    }
    root = null;
  }
}
