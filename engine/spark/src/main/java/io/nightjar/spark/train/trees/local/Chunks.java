package io.nightjar.spark.train.trees.local;

import java.util.ArrayList;
import java.util.List;

/**
 * Ranges cut into pieces that threads share out: piece c belongs to range {@code owner(c)} and
 * covers {@code from(c)..to(c)}.
 */
final class Chunks {
  /** Rows of a piece, so many that handing it out costs nothing beside them. */
  private static final int ROWS = 1 << 16;

  /** Rows of a piece whose sums are added to others' at a price. */
  private static final int FEWEST = 1 << 14;

  private final int size;
  private final List<int[]> pieces = new ArrayList<>();

  Chunks() {
    this(ROWS);
  }

  private Chunks(int size) {
    this.size = size;
  }

  /** Chunks of so many rows in all, cut so small that threads are done at about the same time. */
  static Chunks sharing(long rows, int threads) {
    return new Chunks((int) Math.max(FEWEST, Math.min(ROWS, rows / (4L * threads))));
  }

  /** Cuts a range; the pieces are named after {@code owner}. */
  void add(int owner, int from, int to) {
    for (int at = from; at < to; at += size) {
      pieces.add(new int[] {owner, at, Math.min(to, at + size)});
    }
  }

  static Chunks of(int rows) {
    Chunks chunks = new Chunks();
    chunks.add(0, 0, rows);
    return chunks;
  }

  int count() {
    return pieces.size();
  }

  int owner(int piece) {
    return pieces.get(piece)[0];
  }

  int from(int piece) {
    return pieces.get(piece)[1];
  }

  int to(int piece) {
    return pieces.get(piece)[2];
  }
}
