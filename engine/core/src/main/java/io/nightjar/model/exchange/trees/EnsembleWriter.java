package io.nightjar.model.exchange.trees;

import io.nightjar.kernels.ensemble.Decision;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * Makes an ensemble of trees in any numbering. Nodes that the root doesn't reach are left out. A
 * tree in which a node is reached twice is refused, so that nothing here loops.
 *
 * <p>Where zero is missing and would by its value go the other way than a missing value, a node "x
 * is 0 or missing" goes before the split, with a copy of the branch where missing values go. How a
 * node's rows divide between the copies is not known, so that such an ensemble has no covers.
 */
public final class EnsembleWriter {
  /** Most nodes of all trees: some 600 MB. */
  public static final int MAX_NODES = 1 << 23;

  /** Most words of all sets of categories: 256 MB. A set of one category may have a thousand. */
  private static final long MAX_SET_WORDS = 1 << 25;

  /** The set of categories that holds 0 alone. */
  private static final long[] ZERO_ALONE = {1};

  private final Decision decision;
  private final int features;
  private final NodeColumns nodes = new NodeColumns();
  private final List<Integer> starts = new ArrayList<>(List.of(0));
  private final List<Integer> outputs = new ArrayList<>();
  private long setWords;

  /**
   * @param decision which numbers go left
   * @param features how many features a row has
   */
  public EnsembleWriter(Decision decision, int features) {
    this.decision = decision;
    this.features = features;
  }

  /** A node of the file, and the place where it is written. */
  private record Waiting(int number, int at) {}

  /**
   * Adds a tree.
   *
   * @param output the output that it adds to
   * @throws IllegalArgumentException naming tree, node, the wrong value and what is allowed
   */
  public void add(SourceTree tree, int output) {
    int number = outputs.size();
    requireTree(tree, number);
    int start = nodes.count();
    Deque<Waiting> waiting = new ArrayDeque<>();
    waiting.add(new Waiting(tree.root(), nodes.add()));
    while (!waiting.isEmpty()) {
      if (nodes.count() > MAX_NODES) {
        throw new IllegalArgumentException(
            "the trees up to tree %d have more than %d nodes; must be no more: take fewer or smaller trees"
                .formatted(number, MAX_NODES));
      }
      Waiting next = waiting.remove();
      write(tree.node(next.number), next.at, start, waiting);
    }
    starts.add(nodes.count());
    outputs.add(output);
  }

  /** How many trees were added. */
  public int trees() {
    return outputs.size();
  }

  /**
   * The ensemble of the trees added.
   *
   * @param base [outputs]: where each output's sum starts
   */
  public TreeEnsemble ensemble(double[] base) {
    return TreeEnsemble.of(decision, features, nodes.nodes(ints(starts)), ints(outputs), base);
  }

  private void write(SourceNode node, int at, int start, Deque<Waiting> waiting) {
    if (node instanceof SourceNode.Leaf leaf) {
      nodes.leaf(at, leaf.value(), leaf.cover());
      return;
    }
    SourceNode.Split split = (SourceNode.Split) node;
    int own = at;
    double cover = split.cover();
    if (zeroGoesAstray(split.test())) {
      cover = Double.NaN;
      nodes.split(
          at, SourceTest.categorical(split.test().feature(), ZERO_ALONE, true), split.cover());
      int missing = nodes.add();
      waiting.add(new Waiting(split.test().missingLeft() ? split.left() : split.right(), missing));
      own = nodes.add();
      nodes.children(at, missing - start, own - start);
    }
    nodes.split(own, split.test(), cover);
    int left = nodes.add();
    int right = nodes.add();
    nodes.children(own, left - start, right - start);
    waiting.add(new Waiting(split.left(), left));
    waiting.add(new Waiting(split.right(), right));
  }

  private void countSet(SourceTest test, int tree) {
    setWords += test.categories() == null ? 0 : test.categories().length;
    if (setWords > MAX_SET_WORDS) {
      throw new IllegalArgumentException(
          "the sets of categories up to tree %d reach to %d categories in all; must be no more: number the categories from 0"
              .formatted(tree, MAX_SET_WORDS * Long.SIZE));
    }
  }

  private boolean zeroGoesAstray(SourceTest test) {
    if (test.zero() == SourceTest.Zero.NUMBER || test.categories() != null) {
      return false;
    }
    boolean left = decision == Decision.AT_MOST ? 0 <= test.threshold() : 0 < test.threshold();
    return left != test.missingLeft();
  }

  /** Every node that the root reaches is there, and has one parent; so there are no cycles. */
  private void requireTree(SourceTree tree, int number) {
    BitSet reached = new BitSet();
    Deque<Integer> waiting = new ArrayDeque<>();
    reach(tree, tree.root(), reached, waiting, "tree " + number + ", root");
    while (!waiting.isEmpty()) {
      int at = waiting.remove();
      String where = "tree " + number + ", node " + at;
      if (tree.node(at) instanceof SourceNode.Split split) {
        if (split.test().feature() < 0 || split.test().feature() >= features) {
          throw new IllegalArgumentException(
              "%s: the feature is %d; must be 0..%d"
                  .formatted(where, split.test().feature(), features - 1));
        }
        countSet(split.test(), number);
        reach(tree, split.left(), reached, waiting, where);
        reach(tree, split.right(), reached, waiting, where);
      }
    }
  }

  private static void reach(
      SourceTree tree, int node, BitSet reached, Deque<Integer> waiting, String from) {
    if (node < 0 || node >= tree.nodes()) {
      throw new IllegalArgumentException(
          "%s: a child is node %d; must be 0..%d".formatted(from, node, tree.nodes() - 1));
    }
    if (reached.get(node)) {
      throw new IllegalArgumentException(
          "%s: the child %d has another parent already, or is an ancestor; every node must have one parent"
              .formatted(from, node));
    }
    reached.set(node);
    waiting.add(node);
  }

  private static int[] ints(List<Integer> list) {
    int[] ints = new int[list.size()];
    Arrays.setAll(ints, list::get);
    return ints;
  }
}
