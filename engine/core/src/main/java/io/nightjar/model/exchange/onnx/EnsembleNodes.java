package io.nightjar.model.exchange.onnx;

import io.nightjar.model.exchange.onnx.OnnxSums.Share;
import io.nightjar.model.exchange.onnx.graph.OnnxNode;
import io.nightjar.model.exchange.trees.EnsembleWriter;
import io.nightjar.model.exchange.trees.ForeignTrees;
import io.nightjar.model.exchange.trees.ThresholdRounding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The nodes of an ensemble's trees: lists of one entry a node, tree after tree. */
final class EnsembleNodes {
  private final OnnxNode ensemble;
  private final NodeLists lists;
  private final List<OnnxTree> trees = new ArrayList<>();
  private final Map<Long, Integer> numbers = new HashMap<>();

  EnsembleNodes(OnnxNode ensemble, ThresholdRounding rounding) {
    this.ensemble = ensemble;
    this.lists = NodeLists.of(ensemble, rounding);
    long[] ids = lists.trees();
    for (int start = 0; start < ids.length; ) {
      int end = start + 1;
      while (end < ids.length && ids[end] == ids[start]) {
        end++;
      }
      if (numbers.put(ids[start], trees.size()) != null) {
        throw new IllegalArgumentException(
            "the nodes of tree " + ids[start] + " stand apart; must stand together");
      }
      trees.add(new OnnxTree(lists, start, end));
      start = end;
    }
  }

  /** One more than the greatest feature that a split looks at. */
  int features() {
    long most = 0;
    for (int node = 0; node < lists.count(); node++) {
      most = lists.leaf(node) ? most : Math.max(most, lists.features()[node]);
    }
    return (int) Math.min(most + 1, ForeignTrees.MAX_FEATURES);
  }

  /** Writes each tree once for every output that it has weights for. */
  void write(OnnxSums sums, EnsembleWriter writer) {
    long[] treeIds = ensemble.wholes(sums.prefix() + "_treeids");
    long[] nodeIds = ensemble.wholes(sums.prefix() + "_nodeids");
    long[] ids = ensemble.wholes(sums.prefix() + "_ids");
    double[] weights = ensemble.numbers(sums.prefix() + "_weights");
    if (nodeIds.length != treeIds.length
        || ids.length != treeIds.length
        || weights.length != treeIds.length) {
      throw new IllegalArgumentException(
          "%s_treeids, _nodeids, _ids and _weights have %d, %d, %d and %d entries; must have as many of each"
              .formatted(
                  sums.prefix(), treeIds.length, nodeIds.length, ids.length, weights.length));
    }
    int[][] entries = byTree(treeIds, sums.prefix());
    for (int t = 0; t < trees.size(); t++) {
      TreeSet<Integer> outputs = new TreeSet<>();
      for (int entry : entries[t]) {
        outputs.add(sums.share(ids[entry]).output());
      }
      outputs.remove(Share.NONE.output());
      for (int output : outputs) {
        OnnxTree tree = trees.get(t).withoutValues();
        for (int entry : entries[t]) {
          Share share = sums.share(ids[entry]);
          if (share.output() == output) {
            tree.add(nodeIds[entry], share.scale() * weights[entry]);
          }
        }
        writer.add(tree, output);
      }
    }
  }

  private int[][] byTree(long[] treeIds, String prefix) {
    int[] counts = new int[trees.size()];
    for (long id : treeIds) {
      counts[number(id, prefix)]++;
    }
    int[][] entries = new int[trees.size()][];
    Arrays.setAll(entries, t -> new int[counts[t]]);
    for (int entry = treeIds.length - 1; entry >= 0; entry--) {
      int t = number(treeIds[entry], prefix);
      entries[t][--counts[t]] = entry;
    }
    return entries;
  }

  private int number(long id, String prefix) {
    Integer number = numbers.get(id);
    if (number == null) {
      throw new IllegalArgumentException(
          "%s_treeids has %d; must be a tree of nodes_treeids".formatted(prefix, id));
    }
    return number;
  }
}
