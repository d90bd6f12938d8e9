package io.nightjar.spark.train.checkpoint;

import java.io.Serializable;
import java.util.List;

/**
 * Keeps checkpoints, and stops the fit after a round.
 *
 * @param kept where they are kept
 * @param stop the round
 */
public record StoppingCheckpoints<S extends Serializable>(Checkpoints<S> kept, int stop)
    implements Checkpoints<S> {
  /** What the failure says. */
  public static final String STOPPED = "stopped on purpose";

  /** From the start to the round. */
  public static <S extends Serializable> Continuation<S> after(int stop, Continuation<S> latest) {
    return new Continuation<>(null, new StoppingCheckpoints<>(latest.checkpoints(), stop));
  }

  @Override
  public void after(int rounds, S soFar) {
    kept.after(rounds, soFar);
    if (rounds == stop) {
      throw new IllegalStateException(STOPPED);
    }
  }

  @Override
  public Continuation<S> latest() {
    return kept.latest();
  }

  @Override
  public List<String> notes() {
    return kept.notes();
  }
}
