package io.nightjar.spark.train.trees;

import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.spark.train.checkpoint.Continuation;
import io.nightjar.spark.train.trees.bins.Bins;
import io.nightjar.spark.train.trees.grow.Boosted;
import io.nightjar.spark.train.trees.grow.Booster;
import java.io.Serializable;
import java.util.List;
import java.util.function.Supplier;

/** What a fit brings back: what is to be told of its checkpoints, and what ran where. */
record TreeResult(Bins bins, Boosted boosted, List<String> notes, List<KernelUse> uses)
    implements Serializable {
  static TreeResult of(
      Bins bins,
      Booster booster,
      Continuation<Boosted> continuation,
      Supplier<List<KernelUse>> uses) {
    Boosted boosted = booster.grow();
    List<String> notes = List.copyOf(continuation.checkpoints().notes());
    return new TreeResult(bins, boosted, notes, uses.get());
  }
}
