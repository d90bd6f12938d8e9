package io.nightjar.kernels.simd.cluster;

import static io.nightjar.kernels.simd.lanes.VectorCarried.exact;
import static io.nightjar.kernels.simd.lanes.VectorWidening.DOUBLES;
import static io.nightjar.kernels.simd.lanes.VectorWidening.widened;

import io.nightjar.kernels.scalar.cluster.ClusterLoops;
import io.nightjar.kernels.scalar.cluster.RowTile;
import io.nightjar.kernels.scalar.cluster.ShiftedCentroids;
import jdk.incubator.vector.DoubleVector;

/** Loops over vectors of eight float32 and four float64 lanes. */
public final class VectorClusterLoops implements ClusterLoops {
  private static final int LANES = 4;

  /** Loops over vectors of eight float32 and four float64 lanes. */
  public VectorClusterLoops() {}

  @Override
  public NearestSearch search(ShiftedCentroids centroids) {
    return new VectorSearch(centroids);
  }

  @Override
  public void distances(RowTile tile, double[] centroids) {
    int[] nearest = tile.nearest();
    double[] distances = tile.distances();
    int stride = tile.stride();
    for (int i = 0; i < tile.count(); i++) {
      distances[i] = sum(tile.rows(), i * stride, centroids, nearest[i] * stride, stride);
    }
  }

  @Override
  public double distance(float[] rows, int row, double[] centroids, int centroid, int stride) {
    return sum(rows, row, centroids, centroid, stride);
  }

  private static double sum(float[] rows, int row, double[] centroids, int centroid, int stride) {
    DoubleVector sum = DoubleVector.zero(DOUBLES);
    for (int j = 0; j < stride; j += LANES) {
      DoubleVector difference =
          widened(rows, row + j).sub(DoubleVector.fromArray(DOUBLES, centroids, centroid + j));
      sum = difference.fma(difference, sum);
    }
    return (exact(sum).lane(0) + exact(sum).lane(2)) + (exact(sum).lane(1) + exact(sum).lane(3));
  }

  @Override
  public void addScaled(
      float[] rows, int row, double weight, double[] sums, int centroid, int stride) {
    DoubleVector w = DoubleVector.broadcast(DOUBLES, weight);
    for (int j = 0; j < stride; j += LANES) {
      DoubleVector sum = DoubleVector.fromArray(DOUBLES, sums, centroid + j);
      widened(rows, row + j).fma(w, sum).intoArray(sums, centroid + j);
    }
  }
}
