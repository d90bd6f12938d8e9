package io.nightjar.kernels.scalar.cluster;

import io.nightjar.kernels.backend.SparedWork;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.cluster.Assignment;
import io.nightjar.kernels.cluster.Centroids;
import io.nightjar.kernels.cluster.ClusterSums;
import io.nightjar.kernels.cluster.RowBounds;
import io.nightjar.kernels.cluster.RowWeights;

/** An assignment by a search over spans of rows, with bounds or without. */
public final class TiledAssignment implements Assignment {
  /** Where a row has fewer differences, k·d, its bounds take as much as they could spare. */
  private static final long FEWEST_BOUNDED = 1024;

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
    return new TilePass(loops, shifted, weights, out)
        .over(block, search::find, (tile, span, at) -> {});
  }

  @Override
  public double assign(
      ColumnBlock block,
      Centroids centroids,
      RowWeights weights,
      ClusterSums out,
      RowBounds bounds) {
    if (centroids.values().length < FEWEST_BOUNDED) {
      return assign(block, centroids, weights, out);
    }
    if (bounds.rests()) {
      bounds.rest();
      return assign(block, centroids, weights, out);
    }
    ShiftedCentroids shifted = new ShiftedCentroids(centroids);
    CentroidMoves moves = BoundedSearch.moves(bounds, centroids);
    BoundedSearch search = new BoundedSearch(loops.search(shifted), bounds, moves, shifted);
    // Bounds that are half replaced are of no centroids.
    bounds.forget();
    double inertia =
        new TilePass(loops, shifted, weights, out).over(block, search::find, search::keep);
    SparedWork.add(search.spared());
    if (moves != null) {
      bounds.used(search.spared());
    }
    // A repeated centroid is left out of the search, but may move away from its twin.
    if (!shifted.repeated()) {
      bounds.settle(centroids);
    }
    return inertia;
  }
}
