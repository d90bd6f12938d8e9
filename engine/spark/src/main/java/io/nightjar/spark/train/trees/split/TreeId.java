package io.nightjar.spark.train.trees.split;

import java.io.Serializable;

/**
 * One tree of a fit.
 *
 * @param round 0, 1, …; {@link #BASE} for what is asked before the first tree
 * @param output the output that it adds to
 */
public record TreeId(int round, int output) implements Serializable {
  /** Before the first round, when all rows take part. */
  public static final int BASE = -1;
}
