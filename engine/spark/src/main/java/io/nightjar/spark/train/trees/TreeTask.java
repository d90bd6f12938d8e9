package io.nightjar.spark.train.trees;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.task.Workers;
import io.nightjar.spark.train.trees.bins.Bins;
import io.nightjar.spark.train.trees.bins.ColumnSketch;
import io.nightjar.spark.train.trees.grow.BoostPlan;
import io.nightjar.spark.train.trees.grow.Boosted;
import io.nightjar.spark.train.trees.grow.Booster;
import io.nightjar.spark.train.trees.grow.Continuation;
import io.nightjar.spark.train.trees.local.LocalRows;
import io.nightjar.spark.train.trees.local.Part;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/** A whole fit inside one task. */
final class TreeTask {
  private final TreePlan plan;
  private final Continuation continuation;

  TreeTask(TreePlan plan, Continuation continuation) {
    this.plan = plan;
    this.continuation = continuation;
  }

  /** What a fit brings back: what is to be told of its checkpoints, and what ran where. */
  record Result(Bins bins, Boosted boosted, List<String> notes, List<KernelUse> uses)
      implements Serializable {
    static Result of(
        Bins bins, Booster booster, Continuation continuation, Supplier<List<KernelUse>> uses) {
      Boosted boosted = booster.grow();
      List<String> notes = List.copyOf(continuation.checkpoints().notes());
      return new Result(bins, boosted, notes, uses.get());
    }
  }

  /** Fits on all blocks, with as many threads as there are cores. */
  Result fit(Iterator<TreeBlock> blocks) {
    List<TreeBlock> train = new ArrayList<>();
    List<TreeBlock> validation = new ArrayList<>();
    blocks.forEachRemaining(
        block -> (block.role() == TreeBlock.Role.TRAIN ? train : validation).add(block));
    try (Workers workers = Workers.ofThisTask()) {
      Assembly assembly = new Assembly(plan, workers);
      ColumnSketch[] sketches = assembly.sketches();
      assembly.sketch(train, sketches);
      Bins bins = assembly.bins(sketches);
      Part rows = assembly.part(train, bins);
      train.clear();
      Part held = validation.isEmpty() ? null : assembly.part(validation, bins);
      validation.clear();
      BoostPlan boost = plan.boost(bins);
      Kernels kernels = KernelRuns.forTask(plan.preference());
      LocalRows local = new LocalRows(rows, held, boost, workers, kernels.tree());
      Booster.Validation there = held == null ? Booster.Validation.NONE : Booster.Validation.THERE;
      Booster booster = new Booster(local, boost, there, continuation);
      return Result.of(bins, booster, continuation, kernels::uses);
    }
  }
}
