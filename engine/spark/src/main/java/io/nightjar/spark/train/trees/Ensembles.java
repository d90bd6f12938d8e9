package io.nightjar.spark.train.trees;

import io.nightjar.kernels.ensemble.Decision;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.kernels.ensemble.TreeNodes;
import io.nightjar.model.Importance;
import io.nightjar.spark.train.trees.bins.Bins;
import io.nightjar.spark.train.trees.bins.ColumnBins;
import io.nightjar.spark.train.trees.grow.Boosted;
import io.nightjar.spark.train.trees.grow.GrownTree;
import io.nightjar.spark.train.trees.split.Split;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Trees on bins as trees on the columns' raw numbers. */
final class Ensembles {
  /** The most gain first. */
  static final Comparator<Importance> BY_GAIN =
      Comparator.comparingDouble(Importance::gain).reversed().thenComparing(Importance::column);

  private final Bins bins;
  private final Boosted boosted;

  Ensembles(Bins bins, Boosted boosted) {
    this.bins = bins;
    this.boosted = boosted;
  }

  TreeEnsemble ensemble() {
    List<GrownTree> trees = boosted.trees();
    int[] starts = new int[trees.size() + 1];
    int[] outputs = new int[trees.size()];
    for (int t = 0; t < trees.size(); t++) {
      starts[t + 1] = starts[t] + trees.get(t).size();
      outputs[t] = trees.get(t).output();
    }
    TreeNodes nodes = room(starts, starts[trees.size()]);
    for (int t = 0; t < trees.size(); t++) {
      for (int n = 0; n < trees.get(t).size(); n++) {
        write(trees.get(t).node(n), starts[t] + n, nodes);
      }
    }
    return TreeEnsemble.of(Decision.AT_MOST, bins.width(), nodes, outputs, boosted.base());
  }

  private static TreeNodes room(int[] starts, int count) {
    return new TreeNodes(
        starts,
        new int[count],
        new float[count],
        new long[count][],
        new int[count],
        new int[count],
        new boolean[count],
        new double[count],
        new double[count]);
  }

  private void write(GrownTree.Node node, int at, TreeNodes nodes) {
    Split split = node.split();
    nodes.values()[at] = node.value();
    nodes.covers()[at] = node.cover();
    nodes.lefts()[at] = split == null ? TreeNodes.LEAF : node.left();
    nodes.rights()[at] = split == null ? TreeNodes.LEAF : node.left() + 1;
    if (split == null) {
      return;
    }
    ColumnBins column = bins.column(split.column());
    nodes.features()[at] = split.column();
    nodes.missingLeft()[at] = split.missingLeft();
    if (column.isCategorical()) {
      nodes.categories()[at] = column.categories(split.set());
    } else {
      // All numbers go left at the last bin, where it is missing values that are parted from them.
      nodes.thresholds()[at] = Math.min(column.upper(split.bin()), Float.MAX_VALUE);
    }
  }

  /** What each column that is split on was worth, the most gain first. */
  List<Importance> importance(List<String> names) {
    double[] gain = new double[names.size()];
    double[] cover = new double[names.size()];
    long[] splits = new long[names.size()];
    for (GrownTree tree : boosted.trees()) {
      for (int n = 0; n < tree.size(); n++) {
        Split split = tree.node(n).split();
        if (split != null) {
          gain[split.column()] += split.gain();
          cover[split.column()] += tree.node(n).cover();
          splits[split.column()]++;
        }
      }
    }
    List<Importance> all = new ArrayList<>();
    for (int j = 0; j < names.size(); j++) {
      if (splits[j] > 0) {
        all.add(new Importance(names.get(j), gain[j], cover[j], splits[j]));
      }
    }
    all.sort(BY_GAIN);
    return List.copyOf(all);
  }
}
