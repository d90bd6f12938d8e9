package io.nightjar.kernels.scalar.cluster;

import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.cluster.ClusterSums;
import io.nightjar.kernels.cluster.RowWeights;

/**
 * Rows are taken a tile at a time: a search by float32 scores, the distances of what it found, a
 * search by distances for the few rows that were in doubt, then the sums.
 */
final class TilePass {
  private final ClusterLoops loops;
  private final ShiftedCentroids centroids;
  private final RowWeights weights;
  private final ClusterSums out;
  private final double[] sums;

  /** A pass that writes and adds to {@code out}. */
  TilePass(ClusterLoops loops, ShiftedCentroids centroids, RowWeights weights, ClusterSums out) {
    this.loops = loops;
    this.centroids = centroids;
    this.weights = weights;
    this.out = out;
    this.sums = new double[centroids.wide().length];
  }

  /** Is told of a tile whose rows are settled, the first of them {@code at} in the span. */
  @FunctionalInterface
  interface Settled {
    void note(RowTile tile, RowSpan span, int at);
  }

  /** Takes a block's rows; returns their inertia. */
  double over(ColumnBlock block, ClusterLoops.NearestSearch search, Settled settled) {
    RowSpan span = new RowSpan();
    RowTile tile = new RowTile(centroids.stride);
    double inertia = 0;
    for (int from = 0; from < block.rows(); from += RowSpan.ROWS) {
      span.from = from;
      span.count = Math.min(RowSpan.ROWS, block.rows() - from);
      search.find(block.arrays(), span);
      for (int at = 0; at < span.count; at += RowTile.ROWS) {
        tile.load(block.arrays(), from + at, Math.min(RowTile.ROWS, span.count - at));
        settle(tile, span, at);
        settled.note(tile, span, at);
        System.arraycopy(tile.nearest, 0, out.nearest(), from + at, tile.count);
        inertia += addTile(tile, from + at);
      }
    }
    addSums();
    return inertia;
  }

  /**
   * Sees to it that each row of the tile has its nearest centroid and its distance. Doubt grows
   * with the distance, so in most tiles the two extremes say that there is none.
   */
  private void settle(RowTile tile, RowSpan span, int at) {
    System.arraycopy(span.nearest, at, tile.nearest, 0, tile.count);
    loops.distances(tile, centroids.wide());
    tile.doubt = centroids.doubt(farthest(tile));
    if (narrowest(span, at, tile.count) > tile.doubt) {
      return;
    }
    for (int i = 0; i < tile.count; i++) {
      if (!(span.gaps[at + i] > centroids.doubt(tile.distances[i]))) {
        search(tile, i);
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
  private void search(RowTile tile, int i) {
    int stride = centroids.stride;
    double least = Double.POSITIVE_INFINITY;
    double second = Double.POSITIVE_INFINITY;
    for (int c = 0; c < centroids.count; c++) {
      double distance = loops.distance(tile.rows, i * stride, centroids.wide(), c * stride, stride);
      second = Math.min(second, Math.max(least, distance));
      if (distance < least) {
        least = distance;
        tile.nearest[i] = c;
      }
    }
    tile.distances[i] = least;
    tile.seconds[i] = second;
  }

  /** Adds the rows to their clusters; returns their inertia. */
  private double addTile(RowTile tile, int from) {
    int stride = tile.stride;
    double inertia = 0;
    for (int i = 0; i < tile.count; i++) {
      double w = weights.of(from + i);
      int nearest = tile.nearest[i];
      inertia += w * tile.distances[i];
      out.weights()[nearest] += w;
      loops.addScaled(tile.rows, i * stride, w, sums, nearest * stride, stride);
    }
    return inertia;
  }

  private void addSums() {
    for (int c = 0; c < centroids.count; c++) {
      for (int j = 0; j < centroids.columns; j++) {
        out.sums()[c * centroids.columns + j] += sums[c * centroids.stride + j];
      }
    }
  }
}
