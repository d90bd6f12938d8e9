package io.nightjar.kernels.scalar.cluster;

/** Loops that the JVM's compiler makes the best of. */
final class PlainClusterLoops implements ClusterLoops {
  @Override
  public NearestSearch search(ShiftedCentroids centroids) {
    return new PlainSearch(centroids);
  }

  @Override
  public void distances(RowTile tile, double[] centroids) {
    int stride = tile.stride;
    for (int i = 0; i < tile.count; i++) {
      tile.distances[i] =
          distance(tile.rows, i * stride, centroids, tile.nearest[i] * stride, stride);
    }
  }

  @Override
  public double distance(float[] rows, int row, double[] centroids, int centroid, int stride) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    for (int j = 0; j < stride; j += 4) {
      double p = rows[row + j] - centroids[centroid + j];
      double q = rows[row + j + 1] - centroids[centroid + j + 1];
      double r = rows[row + j + 2] - centroids[centroid + j + 2];
      double s = rows[row + j + 3] - centroids[centroid + j + 3];
      a = Math.fma(p, p, a);
      b = Math.fma(q, q, b);
      c = Math.fma(r, r, c);
      d = Math.fma(s, s, d);
    }
    return (a + c) + (b + d);
  }

  @Override
  public void addScaled(
      float[] rows, int row, double weight, double[] sums, int centroid, int stride) {
    for (int j = 0; j < stride; j++) {
      sums[centroid + j] = Math.fma(weight, rows[row + j], sums[centroid + j]);
    }
  }
}
