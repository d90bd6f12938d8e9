package io.nightjar.spark.train.trees;

import io.nightjar.kernels.Kernels;
import io.nightjar.spark.kernel.TaskKernels;
import io.nightjar.spark.train.task.Workers;
import io.nightjar.spark.train.trees.bins.Bins;
import io.nightjar.spark.train.trees.bins.ColumnSketch;
import io.nightjar.spark.train.trees.grow.BoostPlan;
import io.nightjar.spark.train.trees.grow.Booster;
import io.nightjar.spark.train.trees.grow.Continuation;
import io.nightjar.spark.train.trees.local.LocalRows;
import io.nightjar.spark.train.trees.local.Part;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** All binned rows of a split in one place. No record, because Kryo takes none to disk. */
final class OneTaskRows implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Bins bins;
  private final Part train;
  private final Part validation;

  private OneTaskRows(Bins bins, Part train, Part validation) {
    this.bins = bins;
    this.train = train;
    this.validation = validation;
  }

  /** Bins all blocks. */
  static OneTaskRows of(TreePlan plan, Iterator<TreeBlock> blocks) {
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
      Part held = validation.isEmpty() ? null : assembly.part(validation, bins);
      return new OneTaskRows(bins, rows, held);
    }
  }

  /** A whole fit. */
  TreeResult fit(TreePlan plan, Continuation continuation) {
    try (Workers workers = Workers.ofThisTask()) {
      BoostPlan boost = plan.boost(bins);
      Kernels kernels = TaskKernels.of(plan.preference());
      LocalRows local = new LocalRows(train, validation, boost, workers, kernels.tree());
      Booster.Validation there =
          validation == null ? Booster.Validation.NONE : Booster.Validation.THERE;
      Booster booster = new Booster(local, boost, there, continuation);
      return TreeResult.of(bins, booster, continuation, kernels::uses);
    }
  }
}
