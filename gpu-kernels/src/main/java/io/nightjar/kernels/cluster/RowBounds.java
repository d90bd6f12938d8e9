package io.nightjar.kernels.cluster;

/**
 * What an assignment remembers of a block's rows so that the next one, of centroids that have moved
 * a little, may spare their search (G. Hamerly, Making k-means even faster, 2010): each row's
 * nearest centroid a, no less than its distance from a, and no more than its distance from every
 * other. Both are float64 and true of the real distances: what rounding may have lost is added.
 *
 * <p>Belongs to one block and serves one call at a time; 20 bytes a row once it is filled.
 */
public final class RowBounds {
  /** Bounds have to spare one row in so many to be worth their upkeep. */
  private static final int WORTH = 3;

  private static final int LONGEST = 7;

  private final int rows;
  private int[] nearest;
  private double[] own;
  private double[] others;
  private Centroids of;
  private int pause;
  private int left;

  /** Bounds of that many rows, of which nothing is known yet. */
  public RowBounds(int rows) {
    this.rows = rows;
  }

  /** How many rows. */
  public int rows() {
    return rows;
  }

  /** Whether the next call goes without bounds, since those before spared too little. */
  public boolean rests() {
    return left > 0;
  }

  /** A call went without bounds: what is known of the rows is out of date. */
  public void rest() {
    left--;
    forget();
  }

  /**
   * Bounds were used, and spared the search of so many rows. Where that was less than one in {@link
   * #WORTH}, the next calls go without: one, then three, then {@link #LONGEST} each time.
   */
  public void used(long spared) {
    pause = spared * WORTH < rows ? Math.min(2 * pause + 1, LONGEST) : 0;
    left = pause;
  }

  /** The centroids that the bounds are of; null where there are none. */
  public Centroids of() {
    return of;
  }

  /** The bounds are of nothing until they are settled. */
  public void forget() {
    of = null;
  }

  /** Every row's bounds are of these centroids now. */
  public void settle(Centroids centroids) {
    of = centroids;
  }

  /** Each row's nearest centroid; the array itself. */
  public int[] nearest() {
    fill();
    return nearest;
  }

  /** No less than each row's distance from its nearest centroid; the array itself. */
  public double[] own() {
    fill();
    return own;
  }

  /** No more than each row's distance from every other centroid; the array itself. */
  public double[] others() {
    fill();
    return others;
  }

  private void fill() {
    if (nearest == null) {
      nearest = new int[rows];
      own = new double[rows];
      others = new double[rows];
    }
  }
}
