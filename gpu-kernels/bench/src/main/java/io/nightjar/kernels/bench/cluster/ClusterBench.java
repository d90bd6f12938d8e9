package io.nightjar.kernels.bench.cluster;

import io.nightjar.kernels.bench.data.MadeData;
import io.nightjar.kernels.bench.spec.Case;
import io.nightjar.kernels.bench.spec.Cost;
import io.nightjar.kernels.bench.spec.Scale;
import io.nightjar.kernels.cluster.Assignment;
import io.nightjar.kernels.cluster.ClusterKernels;
import java.util.List;

/** The k-means family. */
public final class ClusterBench {
  private ClusterBench() {}

  /** All of them. */
  public static List<Case<?>> cases(Scale scale) {
    return List.of(assignment(scale.rows(200_000), 32, scale == Scale.FULL ? 64 : 7));
  }

  /** A multiplication and an addition a row, column and centroid, as the product form has them. */
  private static Case<Assignment> assignment(int rows, int columns, int centroids) {
    double cells = (double) rows * columns;
    return new Case<>(
        ClusterKernels.ASSIGNMENT,
        MadeData.shape(rows, columns, centroids),
        Cost.ofFlops(rows, 2 * cells * centroids, Float.BYTES * cells + Integer.BYTES * rows),
        () -> new AssignmentCall(rows, columns, centroids));
  }
}
