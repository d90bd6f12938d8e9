package io.nightjar.spark.train.trees.grow;

import java.io.Serializable;
import java.util.List;

/** Where the trees so far are kept, so that a fit can go on after who grew them is gone. */
public interface Checkpoints extends Serializable {
  /** Nothing is kept. */
  Checkpoints NONE =
      new Checkpoints() {
        private static final long serialVersionUID = 1L;

        @Override
        public void after(int rounds, Boosted soFar) {}

        @Override
        public Continuation latest() {
          return Continuation.NONE;
        }

        @Override
        public List<String> notes() {
          return List.of();
        }
      };

  /**
   * Takes what is grown after a round that isn't the last.
   *
   * @param rounds how many are grown
   * @param soFar all their trees and losses, borrowed
   */
  void after(int rounds, Boosted soFar);

  /** What a fit goes on from as things are now. */
  Continuation latest();

  /** What a person should know of them. */
  List<String> notes();
}
