package io.nightjar.spark.train.kmeans;

import io.nightjar.kernels.cluster.Centroids;
import io.nightjar.spark.train.checkpoint.Checkpoints;
import io.nightjar.spark.train.checkpoint.Continuation;
import java.util.Arrays;
import java.util.List;

/**
 * Lloyd's algorithm (Least squares quantization in PCM, 1982): every row goes to its nearest
 * centroid, every centroid to the mean of its rows, until the inertia falls by no more than the
 * tolerance, relative to itself, or no centroid moves.
 *
 * <p>A cluster without rows takes the row of greatest w·D² from its centroid; several take the
 * greatest, in the order of their numbers. Where no row lies off its centroid it stays empty.
 */
final class Lloyd {
  private final KMeansRows rows;
  private final int mostIterations;
  private final double tolerance;

  Lloyd(KMeansRows rows, int mostIterations, double tolerance) {
    this.rows = rows;
    this.mostIterations = mostIterations;
    this.tolerance = tolerance;
  }

  /**
   * Where it ended.
   *
   * @param centroids the last ones
   * @param totals of the rows assigned to them
   * @param iterations how often the centroids moved
   * @param refilled how often an empty cluster was given a row
   * @param settled whether it stopped by itself
   */
  record Result(
      Centroids centroids, ClusterTotals totals, int iterations, int refilled, boolean settled) {}

  Result from(Centroids start) {
    return from(new LloydState(0, 0, start), Continuation.<LloydState>none().checkpoints());
  }

  /** Goes on from a state, and leaves those that follow. */
  Result from(LloydState start, Checkpoints<LloydState> checkpoints) {
    Centroids centroids = start.centroids();
    ClusterTotals totals = rows.assign(centroids);
    int refilled = start.refilled();
    for (int i = start.iterations(); i < mostIterations; i++) {
      Moved next = moved(centroids, totals);
      if (Arrays.equals(next.centroids.values(), centroids.values())) {
        return new Result(centroids, totals, i, refilled, true);
      }
      ClusterTotals after = rows.assign(next.centroids);
      boolean settled =
          next.refilled == 0 && totals.inertia() - after.inertia() <= tolerance * totals.inertia();
      centroids = next.centroids;
      totals = after;
      refilled += next.refilled;
      if (settled) {
        return new Result(centroids, totals, i + 1, refilled, true);
      }
      checkpoints.after(i + 1, new LloydState(i + 1, refilled, centroids));
    }
    return new Result(centroids, totals, mostIterations, refilled, false);
  }

  private record Moved(Centroids centroids, int refilled) {}

  private Moved moved(Centroids before, ClusterTotals totals) {
    Centroids means = totals.means(before);
    List<Integer> empty = totals.empty();
    if (empty.isEmpty()) {
      return new Moved(means, 0);
    }
    List<float[]> far = rows.draw(before, new Draw(Draw.By.GREATEST_MASS, 0, empty.size())).rows();
    int d = before.columns();
    for (int i = 0; i < far.size(); i++) {
      System.arraycopy(far.get(i), 0, means.values(), empty.get(i) * d, d);
    }
    return new Moved(means, far.size());
  }
}
