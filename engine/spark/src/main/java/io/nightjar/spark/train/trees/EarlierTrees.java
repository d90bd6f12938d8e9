package io.nightjar.spark.train.trees;

import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.kernels.ensemble.TreeNodes;
import io.nightjar.model.Importance;
import io.nightjar.model.TreeModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model's trees, put before those that were grown upon them. */
final class EarlierTrees {
  private final TreeModel model;

  EarlierTrees(TreeModel model) {
    this.model = model;
  }

  /** All trees in the order in which they are added. */
  TreeEnsemble with(TreeEnsemble later) {
    TreeEnsemble earlier = model.ensemble();
    double[] base = new double[earlier.outputs()];
    Arrays.setAll(base, earlier::base);
    int[] outputs = new int[earlier.trees() + later.trees()];
    for (int t = 0; t < outputs.length; t++) {
      outputs[t] = t < earlier.trees() ? earlier.outputOf(t) : later.outputOf(t - earlier.trees());
    }
    return TreeEnsemble.of(
        earlier.decision(),
        earlier.features(),
        joined(earlier.nodes(), later.nodes()),
        outputs,
        base);
  }

  /** Covers, which explanations need, are known of all nodes or of none. */
  private static TreeNodes joined(TreeNodes a, TreeNodes b) {
    int count = a.count() + b.count();
    int[] starts = Arrays.copyOf(a.starts(), a.starts().length + b.starts().length - 1);
    for (int t = 1; t < b.starts().length; t++) {
      starts[a.starts().length - 1 + t] = a.count() + b.starts()[t];
    }
    TreeNodes all =
        new TreeNodes(
            starts,
            Arrays.copyOf(a.features(), count),
            Arrays.copyOf(a.thresholds(), count),
            new long[count][],
            Arrays.copyOf(a.lefts(), count),
            Arrays.copyOf(a.rights(), count),
            Arrays.copyOf(a.missingLeft(), count),
            Arrays.copyOf(a.values(), count),
            a.covers() == null ? null : Arrays.copyOf(a.covers(), count));
    int at = a.count();
    int more = b.count();
    System.arraycopy(b.features(), 0, all.features(), at, more);
    System.arraycopy(b.thresholds(), 0, all.thresholds(), at, more);
    System.arraycopy(b.lefts(), 0, all.lefts(), at, more);
    System.arraycopy(b.rights(), 0, all.rights(), at, more);
    System.arraycopy(b.missingLeft(), 0, all.missingLeft(), at, more);
    System.arraycopy(b.values(), 0, all.values(), at, more);
    if (all.covers() != null) {
      System.arraycopy(b.covers(), 0, all.covers(), at, more);
    }
    for (int n = 0; n < count; n++) {
      all.categories()[n] = n < at ? a.set(n) : b.set(n - at);
    }
    return all;
  }

  /** What each column was worth in all trees, the most gain first. */
  List<Importance> with(List<Importance> later) {
    Map<String, Importance> byColumn = new LinkedHashMap<>();
    List<Importance> all = new ArrayList<>(model.importance());
    all.addAll(later);
    for (Importance one : all) {
      byColumn.merge(one.column(), one, EarlierTrees::sum);
    }
    List<Importance> sums = new ArrayList<>(byColumn.values());
    sums.sort(Ensembles.BY_GAIN);
    return List.copyOf(sums);
  }

  private static Importance sum(Importance a, Importance b) {
    return new Importance(
        a.column(), a.gain() + b.gain(), a.cover() + b.cover(), a.splits() + b.splits());
  }
}
