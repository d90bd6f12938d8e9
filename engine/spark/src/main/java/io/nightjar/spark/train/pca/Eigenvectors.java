package io.nightjar.spark.train.pca;

import io.nightjar.model.unlabelled.PrincipalComponents;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * Principal components of a covariance matrix: its eigenvectors, by falling eigenvalue. Of each
 * vector's two signs, the one that makes its largest loading positive; among loadings that are as
 * large but for rounding, the first.
 */
final class Eigenvectors {
  private static final double AS_LARGE = 1 - 1e-9;

  private Eigenvectors() {}

  /** The first {@code count} components of a symmetric matrix [d][d]. */
  static PrincipalComponents of(double[][] covariance, int count) {
    int d = covariance.length;
    EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(covariance, false));
    double[] values = eigen.getRealEigenvalues();
    int[] order =
        IntStream.range(0, d)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -values[i]))
            .limit(count)
            .mapToInt(Integer::intValue)
            .toArray();
    double[] loadings = new double[count * d];
    double[] variances = new double[count];
    for (int c = 0; c < count; c++) {
      double[] vector = signed(eigen.getEigenvector(order[c]).toArray());
      System.arraycopy(vector, 0, loadings, c * d, d);
      // Rounding may take a variance of 0 below it.
      variances[c] = Math.max(0, values[order[c]]);
    }
    return new PrincipalComponents(loadings, variances, trace(covariance));
  }

  static double[] signed(double[] vector) {
    double largest = Arrays.stream(vector).map(Math::abs).max().orElse(0);
    double first =
        Arrays.stream(vector).filter(v -> Math.abs(v) >= largest * AS_LARGE).findFirst().orElse(0);
    return first >= 0 ? vector : Arrays.stream(vector).map(v -> -v).toArray();
  }

  private static double trace(double[][] matrix) {
    double trace = 0;
    for (int j = 0; j < matrix.length; j++) {
      trace += matrix[j][j];
    }
    return trace;
  }
}
