package io.nightjar.spark.train.trees;

import io.nightjar.spark.train.block.Workers;
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

/** A whole fit inside one task. */
final class TreeTask {
  private final TreePlan plan;
  private final Continuation continuation;

  TreeTask(TreePlan plan, Continuation continuation) {
    this.plan = plan;
    this.continuation = continuation;
  }

  /** What a fit brings back, with what is to be told of its checkpoints. */
  record Result(Bins bins, Boosted boosted, List<String> notes) implements Serializable {
    static Result of(Bins bins, Booster booster, Continuation continuation) {
      Boosted boosted = booster.grow();
      return new Result(bins, boosted, List.copyOf(continuation.checkpoints().notes()));
    }
  }

  /** Fits on all blocks, with as many threads as the task's executor has cores. */
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
      BoostPlan boost = new BoostPlan(plan.objective(), plan.spec(), bins, plan.rounds());
      LocalRows local = new LocalRows(rows, held, boost, workers);
      Booster.Validation there = held == null ? Booster.Validation.NONE : Booster.Validation.THERE;
      Booster booster = new Booster(local, boost, there, continuation);
      return Result.of(bins, booster, continuation);
    }
  }
}
