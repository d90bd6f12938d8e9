package io.nightjar.spark.train.trees.distributed;

import io.nightjar.spark.train.trees.grow.Division;
import io.nightjar.spark.train.trees.grow.GrownTree;
import io.nightjar.spark.train.trees.split.Scales;
import io.nightjar.spark.train.trees.split.TreeId;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;

/** Something that changes what the executors hold of a fit. */
sealed interface Step extends Serializable {

  /** Every row at the base. */
  record Start(double[] base) implements Step {}

  /** Gradients of all outputs anew. */
  record StartRound() implements Step {}

  /** The greatest gradients of a tree. */
  record StartTree(TreeId tree) implements Step {}

  /** All of a tree's rows into node 0. */
  record Root(TreeId tree, Scales scales) implements Step {}

  /** Nodes parted. */
  record Divide(List<Division> divisions) implements Step {}

  /** A tree that is done, added to the margins. */
  record Add(Broadcast<GrownTree> tree) implements Step {}

  /** Whether it is of the growing of one tree, and of no effect once that is done. */
  default boolean growing() {
    return this instanceof StartTree || this instanceof Root || this instanceof Divide;
  }
}
