package io.nightjar.spark.train.checkpoint;

import java.io.Serializable;
import org.apache.spark.TaskContext;

/**
 * What a fit goes on from, and what it leaves for the next one.
 *
 * @param <S> the state
 * @param from what whole rounds came to before on the same rows; null: the start
 * @param checkpoints where later states are kept
 */
public record Continuation<S extends Serializable>(S from, Checkpoints<S> checkpoints)
    implements Serializable {
  /** From the start, without checkpoints. */
  public static <S extends Serializable> Continuation<S> none() {
    return new Continuation<>(null, new NoCheckpoints<>());
  }

  /**
   * The same as of now: within the second attempt of a task and later ones, from what the lost ones
   * left.
   */
  public Continuation<S> ofThisAttempt() {
    TaskContext task = TaskContext.get();
    return task == null ? this : forAttempt(task.attemptNumber());
  }

  /**
   * The same for a task's attempt.
   *
   * @param attempt 0 for the first
   */
  Continuation<S> forAttempt(int attempt) {
    return attempt == 0 ? this : checkpoints.latest();
  }
}
