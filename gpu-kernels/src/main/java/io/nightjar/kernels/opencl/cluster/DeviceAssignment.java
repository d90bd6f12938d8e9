package io.nightjar.kernels.opencl.cluster;

import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.cluster.Assignment;
import io.nightjar.kernels.cluster.Centroids;
import io.nightjar.kernels.cluster.ClusterSums;
import io.nightjar.kernels.cluster.RowWeights;
import io.nightjar.kernels.opencl.device.DeviceRuntime;
import io.nightjar.kernels.opencl.device.ResidentKey;
import java.util.Arrays;

/**
 * The assignment on a device; rows that its float32 scores leave in doubt are settled here. A
 * block's features and weights stay on the device while the block lives.
 */
public final class DeviceAssignment implements Assignment {
  private final DeviceRuntime runtime;

  /** The assignment on that device. */
  public DeviceAssignment(DeviceRuntime runtime) {
    this.runtime = runtime;
  }

  @Override
  public double assign(
      ColumnBlock block, Centroids centroids, RowWeights weights, ClusterSums out) {
    Object weightsOwner = weights.values() == null ? block : weights.values();
    ResidentKey key =
        ResidentKey.of(
            AssignmentKernel.class, Arrays.asList(block, weightsOwner), centroids.count());
    DeviceCentroids prepared = new DeviceCentroids(centroids);
    Found found =
        runtime.use(
            key,
            AssignmentKernel.class,
            () -> new AssignmentKernel(block, weights, centroids.count()),
            kernel -> {
              kernel.assign(centroids, prepared);
              return new Found(kernel, centroids);
            });
    double inertia = found.inertia;
    for (int i = 0; i < block.rows(); i++) {
      if (found.nearest[i] < 0) {
        inertia += settle(block, i, weights.of(i), prepared, found);
      }
    }
    found.addTo(out, centroids);
    return inertia;
  }

  /** Adds a row that was left in doubt to its cluster; returns its inertia. */
  private static double settle(
      ColumnBlock block, int row, double w, DeviceCentroids centroids, Found found) {
    int c = centroids.nearest(block, row);
    int d = block.columns();
    found.nearest[row] = c;
    found.weights[c] += w;
    for (int j = 0; j < d; j++) {
      found.sums[c * d + j] += w * block.column(j)[row];
    }
    return w * centroids.distance(block, row, c);
  }

  /** What a device found, in arrays of this call's own. */
  private static final class Found {
    final int[] nearest;
    final double[] sums;
    final double[] weights;
    double inertia;

    Found(AssignmentKernel kernel, Centroids centroids) {
      int d = centroids.columns();
      nearest = kernel.nearest.clone();
      sums = new double[centroids.values().length];
      weights = new double[centroids.count()];
      for (int c = 0; c < weights.length; c++) {
        weights[c] = kernel.sum(c, d + 1);
        inertia += kernel.sum(c, d);
        for (int j = 0; j < d; j++) {
          int at = c * d + j;
          sums[at] = kernel.sum(c, j) + weights[c] * centroids.values()[at];
        }
      }
    }

    void addTo(ClusterSums out, Centroids centroids) {
      System.arraycopy(nearest, 0, out.nearest(), 0, nearest.length);
      for (int at = 0; at < sums.length; at++) {
        out.sums()[at] += sums[at];
      }
      for (int c = 0; c < centroids.count(); c++) {
        out.weights()[c] += weights[c];
      }
    }
  }
}
