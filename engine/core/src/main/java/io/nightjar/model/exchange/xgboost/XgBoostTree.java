package io.nightjar.model.exchange.xgboost;

import io.nightjar.model.exchange.document.Document;
import io.nightjar.model.exchange.trees.CategorySet;
import io.nightjar.model.exchange.trees.SourceNode;
import io.nightjar.model.exchange.trees.SourceTest;
import io.nightjar.model.exchange.trees.SourceTree;
import java.util.Arrays;

/**
 * A tree of XGBoost. At a numeric split x &lt; {@code split_conditions} goes left, both float32. At
 * a categorical split the listed categories go RIGHT and all others left, so that left and right
 * are swapped here. A leaf's value stands in {@code split_conditions}.
 */
final class XgBoostTree implements SourceTree {
  private static final int LEAF = -1;

  private final double weight;
  private final int[] lefts;
  private final int[] rights;
  private final int[] features;
  private final double[] conditions;
  private final double[] defaultLeft;
  private final double[] covers;
  private final long[][] categories;

  /**
   * @param weight of the tree's leaves: dart's, else 1
   */
  XgBoostTree(Document tree, double weight) {
    this.weight = weight;
    Document param = tree.object("tree_param");
    if (param.has("size_leaf_vector")) {
      param.whole("size_leaf_vector", 0, 1);
    }
    lefts = tree.wholes("left_children");
    rights = requireAll(tree, "right_children");
    features = requireAll(tree, "split_indices");
    conditions = tree.numbers("split_conditions", lefts.length);
    defaultLeft = tree.numbers("default_left", lefts.length);
    covers = tree.has("sum_hessian") ? tree.numbers("sum_hessian", lefts.length) : null;
    categories = categories(tree);
  }

  private int[] requireAll(Document tree, String key) {
    int[] wholes = tree.wholes(key);
    tree.numbers(key, lefts.length);
    return wholes;
  }

  private long[][] categories(Document tree) {
    int[] nodes = tree.wholes("categories_nodes");
    if (nodes.length == 0) {
      return null;
    }
    long[][] sets = new long[lefts.length][];
    int[] all = tree.wholes("categories");
    int[] begins = tree.wholes("categories_segments");
    int[] sizes = tree.wholes("categories_sizes");
    if (begins.length != nodes.length || sizes.length != nodes.length) {
      throw new IllegalArgumentException(
          "%s has %d nodes, %d segments and %d sizes; must be as many of each"
              .formatted(tree.at("categories"), nodes.length, begins.length, sizes.length));
    }
    for (int i = 0; i < nodes.length; i++) {
      boolean inside = begins[i] >= 0 && sizes[i] >= 0 && begins[i] <= all.length - (long) sizes[i];
      if (nodes[i] < 0 || nodes[i] >= sets.length || !inside) {
        throw new IllegalArgumentException(
            "%s has %d categories from %d on for node %d; must lie inside %d categories and %d nodes"
                .formatted(
                    tree.at("categories"), sizes[i], begins[i], nodes[i], all.length, sets.length));
      }
      sets[nodes[i]] = CategorySet.of(Arrays.copyOfRange(all, begins[i], begins[i] + sizes[i]));
    }
    return sets;
  }

  @Override
  public int nodes() {
    return lefts.length;
  }

  @Override
  public int root() {
    return 0;
  }

  @Override
  public SourceNode node(int node) {
    double cover = covers == null ? Double.NaN : covers[node];
    if (lefts[node] == LEAF && rights[node] == LEAF) {
      return new SourceNode.Leaf(weight * (float) conditions[node], cover);
    }
    boolean missingLeft = defaultLeft[node] != 0;
    if (categories != null && categories[node] != null) {
      SourceTest listed = SourceTest.categorical(features[node], categories[node], !missingLeft);
      return new SourceNode.Split(listed, rights[node], lefts[node], cover);
    }
    SourceTest test = SourceTest.numeric(features[node], (float) conditions[node], missingLeft);
    return new SourceNode.Split(test, lefts[node], rights[node], cover);
  }

  /** Marks the features that categorical splits look at. */
  void markCategorical(boolean[] marks) {
    for (int node = 0; categories != null && node < lefts.length; node++) {
      if (categories[node] != null && features[node] >= 0 && features[node] < marks.length) {
        marks[features[node]] = true;
      }
    }
  }
}
