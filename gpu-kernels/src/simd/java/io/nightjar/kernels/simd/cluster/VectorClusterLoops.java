package io.nightjar.kernels.simd.cluster;

import static io.nightjar.kernels.simd.lanes.VectorDoubles.all;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.fma;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.load;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.store;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.sub;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.total;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.widened;

import io.nightjar.kernels.scalar.cluster.ClusterLoops;
import io.nightjar.kernels.scalar.cluster.RowTile;
import io.nightjar.kernels.scalar.cluster.ShiftedCentroids;
import io.nightjar.kernels.simd.lanes.VectorDoubles;
import jdk.incubator.vector.DoubleVector;

/** Loops over vectors of eight float32 and four float64 lanes. */
public final class VectorClusterLoops implements ClusterLoops {
  private static final int LANES = VectorDoubles.COUNT;

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
    DoubleVector sum = all(0);
    for (int j = 0; j < stride; j += LANES) {
      DoubleVector difference = sub(widened(rows, row + j), load(centroids, centroid + j));
      sum = fma(difference, difference, sum);
    }
    return total(sum);
  }

  @Override
  public void addScaled(
      float[] rows, int row, double weight, double[] sums, int centroid, int stride) {
    DoubleVector w = all(weight);
    for (int j = 0; j < stride; j += LANES) {
      DoubleVector sum = load(sums, centroid + j);
      store(fma(widened(rows, row + j), w, sum), sums, centroid + j);
    }
  }
}
