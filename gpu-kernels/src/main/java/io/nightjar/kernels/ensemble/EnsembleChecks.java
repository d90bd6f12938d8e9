package io.nightjar.kernels.ensemble;

import io.nightjar.kernels.block.ArgumentChecks;
import io.nightjar.kernels.block.BinnedBlock;

/** Guards in front of the ensembles' kernels. */
final class EnsembleChecks {
  private EnsembleChecks() {}

  /** As many columns as features, and room for {@code cells} results a row. */
  static void shapes(TreeEnsemble ensemble, TreeRows rows, double[] out, long cells) {
    if (rows.columns() != ensemble.features()) {
      throw new IllegalArgumentException(
          "a block of "
              + rows.columns()
              + " columns for an ensemble of "
              + ensemble.features()
              + " features; must be as many");
    }
    ArgumentChecks.length("out", out.length, cells * rows.rows());
  }

  /** Thresholds that are numbers of bins; looked at once for each ensemble. */
  static void bins(TreeEnsemble ensemble) {
    ensemble.plan(
        EnsembleChecks.class,
        Boolean.class,
        () -> {
          checkBins(ensemble);
          return true;
        });
  }

  private static void checkBins(TreeEnsemble ensemble) {
    if (ensemble.decision() != Decision.AT_MOST) {
      throw new IllegalArgumentException(
          "the decision on bins is " + ensemble.decision() + "; must be " + Decision.AT_MOST);
    }
    TreeNodes nodes = ensemble.nodes();
    for (int tree = 0; tree < ensemble.trees(); tree++) {
      for (int at = ensemble.start(tree); at < nodes.starts()[tree + 1]; at++) {
        float t = nodes.thresholds()[at];
        boolean numeric = !nodes.leaf(at) && nodes.set(at) == null;
        if (numeric && !(t == (int) t && t >= 0 && t < BinnedBlock.MISSING)) {
          throw wrong(
              tree, at - ensemble.start(tree), "threshold", t, "the number of a bin, 0..254");
        }
      }
    }
  }

  /** Covers that tell how to weigh both children of every split; looked at once. */
  static void covers(TreeEnsemble ensemble) {
    ensemble.plan(
        TreeShap.class,
        Boolean.class,
        () -> {
          checkCovers(ensemble);
          return true;
        });
  }

  private static void checkCovers(TreeEnsemble ensemble) {
    TreeNodes nodes = ensemble.nodes();
    if (nodes.covers() == null) {
      throw new IllegalArgumentException(
          "the ensemble has no covers; must have one for each node to explain predictions");
    }
    for (int tree = 0; tree < ensemble.trees(); tree++) {
      int start = ensemble.start(tree);
      for (int at = start; at < nodes.starts()[tree + 1]; at++) {
        if (nodes.leaf(at)) {
          continue;
        }
        double sum =
            nodes.covers()[start + nodes.lefts()[at]] + nodes.covers()[start + nodes.rights()[at]];
        if (!(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
          throw wrong(
              tree, at - start, "sum of both children's covers", sum, "finite and greater than 0");
        }
      }
    }
  }

  private static IllegalArgumentException wrong(
      int tree, int node, String what, double value, String allowed) {
    return new IllegalArgumentException(
        "tree "
            + tree
            + ", node "
            + node
            + ": the "
            + what
            + " is "
            + value
            + "; must be "
            + allowed);
  }
}
