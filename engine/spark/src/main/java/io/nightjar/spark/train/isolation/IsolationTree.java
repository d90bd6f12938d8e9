package io.nightjar.spark.train.isolation;

import io.nightjar.features.design.TreeColumn;
import io.nightjar.spark.train.task.KeyHash;
import java.util.ArrayList;
import java.util.List;

/**
 * Grows one tree: a node's rows are parted at random, by a column that varies among them, until
 * they are one, all alike, or as deep as the tree may go (Liu, Ting and Zhou, Isolation forest,
 * 2008, algorithm 2). What is drawn hangs on the tree and the node's place in it alone.
 */
final class IsolationTree {
  private final List<TreeColumn> columns;
  private final int mostDepth;
  private final long bits;
  private final List<Node> nodes = new ArrayList<>();

  /**
   * A node.
   *
   * @param split null at a leaf
   * @param left the child's number where there is a split
   * @param right as {@code left}
   * @param rows how many of the sample came here, 1 or more
   * @param depth splits above it
   */
  record Node(RandomSplit split, int left, int right, int rows, int depth) {
    /** h of a row that ends here: its depth, and what parting the rows here would take. */
    double pathLength() {
      return depth + PathLength.mean(rows);
    }
  }

  private IsolationTree(List<TreeColumn> columns, int mostDepth, long bits) {
    this.columns = columns;
    this.mostDepth = mostDepth;
    this.bits = bits;
  }

  /**
   * The nodes of a tree, its root first.
   *
   * @param rows of the sample, 1 or more
   * @param bits the tree's random bits
   */
  static List<Node> grow(List<TreeColumn> columns, float[][] rows, long bits) {
    IsolationTree tree = new IsolationTree(columns, PathLength.mostDepth(rows.length), bits);
    tree.grow(rows, 0, 1);
    return List.copyOf(tree.nodes);
  }

  /**
   * Grows a node and all below it.
   *
   * @param place 1 for the root, 2·place and 2·place + 1 for children
   * @return its number
   */
  private int grow(float[][] rows, int depth, long place) {
    int at = nodes.size();
    RandomSplit split = depth < mostDepth ? draw(rows, KeyHash.mix(bits, place)) : null;
    nodes.add(new Node(split, 0, 0, rows.length, depth));
    if (split != null) {
      List<float[]> lefts = new ArrayList<>();
      List<float[]> rights = new ArrayList<>();
      for (float[] row : rows) {
        (split.goesLeft(row[split.column()]) ? lefts : rights).add(row);
      }
      int left = grow(lefts.toArray(float[][]::new), depth + 1, 2 * place);
      int right = grow(rights.toArray(float[][]::new), depth + 1, 2 * place + 1);
      nodes.set(at, new Node(split, left, right, rows.length, depth));
    }
    return at;
  }

  /** A split by one of the columns that vary; null where none does. */
  private RandomSplit draw(float[][] rows, long node) {
    int[] varying = new int[columns.size()];
    int count = 0;
    for (int j = 0; j < columns.size() && rows.length > 1; j++) {
      if (varies(rows, j)) {
        varying[count++] = j;
      }
    }
    if (count == 0) {
      return null;
    }
    int column = varying[RandomSplit.one(count, node)];
    return columns.get(column).categorical()
        ? categories(rows, column, node)
        : number(rows, column, node);
  }

  /** Whether there are two values that are not missing; 0 and −0 are one. */
  private static boolean varies(float[][] rows, int column) {
    float first = Float.NaN;
    for (float[] row : rows) {
      float value = row[column];
      if (Float.isNaN(first)) {
        first = value;
      } else if (!Float.isNaN(value) && value != first) {
        return true;
      }
    }
    return false;
  }

  private static RandomSplit number(float[][] rows, int column, long node) {
    float[] values = new float[rows.length];
    float least = Float.POSITIVE_INFINITY;
    float greatest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < values.length; i++) {
      values[i] = rows[i][column];
      if (!Float.isNaN(values[i])) {
        least = Math.min(least, values[i]);
        greatest = Math.max(greatest, values[i]);
      }
    }
    return RandomSplit.number(column, values, least, greatest, node);
  }

  private RandomSplit categories(float[][] rows, int column, long node) {
    int[] counts = new int[columns.get(column).categories()];
    for (float[] row : rows) {
      if (!Float.isNaN(row[column])) {
        counts[(int) row[column]]++;
      }
    }
    return RandomSplit.categories(column, counts, node);
  }
}
