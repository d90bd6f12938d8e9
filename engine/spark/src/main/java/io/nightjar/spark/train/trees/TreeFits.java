package io.nightjar.spark.train.trees;

import io.nightjar.spark.train.checkpoint.Continuation;
import io.nightjar.spark.train.trees.grow.Boosted;

/**
 * The encoded and binned rows of a split, wherever they lie, for one fit or for several that differ
 * in how their trees grow. Closing frees them.
 */
public abstract sealed class TreeFits implements AutoCloseable
    permits OneTaskFits, DistributedFits {

  /** The same for several fits, perhaps at once: the rows are binned once, and stay. */
  public abstract TreeFits kept();

  /** Fits a plan whose {@link TreeTraining.Binning} is that of the rows. */
  abstract TreeResult fit(TreePlan plan, Continuation<Boosted> continuation);

  @Override
  public abstract void close();
}
