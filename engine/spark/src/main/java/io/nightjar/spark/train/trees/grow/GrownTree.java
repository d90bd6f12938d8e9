package io.nightjar.spark.train.trees.grow;

import io.nightjar.spark.train.trees.bins.BinMatrix;
import io.nightjar.spark.train.trees.split.Split;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/** A tree on bins: its nodes in the order in which they came to be, the root first. */
public final class GrownTree implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * A node.
   *
   * @param split its split; null at a leaf
   * @param left its left child, the right one being the next; of no meaning at a leaf
   * @param value of a leaf; 0 at a split
   * @param cover Σ h of its training rows
   */
  public record Node(Split split, int left, double value, double cover) implements Serializable {}

  private final int output;
  private final Node[] nodes;

  /** A tree of these nodes, which adds to an output. */
  public GrownTree(int output, List<Node> nodes) {
    this.output = output;
    this.nodes = nodes.toArray(Node[]::new);
  }

  /** The output that it adds to. */
  public int output() {
    return output;
  }

  /** How many nodes. */
  public int size() {
    return nodes.length;
  }

  /** A node. */
  public Node node(int index) {
    return nodes[index];
  }

  /** The numbers of the leaves. */
  public int[] leaves() {
    return IntStream.range(0, nodes.length).filter(i -> nodes[i].split() == null).toArray();
  }

  /** The value that a binned row comes to. */
  public double value(BinMatrix rows, int row) {
    Node node = nodes[0];
    while (node.split() != null) {
      boolean left = node.split().goesLeft(rows.bin(node.split().column(), row));
      node = nodes[left ? node.left() : node.left() + 1];
    }
    return node.value();
  }
}
