package io.nightjar.kernels.scalar.cluster;

import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.cluster.Assignment;
import io.nightjar.kernels.cluster.Centroids;
import io.nightjar.kernels.cluster.ClusterSums;
import io.nightjar.kernels.cluster.RowWeights;

/**
 * Rows are taken a tile at a time: a search by float32 scores, the distances of what it found, a
 * search by distances for the few rows that were in doubt, then the sums.
 */
public final class TiledAssignment implements Assignment {
  private final ClusterLoops loops;

  /** An assignment made of these loops. */
  public TiledAssignment(ClusterLoops loops) {
    this.loops = loops;
  }

  @Override
  public double assign(
      ColumnBlock block, Centroids centroids, RowWeights weights, ClusterSums out) {
    ShiftedCentroids shifted = new ShiftedCentroids(centroids);
    ClusterLoops.NearestSearch search = loops.search(shifted);
    RowSpan span = new RowSpan();
    RowTile tile = new RowTile(shifted.stride);
    double[] sums = new double[shifted.wide().length];
    double inertia = 0;
    for (int from = 0; from < block.rows(); from += RowSpan.ROWS) {
      span.from = from;
      span.count = Math.min(RowSpan.ROWS, block.rows() - from);
      search.find(block.arrays(), span);
      for (int at = 0; at < span.count; at += RowTile.ROWS) {
        tile.load(block.arrays(), from + at, Math.min(RowTile.ROWS, span.count - at));
        settle(tile, span, at, shifted);
        System.arraycopy(tile.nearest, 0, out.nearest(), from + at, tile.count);
        inertia += addTile(tile, from + at, weights, sums, out.weights());
      }
    }
    addSums(sums, shifted, out.sums());
    return inertia;
  }

  /**
   * Sees to it that each row of the tile has its nearest centroid and its distance. Doubt grows
   * with the distance, so in most tiles the two extremes say that there is none.
   */
  private void settle(RowTile tile, RowSpan span, int at, ShiftedCentroids centroids) {
    System.arraycopy(span.nearest, at, tile.nearest, 0, tile.count);
    loops.distances(tile, centroids.wide());
    if (narrowest(span, at, tile.count) > centroids.doubt(farthest(tile))) {
      return;
    }
    for (int i = 0; i < tile.count; i++) {
      if (!(span.gaps[at + i] > centroids.doubt(tile.distances[i]))) {
        search(tile, i, centroids);
      }
    }
  }

  /** The least gap of a tile's rows; NaN if one is. */
  private static float narrowest(RowSpan span, int at, int count) {
    float least = Float.POSITIVE_INFINITY;
    for (int i = at; i < at + count; i++) {
      least = Math.min(least, span.gaps[i]);
    }
    return least;
  }

  private static double farthest(RowTile tile) {
    double greatest = 0;
    for (int i = 0; i < tile.count; i++) {
      greatest = Math.max(greatest, tile.distances[i]);
    }
    return greatest;
  }

  /** The nearest centroid of one row by distances. */
  private void search(RowTile tile, int i, ShiftedCentroids centroids) {
    int stride = centroids.stride;
    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < centroids.count; c++) {
      double distance = loops.distance(tile.rows, i * stride, centroids.wide(), c * stride, stride);
      if (distance < least) {
        least = distance;
        tile.nearest[i] = c;
      }
    }
    tile.distances[i] = least;
  }

  /** Adds the rows to their clusters; returns their inertia. */
  private double addTile(
      RowTile tile, int from, RowWeights weights, double[] sums, double[] clusterWeights) {
    int stride = tile.stride;
    double inertia = 0;
    for (int i = 0; i < tile.count; i++) {
      double w = weights.of(from + i);
      int nearest = tile.nearest[i];
      inertia += w * tile.distances[i];
      clusterWeights[nearest] += w;
      loops.addScaled(tile.rows, i * stride, w, sums, nearest * stride, stride);
    }
    return inertia;
  }

  private static void addSums(double[] sums, ShiftedCentroids centroids, double[] out) {
    for (int c = 0; c < centroids.count; c++) {
      for (int j = 0; j < centroids.columns; j++) {
        out[c * centroids.columns + j] += sums[c * centroids.stride + j];
      }
    }
  }
}
