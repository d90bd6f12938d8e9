package io.nightjar.model.exchange.xgboost;

import io.nightjar.kernels.ensemble.Decision;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.kernels.ensemble.TreeNodes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A tree as XGBoost's arrays. x ≤ t is x &lt; the next float32 after t, the greatest finite one at
 * most; a set that goes left is one that goes right, with the children swapped; leaves are rounded
 * to float32. Nodes are numbered anew, level by level: XGBoost's predictor takes the node after the
 * left child for the right one, whatever the file says.
 */
final class XgBoostTreeWriter {
  /** The parent of a root. */
  private static final int NO_PARENT = Integer.MAX_VALUE;

  private final TreeEnsemble ensemble;
  private final int start;
  private final int count;

  /** By the number that a node has here, that which it has in the ensemble's tree; root first. */
  private final int[] order;

  private final int[] lefts;
  private final int[] rights;
  private final int[] parents;
  private final int[] features;
  private final float[] conditions;
  private final int[] defaultLeft;
  private final int[] splitTypes;
  private final double[] covers;
  private final List<Integer> categoryNodes = new ArrayList<>();
  private final List<Integer> categoryBegins = new ArrayList<>();
  private final List<Integer> categorySizes = new ArrayList<>();
  private final List<Integer> categories = new ArrayList<>();

  XgBoostTreeWriter(TreeEnsemble ensemble, int tree) {
    this(ensemble, ensemble.start(tree), ensemble.nodes().starts()[tree + 1]);
    int numbered = 1;
    for (int node = 0; node < numbered; node++) {
      numbered = write(node, numbered);
    }
  }

  private XgBoostTreeWriter(TreeEnsemble ensemble, int start, int end) {
    this.ensemble = ensemble;
    this.start = start;
    this.count = end - start;
    order = new int[count];
    lefts = new int[count];
    rights = new int[count];
    parents = new int[count];
    features = new int[count];
    conditions = new float[count];
    defaultLeft = new int[count];
    splitTypes = new int[count];
    covers = new double[count];
    Arrays.fill(parents, NO_PARENT);
  }

  /** A tree of one leaf. */
  static Map<String, Object> leaf(int id, int features, double value) {
    XgBoostTreeWriter one = new XgBoostTreeWriter(null, 0, 1);
    one.lefts[0] = TreeNodes.LEAF;
    one.rights[0] = TreeNodes.LEAF;
    one.conditions[0] = (float) value;
    return one.tree(id, features);
  }

  /** Writes a node and numbers its children; gives how many nodes have a number now. */
  private int write(int node, int numbered) {
    TreeNodes nodes = ensemble.nodes();
    int at = start + order[node];
    covers[node] = nodes.covers() == null ? 0 : nodes.covers()[at];
    if (nodes.leaf(at)) {
      lefts[node] = TreeNodes.LEAF;
      rights[node] = TreeNodes.LEAF;
      conditions[node] = (float) nodes.values()[at];
      return numbered;
    }
    long[] set = nodes.set(at);
    boolean swapped = set != null;
    lefts[node] = numbered;
    rights[node] = numbered + 1;
    order[numbered] = swapped ? nodes.rights()[at] : nodes.lefts()[at];
    order[numbered + 1] = swapped ? nodes.lefts()[at] : nodes.rights()[at];
    parents[numbered] = node;
    parents[numbered + 1] = node;
    features[node] = nodes.features()[at];
    defaultLeft[node] = nodes.missingLeft()[at] == swapped ? 0 : 1;
    if (swapped) {
      writeSet(node, BitSet.valueOf(set));
    } else {
      conditions[node] = below(nodes.thresholds()[at]);
    }
    return numbered + 2;
  }

  /** What is less goes left; finite, as JSON has no infinity. */
  private float below(float threshold) {
    float next = ensemble.decision() == Decision.AT_MOST ? Math.nextUp(threshold) : threshold;
    return Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, next));
  }

  private void writeSet(int node, BitSet set) {
    splitTypes[node] = 1;
    categoryNodes.add(node);
    categoryBegins.add(categories.size());
    categorySizes.add(set.cardinality());
    set.stream().forEach(categories::add);
  }

  Map<String, Object> tree(int id) {
    return tree(id, ensemble.features());
  }

  private Map<String, Object> tree(int id, int width) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("base_weights", new float[count]);
    tree.put("categories", categories);
    tree.put("categories_nodes", categoryNodes);
    tree.put("categories_segments", categoryBegins);
    tree.put("categories_sizes", categorySizes);
    tree.put("default_left", defaultLeft);
    tree.put("id", id);
    tree.put("left_children", lefts);
    tree.put("loss_changes", new float[count]);
    tree.put("parents", parents);
    tree.put("right_children", rights);
    tree.put("split_conditions", conditions);
    tree.put("split_indices", features);
    tree.put("split_type", splitTypes);
    tree.put("sum_hessian", covers);
    tree.put(
        "tree_param",
        Map.of(
            "num_deleted",
            "0",
            "num_feature",
            String.valueOf(width),
            "num_nodes",
            String.valueOf(count),
            "size_leaf_vector",
            "1"));
    return tree;
  }
}
