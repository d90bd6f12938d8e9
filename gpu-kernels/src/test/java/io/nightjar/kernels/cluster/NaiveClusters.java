package io.nightjar.kernels.cluster;

import io.nightjar.kernels.block.ColumnBlock;

/** The oracle: every row against every centroid, in double, one loop inside the other. */
final class NaiveClusters {
  final double[] sums;
  final double[] sumScale;
  final double[] weights;
  double inertia;

  private final Centroids centroids;

  NaiveClusters(ColumnBlock block, Centroids centroids, RowWeights weights, int[] nearest) {
    this.centroids = centroids;
    this.sums = new double[centroids.values().length];
    this.sumScale = new double[sums.length];
    this.weights = new double[centroids.count()];
    for (int i = 0; i < block.rows(); i++) {
      add(block, i, nearest[i], weights.values() == null ? 1 : weights.values()[i]);
    }
  }

  private void add(ColumnBlock block, int row, int cluster, double w) {
    int d = centroids.columns();
    weights[cluster] += w;
    inertia += w * distance(block, row, centroids, cluster);
    for (int j = 0; j < d; j++) {
      double x = block.column(j)[row];
      sums[cluster * d + j] += w * x;
      double own = centroids.values()[cluster * d + j];
      sumScale[cluster * d + j] += w * (Math.abs(x) + Math.abs(x - own));
    }
  }

  static double distance(ColumnBlock block, int row, Centroids centroids, int cluster) {
    double sum = 0;
    for (int j = 0; j < centroids.columns(); j++) {
      double difference =
          (double) block.column(j)[row] - centroids.values()[cluster * centroids.columns() + j];
      sum += difference * difference;
    }
    return sum;
  }

  /** The first of the nearest centroids. */
  static int nearest(ColumnBlock block, int row, Centroids centroids) {
    int nearest = 0;
    for (int c = 1; c < centroids.count(); c++) {
      if (distance(block, row, centroids, c) < distance(block, row, centroids, nearest)) {
        nearest = c;
      }
    }
    return nearest;
  }
}
