package io.nightjar.spark.train.trees.split;

import java.io.Serializable;

/**
 * How large a tree may grow.
 *
 * @param depth most splits on a path, 1 or more
 * @param leaves most leaves, the best split first; 0 to grow level by level
 */
public record TreeShape(int depth, int leaves) implements Serializable {
  /** Checks both. */
  public TreeShape {
    if (depth < 1) {
      throw new IllegalArgumentException("depth is " + depth + "; must be 1 or more");
    }
    if (leaves < 0 || leaves == 1) {
      throw new IllegalArgumentException(
          "leaves is " + leaves + "; must be 2 or more, or 0 for no limit");
    }
  }
}
