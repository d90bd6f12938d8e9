package io.nightjar.spark.train.pca;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.model.unlabelled.FeatureScaling;
import io.nightjar.spark.train.block.BlockFolds;
import io.nightjar.spark.train.block.DesignMoments;
import io.nightjar.spark.train.block.GramMatrix;
import io.nightjar.spark.train.block.KernelRuns;

/**
 * The covariance matrix of scaled columns, and its components:
 *
 * <pre>C_ij = s_i s_j (G_ij − g_i g_j / W) / (W − Σw² / W),  G = Σ w·y·yᵀ, g = Σ w·y, y = x − μ
 * </pre>
 *
 * with s the scales and G from the Gram kernel, whose shift is the mean, so that few digits are
 * lost; without weights the divisor is n − 1.
 */
final class Covariances {
  private final BlockFolds blocks;
  private final PcaSpec spec;
  private final KernelRuns runs;

  Covariances(BlockFolds blocks, PcaSpec spec, KernelRuns runs) {
    this.blocks = blocks;
    this.spec = spec;
    this.runs = runs;
  }

  PcaFit fit() {
    DesignMoments moments = DesignMoments.of(blocks, spec.columns(), 0);
    if (!(moments.degrees() > 0)) {
      throw NightjarException.of(
          FailureKind.DATA,
          "model.type",
          "is pca, but fewer than two training rows weigh more than 0; give more rows");
    }
    FeatureScaling scaling = spec.standardize() ? moments.standardised() : moments.centred();
    GramMatrix gram = GramMatrix.of(blocks, runs, spec.columns(), scaling.shifts());
    double[][] matrix = matrix(gram, scaling, moments.degrees());
    return new PcaFit(scaling, Eigenvectors.of(matrix, spec.components()));
  }

  private static double[][] matrix(GramMatrix gram, FeatureScaling scaling, double degrees) {
    int d = scaling.columns();
    double[][] matrix = new double[d][d];
    for (int j = 0; j < d; j++) {
      for (int i = 0; i <= j; i++) {
        double product = gram.get(i, j) - gram.get(i, d) * gram.get(j, d) / gram.get(d, d);
        matrix[i][j] = product * scaling.scale(i) * scaling.scale(j) / degrees;
        matrix[j][i] = matrix[i][j];
      }
    }
    return matrix;
  }
}
