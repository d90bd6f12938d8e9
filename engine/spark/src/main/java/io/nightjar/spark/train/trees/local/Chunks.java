package io.nightjar.spark.train.trees.local;

import java.util.ArrayList;
import java.util.List;

/**
 * Ranges cut into pieces that threads share out: piece c belongs to range {@code owner(c)} and
 * covers {@code from(c)..to(c)}.
 */
final class Chunks {
  /** Rows whose 15-bit sums still fit 32 bits, and whose g sums still fit 32 with their sign. */
  static final int ROWS = 1 << 16;

  private final List<int[]> pieces = new ArrayList<>();

  /** Cuts a range; the pieces are named after {@code owner}. */
  void add(int owner, int from, int to) {
    for (int at = from; at < to; at += ROWS) {
      pieces.add(new int[] {owner, at, Math.min(to, at + ROWS)});
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
