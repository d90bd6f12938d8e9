package io.nightjar.spark.train.checkpoint;

import java.io.Serializable;
import java.util.List;

/** Nothing is kept. */
record NoCheckpoints<S extends Serializable>() implements Checkpoints<S> {
  @Override
  public void after(int rounds, S soFar) {}

  @Override
  public Continuation<S> latest() {
    return Continuation.none();
  }

  @Override
  public List<String> notes() {
    return List.of();
  }
}
