package io.nightjar.spark.train.glm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * PᵀAP = LLᵀ of a positive semi-definite matrix with a unit-like diagonal, the largest remaining
 * pivot first (Higham 1990), so that the rank shows: columns whose pivot falls below the limit are
 * linear combinations of those before them.
 */
final class PivotedCholesky {
  private final double[][] factor;
  private final int[] order;
  private final int rank;

  /** Factors a symmetric matrix; it is not changed. */
  PivotedCholesky(double[][] matrix, double smallestPivot) {
    int n = matrix.length;
    factor = new double[n][n];
    order = new int[n];
    double[] diagonal = new double[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
      diagonal[i] = matrix[i][i];
    }
    int k = 0;
    while (k < n && pivot(k, diagonal) > smallestPivot) {
      eliminate(matrix, k, diagonal);
      k++;
    }
    rank = k;
  }

  /** Brings the largest remaining pivot to place k and returns it. */
  private double pivot(int k, double[] diagonal) {
    int best = k;
    for (int i = k + 1; i < order.length; i++) {
      if (diagonal[order[i]] > diagonal[order[best]]) {
        best = i;
      }
    }
    int column = order[best];
    order[best] = order[k];
    order[k] = column;
    double[] row = factor[best];
    factor[best] = factor[k];
    factor[k] = row;
    return diagonal[column];
  }

  private void eliminate(double[][] matrix, int k, double[] diagonal) {
    double root = Math.sqrt(diagonal[order[k]]);
    factor[k][k] = root;
    for (int i = k + 1; i < order.length; i++) {
      double sum = matrix[order[i]][order[k]];
      for (int j = 0; j < k; j++) {
        sum -= factor[i][j] * factor[k][j];
      }
      factor[i][k] = sum / root;
      diagonal[order[i]] -= factor[i][k] * factor[i][k];
    }
  }

  /** How many columns are independent. */
  int rank() {
    return rank;
  }

  /** The smallest pivot of a matrix of full rank, as a share of the largest. */
  double leastPivot() {
    double share = rank == 0 ? 1 : factor[rank - 1][rank - 1] / factor[0][0];
    return share * share;
  }

  /** Solves Ax = b for a matrix of full rank. */
  double[] solve(double[] b) {
    int n = order.length;
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      double sum = b[order[i]];
      for (int j = 0; j < i; j++) {
        sum -= factor[i][j] * y[j];
      }
      y[i] = sum / factor[i][i];
    }
    double[] x = new double[n];
    for (int i = n - 1; i >= 0; i--) {
      double sum = y[i];
      for (int j = i + 1; j < n; j++) {
        sum -= factor[j][i] * x[order[j]];
      }
      x[order[i]] = sum / factor[i][i];
    }
    return x;
  }

  /**
   * The first dependent column and, after it, those it is a combination of: by their weights in it
   * above {@code smallestWeight}.
   */
  List<Integer> dependency(double smallestWeight) {
    double[] weights = new double[rank];
    for (int i = rank - 1; i >= 0; i--) {
      double sum = factor[rank][i];
      for (int j = i + 1; j < rank; j++) {
        sum -= factor[j][i] * weights[j];
      }
      weights[i] = sum / factor[i][i];
    }
    List<Integer> others = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      if (Math.abs(weights[i]) > smallestWeight) {
        others.add(order[i]);
      }
    }
    Collections.sort(others);
    List<Integer> columns = new ArrayList<>();
    columns.add(order[rank]);
    columns.addAll(others);
    return columns;
  }
}
