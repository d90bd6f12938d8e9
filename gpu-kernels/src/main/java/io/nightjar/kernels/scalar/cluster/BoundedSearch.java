package io.nightjar.kernels.scalar.cluster;

import io.nightjar.kernels.cluster.Centroids;
import io.nightjar.kernels.cluster.RowBounds;
import io.nightjar.kernels.scalar.cluster.ClusterLoops.NearestSearch;
import java.util.Arrays;

/**
 * A search that leaves out the rows whose bounds say that their centroid is still the nearest, and
 * keeps the bounds.
 *
 * <p>With r a row's real distance from its centroid a, s that from any other one, and m how far a
 * centroid has moved, r' ≤ r + m(a) and s' ≥ s − max m(c), c ≠ a. A row is spared where this gives
 * r'(1 + ε) &lt; s'(1 − ε): ε = (d + 32)·2⁻⁵² is more than rounding of float64 does to a distance,
 * a root and the few steps from bound to bound, so the distances D that decide are in the same
 * order, and the full search would have found a.
 *
 * <p>A search by scores leaves s² = r² + 2·(second least score − least score), with the doubt of
 * {@link ShiftedCentroids} taken off; a search by distances tells s² itself.
 */
final class BoundedSearch {
  /** To bring a row's columns together takes as long as to search them for so many centroids. */
  private static final int GATHER = 48;

  /** What is left of a gap that was rounded to float32. */
  private static final double GAP = 1 - 0x1p-23;

  private final NearestSearch search;
  private final RowBounds bounds;
  private final CentroidMoves moves;
  private final int centroids;
  private final double up;
  private final double down;
  private final RowSpan gathered = new RowSpan();
  private final int[] wanted = new int[RowSpan.ROWS];

  /** New bounds of the span's rows that are spared; infinite for the others. */
  private final double[] kept = new double[RowSpan.ROWS];

  private final double[] beyond = new double[RowTile.ROWS];
  private float[][] columns;
  private long spared;

  /**
   * A search for some rows.
   *
   * @param bounds of the rows: those of before are used, and replaced
   * @param moves since the bounds were settled; null where they say nothing
   */
  BoundedSearch(
      NearestSearch search, RowBounds bounds, CentroidMoves moves, ShiftedCentroids centroids) {
    this.search = search;
    this.bounds = bounds;
    this.moves = moves;
    this.centroids = centroids.count;
    this.up = 1 + rounding(centroids.columns);
    this.down = 1 - rounding(centroids.columns);
  }

  /** ε. */
  static double rounding(int columns) {
    return (columns + 32) * 0x1p-52;
  }

  /** The moves since bounds were settled; null where they are of no or of other centroids. */
  static CentroidMoves moves(RowBounds bounds, Centroids now) {
    Centroids before = bounds.of();
    return before == null || before.count() != now.count() || before.columns() != now.columns()
        ? null
        : new CentroidMoves(before, now);
  }

  /** Searches those of the span's rows that have to be. */
  void find(float[][] x, RowSpan span) {
    int count = moves == null ? span.count : chosen(span);
    if (!gains(count, span.count)) {
      Arrays.fill(kept, 0, span.count, Double.POSITIVE_INFINITY);
      search.find(x, span);
      return;
    }
    spared += span.count - count;
    System.arraycopy(bounds.nearest(), span.from, span.nearest, 0, span.count);
    Arrays.fill(span.gaps, 0, span.count, Float.POSITIVE_INFINITY);
    if (count > 0) {
      gather(x, span.from, count);
      search.find(columns, gathered);
      for (int i = 0; i < count; i++) {
        span.nearest[wanted[i]] = gathered.nearest[i];
        span.gaps[wanted[i]] = gathered.gaps[i];
      }
    }
  }

  /** Whether it takes less to search some rows, brought together, than all where they lie. */
  private boolean gains(int some, int all) {
    return (long) some * (centroids + GATHER) < (long) all * centroids;
  }

  /** Chooses the rows that have to be searched; returns how many. */
  private int chosen(RowSpan span) {
    int[] nearest = bounds.nearest();
    double[] own = bounds.own();
    double[] others = bounds.others();
    int count = 0;
    for (int i = 0; i < span.count; i++) {
      int a = nearest[span.from + i];
      double away = (others[span.from + i] - moves.ofOthers(a)) * down;
      boolean sure = (own[span.from + i] + moves.of(a)) * up < away;
      kept[i] = sure ? away : Double.POSITIVE_INFINITY;
      wanted[count] = i;
      count += sure ? 0 : 1;
    }
    return count;
  }

  private void gather(float[][] x, int from, int count) {
    if (columns == null) {
      columns = new float[x.length][RowSpan.ROWS];
    }
    for (int j = 0; j < x.length; j++) {
      float[] column = x[j];
      float[] into = columns[j];
      for (int i = 0; i < count; i++) {
        into[i] = column[from + wanted[i]];
      }
    }
    gathered.from = 0;
    gathered.count = count;
  }

  /** Keeps the bounds of a tile's rows, whose centroids and distances are settled. */
  void keep(RowTile tile, RowSpan span, int at) {
    int from = span.from + at;
    System.arraycopy(tile.nearest, 0, bounds.nearest(), from, tile.count);
    for (int i = 0; i < tile.count; i++) {
      double told = tile.distances[i] + 2 * (GAP * span.gaps[at + i] - tile.doubt);
      beyond[i] = Math.max(tile.seconds[i], told);
    }
    roots(tile.distances, up, bounds.own(), from, tile.count);
    least(kept, at, bounds.others(), from, tile.count);
  }

  private static void roots(double[] squares, double factor, double[] into, int at, int count) {
    for (int i = 0; i < count; i++) {
      into[at + i] = Math.sqrt(squares[i]) * factor;
    }
  }

  private void least(double[] most, int at, double[] into, int from, int count) {
    roots(beyond, down, into, from, count);
    for (int i = 0; i < count; i++) {
      into[from + i] = Math.min(most[at + i], into[from + i]);
    }
  }

  /** How many rows were spared. */
  long spared() {
    return spared;
  }
}
