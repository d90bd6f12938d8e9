package io.nightjar.spark.train.als;

import io.nightjar.spark.train.als.ratings.Ratings;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * The ratings of every {@code blocks}-th row (user or item) from {@code block} on, row by row, each
 * row's in the order of their columns: the order in which sums are made, wherever ratings lay. The
 * values of a pair that is there more than once are added up, in their own order.
 */
final class RatingBlock implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int VALUE_BITS = 32;

  private final int block;
  private final int blocks;
  private final int[] offsets;
  private final int[] columns;
  private final float[] values;
  private final int kept;
  private long repeated;
  private int repeatedAt = -1;

  /**
   * A block of some ratings.
   *
   * @param rows how many rows all blocks have together
   * @param parts the block's ratings, in any order
   */
  RatingBlock(int block, int blocks, int rows, List<Ratings> parts) {
    this.block = block;
    this.blocks = blocks;
    int own = rows / blocks + (block < rows % blocks ? 1 : 0);
    this.offsets = new int[own + 1];
    long[] entries = scattered(parts);
    this.columns = new int[entries.length];
    this.values = new float[entries.length];
    int size = 0;
    int start = 0;
    for (int row = 0; row < own; row++) {
      int end = offsets[row];
      Arrays.sort(entries, start, end);
      size = merged(entries, start, end, size);
      start = end;
      offsets[row] = size;
    }
    System.arraycopy(offsets, 0, offsets, 1, own);
    offsets[0] = 0;
    this.kept = size;
  }

  /** Entries row by row, the columns above the values' bits; offsets become the rows' ends. */
  private long[] scattered(List<Ratings> parts) {
    for (Ratings part : parts) {
      for (int t = 0; t < part.size(); t++) {
        offsets[part.row(t) / blocks + 1]++;
      }
    }
    for (int row = 1; row < offsets.length; row++) {
      offsets[row] = Math.addExact(offsets[row], offsets[row - 1]);
    }
    long[] entries = new long[offsets[offsets.length - 1]];
    for (Ratings part : parts) {
      for (int t = 0; t < part.size(); t++) {
        int bits = Float.floatToRawIntBits(part.value(t));
        entries[offsets[part.row(t) / blocks]++] =
            (long) part.column(t) << VALUE_BITS | Integer.toUnsignedLong(bits);
      }
    }
    return entries;
  }

  private int merged(long[] entries, int start, int end, int to) {
    int size = to;
    int t = start;
    while (t < end) {
      int column = (int) (entries[t] >>> VALUE_BITS);
      double sum = Float.intBitsToFloat((int) entries[t++]);
      while (t < end && (int) (entries[t] >>> VALUE_BITS) == column) {
        repeated++;
        repeatedAt = repeatedAt < 0 ? size : repeatedAt;
        sum += Float.intBitsToFloat((int) entries[t++]);
      }
      columns[size] = column;
      values[size++] = (float) sum;
    }
    return size;
  }

  /** How many rows. */
  int rows() {
    return offsets.length - 1;
  }

  /** The place of a row among those of all blocks. */
  int place(int row) {
    return row * blocks + block;
  }

  /** Where a row's ratings begin; those of the last row end at {@code start(rows())}. */
  int start(int row) {
    return offsets[row];
  }

  /** The columns of the ratings from one to another. */
  int[] columns(int from, int to) {
    return Arrays.copyOfRange(columns, from, to);
  }

  /** A rating. */
  float value(int at) {
    return values[at];
  }

  /** How many ratings there are, of each pair one. */
  int size() {
    return kept;
  }

  /** Pairs that were there more than once. */
  Repeated repeated() {
    if (repeated == 0) {
      return Repeated.NONE;
    }
    int row = Arrays.binarySearch(offsets, repeatedAt);
    int found = row >= 0 ? row : -row - 2;
    while (found + 1 < offsets.length && offsets[found + 1] <= repeatedAt) {
      found++;
    }
    return new Repeated(repeated, place(found), columns[repeatedAt]);
  }

  /** The block's number. */
  int number() {
    return block;
  }
}
