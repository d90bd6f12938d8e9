package io.nightjar.scorer.explain;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.features.design.DesignColumn;
import io.nightjar.features.design.LinearDesign;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.block.DoubleColumnBlock;
import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.kernels.block.OneHotBlock;
import io.nightjar.kernels.block.SparseBlock;
import io.nightjar.model.Coefficients;
import io.nightjar.model.LinearModel;

/**
 * Exact SHAP values of β·(x, 1) where design columns are taken as independent (interventional, with
 * the training rows behind): φⱼ = βⱼ·(xⱼ − E xⱼ), and the base value is the margin of the training
 * means (Lundberg, Lee, A unified approach to interpreting model predictions, 2017, corollary 1).
 */
final class LinearExplainer implements Explainer {
  private final Coefficients coefficients;
  private final double[] means;
  private final double[] bases;
  private final SourceColumns sources;

  LinearExplainer(LinearModel model) {
    this.coefficients = model.coefficients();
    this.means = coefficients.means();
    if (means.length == 0 && coefficients.columns() > 0) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          "the linear model has no training means of its columns, which its SHAP values start from;"
              + " train it anew, or leave the explanation out");
    }
    this.bases = new double[coefficients.classes()];
    for (int k = 0; k < bases.length; k++) {
      for (int j = 0; j < means.length; j++) {
        bases[k] += coefficients.get(k, j) * means[j];
      }
      bases[k] += coefficients.intercept(k);
    }
    this.sources =
        SourceColumns.of(
            model.features(),
            LinearDesign.of(model.features()).columns().stream()
                .map(DesignColumn::source)
                .toList());
  }

  @Override
  public Contributions explain(Kernels kernels, FeatureBlock block, int[] outputs) {
    int rows = block.rows();
    double[] values = new double[sources.count() * rows];
    double[] base = new double[rows];
    for (int row = 0; row < rows; row++) {
      base[row] = outputs[row] < 0 ? 0 : bases[outputs[row]];
    }
    if (block instanceof OneHotBlock oneHot) {
      new OneHotChanges(oneHot, coefficients, means).add(sources.of(), outputs, values);
      return new Contributions(sources.names(), values, base);
    }
    if (block instanceof SparseBlock sparse) {
      addVector(sparse, outputs, values);
      return new Contributions(sources.names(), values, base);
    }
    for (int j = 0; j < means.length; j++) {
      int at = sources.of()[j] * rows;
      for (int row = 0; row < rows; row++) {
        if (outputs[row] >= 0) {
          double change = value(block, j, row) - means[j];
          values[at + row] += coefficients.get(outputs[row], j) * change;
        }
      }
    }
    return new Contributions(sources.names(), values, base);
  }

  /** The vector is the one input column: −Σ βⱼ·E xⱼ once a class, and βⱼ·xⱼ of what is there. */
  private void addVector(SparseBlock block, int[] outputs, double[] values) {
    for (int row = 0; row < block.rows(); row++) {
      int k = outputs[row];
      if (k < 0) {
        continue;
      }
      values[row] = coefficients.intercept(k) - bases[k];
      for (int i = block.offsets()[row]; i < block.offsets()[row + 1]; i++) {
        values[row] += coefficients.get(k, block.places()[i]) * block.values()[i];
      }
    }
  }

  static double value(FeatureBlock block, int column, int row) {
    return block instanceof ColumnBlock floats
        ? floats.column(column)[row]
        : ((DoubleColumnBlock) block).column(column)[row];
  }
}
