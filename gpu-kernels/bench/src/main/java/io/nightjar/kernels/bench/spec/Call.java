package io.nightjar.kernels.bench.spec;

import java.util.List;

/**
 * A call of an operation with its own inputs and outputs; used by one thread at a time. Every way
 * of doing the work leaves its results in the same outputs.
 *
 * @param <T> the operation's interface
 */
public interface Call<T> {
  /** Does the work once; can be repeated, and gives the same each time. */
  void run(T implementation);

  /**
   * Overwrites the outputs with NaN or the like, so that what stands there next was written next.
   */
  void spoil();

  /** Everything that the last run left, in a fixed order. */
  double[] results();

  /** What a naive double loop gives, and how far from it float32 arithmetic may end. */
  Expected expected();

  /** Others that do the same work on the same data, the one to compare with first. */
  List<Peer> peers();
}
