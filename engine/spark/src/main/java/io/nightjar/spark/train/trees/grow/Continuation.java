package io.nightjar.spark.train.trees.grow;

import java.io.Serializable;

/**
 * What a fit goes on from, and what it leaves for the next one.
 *
 * @param from whole rounds that were grown before on the same rows; null: from the start
 * @param checkpoints where later ones are kept
 */
public record Continuation(Boosted from, Checkpoints checkpoints) implements Serializable {
  /** From the start, without checkpoints. */
  public static final Continuation NONE = new Continuation(null, Checkpoints.NONE);

  /**
   * The same for a task's attempt: from the second one on, from what the lost ones left.
   *
   * @param attempt 0 for the first
   */
  public Continuation forAttempt(int attempt) {
    return attempt == 0 ? this : checkpoints.latest();
  }
}
