package io.nightjar.kernels.block;

import java.io.Serializable;

/**
 * A block where most columns are 0/1 columns of categories: each group of them is at most one 1 a
 * row, and only where it stands is kept. Memory grows with the rows and the groups, not with the
 * columns. It runs on the JVM's backends only.
 */
public final class OneHotBlock implements FeatureBlock, Serializable {
  private static final long serialVersionUID = 1L;

  private final int columns;

  @SuppressWarnings("serial") // both dense kinds of block are serialisable
  private final FeatureBlock dense;

  private final int[] places;
  private final int[] starts;
  private final int[] sizes;
  private final int[][] ones;

  /**
   * A block over borrowed arrays. The columns that are not dense must be those of the groups, each
   * once.
   *
   * @param dense the other columns; its rows are the block's
   * @param places where each dense column stands in this block, ascending
   * @param starts the first column of each group, ascending
   * @param sizes how many columns each group has
   * @param ones [groups][at least rows]: the column that is 1, −1 where all are 0
   * @throws IllegalArgumentException naming what is wrong, its value, and what is allowed
   */
  public OneHotBlock(FeatureBlock dense, int[] places, int[] starts, int[] sizes, int[][] ones) {
    ArgumentChecks.length("places", places.length, dense.columns());
    ArgumentChecks.length("sizes", sizes.length, starts.length);
    ArgumentChecks.length("groups", ones.length, starts.length);
    this.columns = covered(places, starts, sizes);
    for (int g = 0; g < ones.length; g++) {
      requireInside(g, starts[g], sizes[g], ones[g], dense.rows());
    }
    this.dense = dense;
    this.places = places;
    this.starts = starts;
    this.sizes = sizes;
    this.ones = ones;
  }

  /** Walks over dense columns and groups as they follow each other; how many columns they are. */
  private static int covered(int[] places, int[] starts, int[] sizes) {
    int column = 0;
    int k = 0;
    int g = 0;
    while (k < places.length || g < starts.length) {
      if (k < places.length && places[k] == column) {
        k++;
        column = Math.addExact(column, 1);
      } else if (g < starts.length && starts[g] == column && sizes[g] > 0) {
        column = Math.addExact(column, sizes[g]);
        g++;
      } else {
        throw new IllegalArgumentException(
            "column " + column + " is in no group and not dense; must be one of both, once");
      }
    }
    return column;
  }

  private static void requireInside(int group, int start, int size, int[] ones, int rows) {
    ArgumentChecks.column(group, ones.length, rows);
    for (int row = 0; row < rows; row++) {
      int one = ones[row];
      if (one != -1 && (one < start || one >= start + size)) {
        throw new IllegalArgumentException(
            "row %d has its 1 of group %d in column %d; must be -1 or %d..%d"
                .formatted(row, group, one, start, start + size - 1));
      }
    }
  }

  @Override
  public int rows() {
    return dense.rows();
  }

  @Override
  public int columns() {
    return columns;
  }

  /** The dense columns. */
  public FeatureBlock dense() {
    return dense;
  }

  /** Where each dense column stands in this block, ascending; borrowed. */
  public int[] places() {
    return places;
  }

  /** How many groups of 0/1 columns there are. */
  public int groups() {
    return starts.length;
  }

  /** The first column of a group. */
  public int start(int group) {
    return starts[group];
  }

  /** How many columns a group has. */
  public int size(int group) {
    return sizes[group];
  }

  /** By row, the column of a group that is 1, −1 where all are 0; borrowed. */
  public int[] ones(int group) {
    return ones[group];
  }

  /** Numbers that the block holds: dense values and places of ones. */
  public long cells() {
    return (long) rows() * (places.length + starts.length);
  }

  @Override
  public void requireFinite() {
    dense.requireFinite();
  }
}
