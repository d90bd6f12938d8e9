package io.nightjar.model.exchange.trees;

import io.nightjar.kernels.ensemble.TreeNodes;
import java.util.Arrays;

/** Nodes of all trees in flat arrays that grow. */
final class NodeColumns {
  private int count;
  private int[] features = new int[64];
  private float[] thresholds = new float[64];
  private long[][] categories = new long[64][];
  private int[] lefts = new int[64];
  private int[] rights = new int[64];
  private boolean[] missingLeft = new boolean[64];
  private double[] values = new double[64];
  private double[] covers = new double[64];
  private boolean sets;
  private boolean coversKnown = true;

  int count() {
    return count;
  }

  /** Adds a node that is to be filled in; gives its place. */
  int add() {
    if (count == features.length) {
      int more = 2 * count;
      features = Arrays.copyOf(features, more);
      thresholds = Arrays.copyOf(thresholds, more);
      categories = Arrays.copyOf(categories, more);
      lefts = Arrays.copyOf(lefts, more);
      rights = Arrays.copyOf(rights, more);
      missingLeft = Arrays.copyOf(missingLeft, more);
      values = Arrays.copyOf(values, more);
      covers = Arrays.copyOf(covers, more);
    }
    return count++;
  }

  void leaf(int at, double value, double cover) {
    lefts[at] = TreeNodes.LEAF;
    rights[at] = TreeNodes.LEAF;
    values[at] = value;
    cover(at, cover);
  }

  void split(int at, SourceTest test, double cover) {
    features[at] = test.feature();
    thresholds[at] = test.threshold();
    categories[at] = test.categories() == null ? null : test.categories().clone();
    sets |= categories[at] != null;
    missingLeft[at] = test.missingLeft();
    cover(at, cover);
  }

  /** Children, numbered within their tree. */
  void children(int at, int left, int right) {
    lefts[at] = left;
    rights[at] = right;
  }

  private void cover(int at, double cover) {
    covers[at] = cover;
    coversKnown &= !Double.isNaN(cover);
  }

  TreeNodes nodes(int[] starts) {
    return new TreeNodes(
        starts,
        Arrays.copyOf(features, count),
        Arrays.copyOf(thresholds, count),
        sets ? Arrays.copyOf(categories, count) : null,
        Arrays.copyOf(lefts, count),
        Arrays.copyOf(rights, count),
        Arrays.copyOf(missingLeft, count),
        Arrays.copyOf(values, count),
        coversKnown ? Arrays.copyOf(covers, count) : null);
  }
}
