package io.nightjar.model.exchange.onnx;

import io.nightjar.model.exchange.onnx.graph.OnnxNode;
import io.nightjar.model.exchange.trees.EnsembleWriter;
import io.nightjar.model.exchange.trees.ThresholdRounding;
import java.util.List;

/**
 * The attributes {@code nodes_…} of an ensemble, one entry a node.
 *
 * @param trees the id of each node's tree
 * @param ids each node's id within its tree
 * @param features the column that a split looks at
 * @param modes {@code BRANCH_…} or {@code LEAF}
 * @param values what a split compares with
 * @param trueIds where a row goes on for which the comparison holds
 * @param falseIds where it goes on otherwise
 * @param missingTrue whether it goes on to {@code trueIds} where its value is missing; empty: no
 * @param rounding of values in float64
 */
record NodeLists(
    long[] trees,
    long[] ids,
    long[] features,
    List<String> modes,
    double[] values,
    long[] trueIds,
    long[] falseIds,
    long[] missingTrue,
    ThresholdRounding rounding) {
  private static final String LEAF = "LEAF";

  /**
   * The lists of an ensemble.
   *
   * @throws IllegalArgumentException if they are not of one length
   */
  static NodeLists of(OnnxNode ensemble, ThresholdRounding rounding) {
    NodeLists lists =
        new NodeLists(
            ensemble.wholes("nodes_treeids"),
            ensemble.wholes("nodes_nodeids"),
            ensemble.wholes("nodes_featureids"),
            ensemble.texts("nodes_modes"),
            ensemble.numbers("nodes_values"),
            ensemble.wholes("nodes_truenodeids"),
            ensemble.wholes("nodes_falsenodeids"),
            ensemble.wholes("nodes_missing_value_tracks_true"),
            rounding);
    int count = lists.count();
    if (count == 0 || count > EnsembleWriter.MAX_NODES) {
      throw new IllegalArgumentException(
          "nodes_treeids has %d entries; must have 1..%d"
              .formatted(count, EnsembleWriter.MAX_NODES));
    }
    lists.require("nodes_nodeids", lists.ids.length);
    lists.require("nodes_featureids", lists.features.length);
    lists.require("nodes_modes", lists.modes.size());
    lists.require("nodes_values", lists.values.length);
    lists.require("nodes_truenodeids", lists.trueIds.length);
    lists.require("nodes_falsenodeids", lists.falseIds.length);
    if (lists.missingTrue.length != 0) {
      lists.require("nodes_missing_value_tracks_true", lists.missingTrue.length);
    }
    return lists;
  }

  private void require(String name, int length) {
    if (length != count()) {
      throw new IllegalArgumentException(
          "%s has %d entries; must have %d, as nodes_treeids has".formatted(name, length, count()));
    }
  }

  int count() {
    return trees.length;
  }

  boolean leaf(int node) {
    return modes.get(node).equals(LEAF);
  }

  /** Whether a missing value counts as one for which the comparison holds. */
  boolean missingHolds(int node) {
    return missingTrue.length != 0 && missingTrue[node] != 0;
  }
}
