package io.nightjar.kernels.scalar.cluster;

/** A set of loops on the JVM; every set gives the same bits, only the speed differs. */
public interface ClusterLoops {
  /** A search for these centroids, for one thread. */
  NearestSearch search(ShiftedCentroids centroids);

  /** Writes D of each row of the tile from its nearest centroid, [count][stride]. */
  void distances(RowTile tile, double[] centroids);

  /** D of one row and one centroid, by the chains that the operation states. */
  double distance(float[] rows, int row, double[] centroids, int centroid, int stride);

  /** {@code sums[centroid + j] += weight * rows[row + j]} in float64, fused, j in 0..stride−1. */
  void addScaled(float[] rows, int row, double weight, double[] sums, int centroid, int stride);

  /** Loops without the vector API. */
  static ClusterLoops plain() {
    return new PlainClusterLoops();
  }

  /** Finds each row's least score, roughly: what is left in doubt is settled by distances. */
  @FunctionalInterface
  interface NearestSearch {
    /** Searches for each of the span's rows in those columns. */
    void find(float[][] x, RowSpan span);
  }
}
