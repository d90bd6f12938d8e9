package io.nightjar.spark.train.trees;

import io.nightjar.spark.train.trees.bins.Bins;
import io.nightjar.spark.train.trees.grow.Boosted;
import io.nightjar.spark.train.trees.grow.Booster;
import io.nightjar.spark.train.trees.grow.Continuation;
import java.io.Serializable;
import java.util.List;

/** What a fit brings back, with what is to be told of its checkpoints. */
record TreeResult(Bins bins, Boosted boosted, List<String> notes) implements Serializable {
  static TreeResult of(Bins bins, Booster booster, Continuation continuation) {
    Boosted boosted = booster.grow();
    return new TreeResult(bins, boosted, List.copyOf(continuation.checkpoints().notes()));
  }
}
