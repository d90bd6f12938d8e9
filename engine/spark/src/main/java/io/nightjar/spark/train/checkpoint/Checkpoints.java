package io.nightjar.spark.train.checkpoint;

import java.io.Serializable;
import java.util.List;

/**
 * Where the state of a fit is kept, so that it can go on after who made it is gone.
 *
 * @param <S> the state
 */
public interface Checkpoints<S extends Serializable> extends Serializable {
  /**
   * Takes the state after a round: a tree of each output, an epoch, a sweep or an iteration.
   *
   * @param rounds how many are done
   * @param soFar what they came to, borrowed
   */
  void after(int rounds, S soFar);

  /** What a fit goes on from as things are now. */
  Continuation<S> latest();

  /** What a person should know of them. */
  List<String> notes();
}
