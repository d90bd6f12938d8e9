package io.nightjar.spark.train.als;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;

/** Alternating least squares in float64 as the papers write it, over dense loops. */
final class NaiveFactors {
  private final AlsSpec spec;
  private final List<double[]> ratings;
  private final int[] sizes;

  /**
   * @param ratings user's place, item's place, rating
   */
  NaiveFactors(AlsSpec spec, List<double[]> ratings, int users, int items) {
    this.spec = spec;
    this.ratings = ratings;
    this.sizes = new int[] {users, items};
  }

  /** Users and items after some iterations, items first. */
  double[][][] solve(double[][] users, int iterations) {
    double[][] u = users;
    double[][] v = new double[0][];
    for (int i = 0; i < iterations; i++) {
      v = half(1, u);
      u = half(0, v);
    }
    return new double[][][] {u, v};
  }

  private double[][] half(int side, double[][] fixed) {
    double[][] all = new double[sizes[side]][];
    for (int row = 0; row < all.length; row++) {
      all[row] = row(side, row, fixed);
    }
    return all;
  }

  private double[] row(int side, int row, double[][] fixed) {
    int k = spec.rank();
    double[][] a = new double[k][k];
    double[] b = new double[k];
    int n = 0;
    for (int other = 0; other < fixed.length; other++) {
      double r = Double.NaN;
      for (double[] rating : ratings) {
        if (rating[side] == row && rating[1 - side] == other) {
          r = rating[2];
        }
      }
      double c = spec.implicit() ? 1 + (Double.isNaN(r) ? 0 : spec.alpha() * Math.abs(r)) : 1;
      double p = spec.implicit() ? (r > 0 ? 1 : 0) : r;
      if (Double.isNaN(r) && !spec.implicit()) {
        continue;
      }
      n += spec.implicit() && !(r > 0) ? 0 : 1;
      for (int i = 0; i < k; i++) {
        b[i] += c * p * fixed[other][i];
        for (int j = 0; j < k; j++) {
          a[i][j] += c * fixed[other][i] * fixed[other][j];
        }
      }
    }
    for (int i = 0; i < k; i++) {
      a[i][i] += spec.lambda() * n;
    }
    return new LUDecomposition(new Array2DRowRealMatrix(a))
        .getSolver()
        .solve(new ArrayRealVector(b))
        .toArray();
  }

  /** The objective over all that the formula names. */
  double objective(double[][] users, double[][] items) {
    double sum = 0;
    int[][] counts = {new int[users.length], new int[items.length]};
    for (int u = 0; u < users.length; u++) {
      for (int v = 0; v < items.length; v++) {
        double r = Double.NaN;
        for (double[] rating : ratings) {
          r = rating[0] == u && rating[1] == v ? rating[2] : r;
        }
        boolean there = !Double.isNaN(r);
        if (spec.implicit() ? r > 0 : there) {
          counts[0][u]++;
          counts[1][v]++;
        }
        double c = spec.implicit() ? 1 + (there ? spec.alpha() * Math.abs(r) : 0) : there ? 1 : 0;
        double p = spec.implicit() ? (r > 0 ? 1 : 0) : there ? r : 0;
        double error = p - dot(users[u], items[v]);
        sum += c * error * error;
      }
    }
    for (int u = 0; u < users.length; u++) {
      sum += spec.lambda() * counts[0][u] * dot(users[u], users[u]);
    }
    for (int v = 0; v < items.length; v++) {
      sum += spec.lambda() * counts[1][v] * dot(items[v], items[v]);
    }
    return sum;
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  /** Float factors, row by row. */
  static double[][] rows(float[] factors, int rank) {
    double[][] rows = new double[factors.length / rank][rank];
    for (int i = 0; i < factors.length; i++) {
      rows[i / rank][i % rank] = factors[i];
    }
    return rows;
  }

  static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }
}
