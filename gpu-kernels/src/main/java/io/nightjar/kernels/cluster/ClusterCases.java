package io.nightjar.kernels.cluster;

import io.nightjar.kernels.backend.Operation;
import io.nightjar.kernels.backend.Work;
import io.nightjar.kernels.block.ColumnBlock;

/** Made cases of the k-means family: 16 centroids among rows that follow a fixed pattern. */
final class ClusterCases {
  private static final int CENTROIDS = 16;

  /** What float32 products of a device keep. */
  private static final double TOLERANCE = 1e-4;

  private ClusterCases() {}

  static Operation.Cases<Assignment> assignment() {
    return new Operation.Cases<>(
        (rows, columns) -> work(rows, columns, CENTROIDS),
        (rows, columns) -> trial(made(rows, columns, 31), made(CENTROIDS, columns, 57)));
  }

  private static Operation.Trial<Assignment> trial(ColumnBlock block, ColumnBlock centres) {
    Centroids centroids = new Centroids(CENTROIDS, centres.columns(), rowMajor(centres));
    return new Operation.Trial<>(
        assignment -> {
          ClusterSums out = ClusterSums.zero(block.rows(), centroids);
          double inertia = assignment.assign(block, centroids, RowWeights.equal(), out);
          return results(inertia, out);
        },
        TOLERANCE);
  }

  private static double[] results(double inertia, ClusterSums out) {
    int rows = out.nearest().length;
    int sums = out.sums().length;
    double[] all = new double[1 + rows + sums + out.weights().length];
    all[0] = inertia;
    for (int i = 0; i < rows; i++) {
      all[1 + i] = out.nearest()[i];
    }
    System.arraycopy(out.sums(), 0, all, 1 + rows, sums);
    System.arraycopy(out.weights(), 0, all, 1 + rows + sums, out.weights().length);
    return all;
  }

  /** Every buffer of a device that grows with rows, columns or centroids. */
  static Work work(int rows, int columns, int centroids) {
    long features = (long) Float.BYTES * rows * columns;
    long sums = (long) Double.BYTES * centroids * (columns + 2L);
    return Work.of(
        (long) rows * columns * centroids,
        features + (long) Float.BYTES * rows,
        (long) Integer.BYTES * rows + 2 * sums,
        Math.max(features, sums * (1 + rows / 4096)));
  }

  private static ColumnBlock made(int rows, int columns, int step) {
    float[][] x = new float[columns][rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        x[j][i] = (((i + 1) * step + (j + 3) * (i % 89 + 5) * 17) % 1009) / 1009f - 0.5f;
      }
    }
    return new ColumnBlock(rows, x);
  }

  private static float[] rowMajor(ColumnBlock block) {
    float[] values = new float[block.rows() * block.columns()];
    for (int i = 0; i < block.rows(); i++) {
      for (int j = 0; j < block.columns(); j++) {
        values[i * block.columns() + j] = block.column(j)[i];
      }
    }
    return values;
  }
}
