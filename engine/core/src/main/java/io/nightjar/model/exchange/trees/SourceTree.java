package io.nightjar.model.exchange.trees;

/** One tree of a file, its nodes under numbers 0..{@link #nodes()}−1 of the reader's choice. */
public interface SourceTree {

  /** How many nodes the file holds; some may not be reached. */
  int nodes();

  /** The number of the root. */
  int root();

  /**
   * A node.
   *
   * @param number 0..{@link #nodes()}−1
   * @throws IllegalArgumentException saying what is wrong with it
   */
  SourceNode node(int number);
}
