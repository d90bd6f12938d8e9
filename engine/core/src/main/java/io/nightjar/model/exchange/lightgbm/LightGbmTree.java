package io.nightjar.model.exchange.lightgbm;

import io.nightjar.model.exchange.trees.CategorySet;
import io.nightjar.model.exchange.trees.SourceNode;
import io.nightjar.model.exchange.trees.SourceTest;
import io.nightjar.model.exchange.trees.SourceTree;
import io.nightjar.model.exchange.trees.ThresholdRounding;
import java.util.ArrayList;
import java.util.List;

/**
 * A tree of LightGBM: splits are numbered first, leaves after them. At a numeric split x ≤
 * threshold goes left, in float64; how that becomes a float32 see {@link ThresholdRounding}. A
 * missing value is 0 where {@code decision_type} says "none"; where it says "zero", zero is missing
 * too. At a categorical split the set goes left, and a missing value right.
 */
final class LightGbmTree implements SourceTree {
  private static final int CATEGORICAL = 1;
  private static final int DEFAULT_LEFT = 2;
  private static final int MISSING_TYPE = 12;
  private static final int MISSING_NONE = 0;
  private static final int MISSING_ZERO = 4;
  private static final int MOST_LEAVES = 1 << 22;

  private final String name;
  private final Terms terms;
  private final int splits;
  private final int[] lefts;
  private final int[] rights;
  private final int[] features;
  private final double[] thresholds;
  private final int[] types;
  private final double[] values;
  private final double[] splitCovers;
  private final double[] leafCovers;
  private final long[][] sets;

  /**
   * What is done with a tree's numbers.
   *
   * @param scale what leaves are multiplied with
   * @param rounding of thresholds
   */
  record Terms(double scale, ThresholdRounding rounding) {}

  /**
   * @param terms what is done with its numbers
   */
  LightGbmTree(String name, LightGbmSection tree, Terms terms) {
    this.name = name;
    this.terms = terms;
    if (tree.has("is_linear")) {
      tree.whole("is_linear", 0, 0);
    }
    int leaves = tree.whole("num_leaves", 1, MOST_LEAVES);
    splits = leaves - 1;
    lefts = tree.wholes("left_child", splits);
    rights = tree.wholes("right_child", splits);
    features = tree.wholes("split_feature", splits);
    thresholds = tree.numbers("threshold", splits);
    types = tree.wholes("decision_type", splits);
    values = tree.numbers("leaf_value", leaves);
    boolean counted = tree.has("internal_count") && tree.has("leaf_count") && splits > 0;
    splitCovers = counted ? tree.numbers("internal_count", splits) : null;
    leafCovers = counted ? tree.numbers("leaf_count", leaves) : null;
    sets = sets(tree);
  }

  private static long[][] sets(LightGbmSection tree) {
    int count = tree.has("num_cat") ? tree.whole("num_cat", 0, MOST_LEAVES) : 0;
    if (count == 0) {
      return new long[0][];
    }
    int[] bounds = tree.wholes("cat_boundaries", count + 1);
    int words = bounds[count];
    for (int i = 0; i < count; i++) {
      if (bounds[i] < 0 || bounds[i] > bounds[i + 1]) {
        throw new IllegalArgumentException(
            "cat_boundaries has %d before %d; must begin with 0 and grow"
                .formatted(bounds[i], bounds[i + 1]));
      }
    }
    double[] bits = tree.numbers("cat_threshold", words);
    long[][] sets = new long[count][];
    for (int i = 0; i < count; i++) {
      sets[i] = set(bits, bounds[i], bounds[i + 1]);
    }
    return sets;
  }

  /** Words of 32 bits, given as whole numbers, as a set. */
  private static long[] set(double[] bits, int from, int to) {
    List<Integer> categories = new ArrayList<>();
    for (int word = from; word < to; word++) {
      long set = (long) bits[word];
      if (set != bits[word] || set < 0 || set >>> Integer.SIZE != 0) {
        throw new IllegalArgumentException(
            "cat_threshold has " + bits[word] + "; must be whole numbers 0..2^32-1");
      }
      for (int bit = 0; bit < Integer.SIZE; bit++) {
        if ((set >>> bit & 1) != 0) {
          categories.add((word - from) * Integer.SIZE + bit);
        }
      }
    }
    return CategorySet.of(categories.stream().mapToInt(Integer::intValue).toArray());
  }

  @Override
  public int nodes() {
    return splits + values.length;
  }

  @Override
  public int root() {
    return 0;
  }

  @Override
  public SourceNode node(int node) {
    if (node >= splits) {
      int leaf = node - splits;
      double cover = leafCovers == null ? Double.NaN : leafCovers[leaf];
      return new SourceNode.Leaf(terms.scale * values[leaf], cover);
    }
    double cover = splitCovers == null ? Double.NaN : splitCovers[node];
    return new SourceNode.Split(test(node), child(lefts[node]), child(rights[node]), cover);
  }

  /** In the file a leaf is −1 − its number. */
  private int child(int given) {
    return given < 0 ? splits - 1 - given : given;
  }

  private SourceTest test(int node) {
    if ((types[node] & CATEGORICAL) != 0) {
      int set = (int) thresholds[node];
      if (set != thresholds[node] || set < 0 || set >= sets.length) {
        throw new IllegalArgumentException(
            "%s, node %d: the set of categories is %s; must be 0..%d"
                .formatted(name, node, thresholds[node], sets.length - 1));
      }
      return SourceTest.categorical(features[node], sets[set], false);
    }
    boolean defaultLeft = (types[node] & DEFAULT_LEFT) != 0;
    float threshold = terms.rounding.of(thresholds[node]);
    return switch (types[node] & MISSING_TYPE) {
      case MISSING_NONE -> SourceTest.numeric(features[node], threshold, 0 <= thresholds[node]);
      case MISSING_ZERO ->
          SourceTest.numeric(features[node], threshold, defaultLeft).withZeroMissing();
      default -> SourceTest.numeric(features[node], threshold, defaultLeft);
    };
  }

  /** Marks the features that categorical splits look at. */
  void markCategorical(boolean[] marks) {
    for (int node = 0; node < splits; node++) {
      if ((types[node] & CATEGORICAL) != 0
          && features[node] >= 0
          && features[node] < marks.length) {
        marks[features[node]] = true;
      }
    }
  }
}
