package io.nightjar.kernels.bench.cluster;

import io.nightjar.kernels.bench.data.MadeData;
import io.nightjar.kernels.bench.spec.Call;
import io.nightjar.kernels.bench.spec.Expected;
import io.nightjar.kernels.bench.spec.Peer;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.cluster.Assignment;
import io.nightjar.kernels.cluster.Centroids;
import io.nightjar.kernels.cluster.ClusterSums;
import io.nightjar.kernels.cluster.RowWeights;
import java.util.Arrays;
import java.util.List;

/**
 * A step of k-means. Results are the inertia, each row's distance from the centroid that was chosen
 * for it, and what the sums are beside those of the rows that were chosen, which should be nothing:
 * of centroids that are as good as equally near, a float32 peer may choose either.
 */
final class AssignmentCall implements Call<Assignment> {
  final ColumnBlock block;
  final Centroids centroids;
  final ClusterSums out;
  double inertia;

  AssignmentCall(int rows, int columns, int count) {
    MadeData made = new MadeData(20261205);
    block = made.block(rows, columns);
    centroids = new Centroids(count, columns, made.floats(count * columns));
    out = ClusterSums.zero(rows, centroids);
  }

  @Override
  public void run(Assignment implementation) {
    clear();
    inertia = implementation.assign(block, centroids, RowWeights.equal(), out);
  }

  void clear() {
    Arrays.fill(out.sums(), 0);
    Arrays.fill(out.weights(), 0);
  }

  @Override
  public void spoil() {
    Arrays.fill(out.nearest(), -1);
    Arrays.fill(out.sums(), Double.NaN);
    Arrays.fill(out.weights(), Double.NaN);
    inertia = Double.NaN;
  }

  @Override
  public double[] results() {
    int n = block.rows();
    int d = block.columns();
    double[] all = new double[1 + n + out.sums().length + out.weights().length];
    System.arraycopy(out.sums(), 0, all, 1 + n, out.sums().length);
    System.arraycopy(out.weights(), 0, all, 1 + n + out.sums().length, out.weights().length);
    all[0] = inertia;
    for (int i = 0; i < n; i++) {
      int nearest = out.nearest()[i];
      all[1 + i] = nearest < 0 ? Double.NaN : distance(i, nearest);
      for (int j = 0; j < d && nearest >= 0; j++) {
        all[1 + n + nearest * d + j] -= block.column(j)[i];
      }
      if (nearest >= 0) {
        all[1 + n + out.sums().length + nearest]--;
      }
    }
    return all;
  }

  @Override
  public Expected expected() {
    int n = block.rows();
    int d = block.columns();
    double[] all = new double[1 + n + out.sums().length + out.weights().length];
    double[] bounds = new double[all.length];
    for (int i = 0; i < n; i++) {
      double least = Double.POSITIVE_INFINITY;
      for (int c = 0; c < centroids.count(); c++) {
        least = Math.min(least, distance(i, c));
      }
      all[1 + i] = least;
      all[0] += least;
      // The product form computes |c|² − 2·x·c, whose terms are a few times as large.
      bounds[1 + i] = 8 * Expected.sumError(d) * (least + d);
      bounds[0] += bounds[1 + i];
    }
    Arrays.fill(bounds, 1 + n, 1 + n + out.sums().length, Expected.sumError(n) * n);
    return new Expected(all, bounds);
  }

  @Override
  public List<Peer> peers() {
    return new ProductAssignment(this).peers();
  }

  private double distance(int row, int centroid) {
    double sum = 0;
    for (int j = 0; j < block.columns(); j++) {
      double difference =
          (double) block.column(j)[row] - centroids.values()[centroid * block.columns() + j];
      sum += difference * difference;
    }
    return sum;
  }
}
