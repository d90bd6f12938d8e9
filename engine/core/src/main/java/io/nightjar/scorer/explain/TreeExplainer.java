package io.nightjar.scorer.explain;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.features.design.TreeColumn;
import io.nightjar.features.design.TreeDesign;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.kernels.ensemble.TreeNodes;
import io.nightjar.model.TreeModel;

/** Path-dependent SHAP values of trees, by the kernel {@code tree-shap}. */
final class TreeExplainer implements Explainer {
  private final TreeEnsemble ensemble;
  private final SourceColumns sources;

  TreeExplainer(TreeModel model) {
    this.ensemble = model.ensemble();
    requireCovers(ensemble);
    this.sources =
        SourceColumns.of(
            model.features(),
            TreeDesign.of(model.features()).columns().stream().map(TreeColumn::source).toList());
  }

  /** Splits weigh their two ways by the training rows that went there. */
  private static void requireCovers(TreeEnsemble ensemble) {
    TreeNodes nodes = ensemble.nodes();
    if (nodes.covers() == null) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          "the model's trees have no covers (the weight of the training rows at each node), which"
              + " SHAP values need; import it from a file that has them, or train it here");
    }
    for (int tree = 0; tree < ensemble.trees(); tree++) {
      int start = ensemble.start(tree);
      for (int at = start; at < nodes.starts()[tree + 1]; at++) {
        if (!nodes.leaf(at)
            && !(nodes.covers()[start + nodes.lefts()[at]]
                    + nodes.covers()[start + nodes.rights()[at]]
                > 0)) {
          throw NightjarException.of(
              FailureKind.CONFIG,
              "tree "
                  + tree
                  + ", node "
                  + (at - start)
                  + " has two children with a cover of 0, where SHAP values need one above 0 to"
                  + " weigh them by; train the model anew, or leave the explanation out");
        }
      }
    }
  }

  @Override
  public Contributions explain(Kernels kernels, FeatureBlock block, int[] outputs) {
    int rows = block.rows();
    int stride = ensemble.features() + 1;
    double[] shap =
        new double[Math.multiplyExact(Math.multiplyExact(ensemble.outputs(), stride), rows)];
    kernels.ensemble().shap(ensemble, (ColumnBlock) block, shap);
    double[] values = new double[Math.multiplyExact(sources.count(), rows)];
    double[] base = new double[rows];
    for (int row = 0; row < rows; row++) {
      if (outputs[row] < 0) {
        continue;
      }
      int first = outputs[row] * stride;
      for (int j = 0; j < stride - 1; j++) {
        values[sources.of()[j] * rows + row] += shap[(first + j) * rows + row];
      }
      base[row] = shap[(first + stride - 1) * rows + row];
    }
    return new Contributions(sources.names(), values, base);
  }
}
