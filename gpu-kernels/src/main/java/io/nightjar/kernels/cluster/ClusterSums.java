package io.nightjar.kernels.cluster;

/**
 * What an assignment writes and adds to; the caller's arrays.
 *
 * @param nearest the nearest centroid of each row, overwritten; at least as many as rows
 * @param sums Σ w·x of each cluster's rows, row-major [k][d], added to
 * @param weights Σ w of each cluster's rows, k, added to
 */
public record ClusterSums(int[] nearest, double[] sums, double[] weights) {
  /** Zeroed sums for that many rows and those centroids. */
  public static ClusterSums zero(int rows, Centroids centroids) {
    return new ClusterSums(
        new int[rows], new double[centroids.values().length], new double[centroids.count()]);
  }
}
