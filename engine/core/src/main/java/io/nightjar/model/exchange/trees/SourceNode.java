package io.nightjar.model.exchange.trees;

/** A node of a {@link SourceTree}. */
public sealed interface SourceNode {

  /** Weight of the training rows that came here; NaN where the file doesn't say. */
  double cover();

  /**
   * An end.
   *
   * @param value what it adds
   */
  record Leaf(double value, double cover) implements SourceNode {}

  /**
   * A fork.
   *
   * @param test which rows go left
   * @param left the number of the node where they go on
   * @param right the number of the node of the others
   */
  record Split(SourceTest test, int left, int right, double cover) implements SourceNode {}
}
