package io.nightjar.kernels.scalar.tree;

import static io.nightjar.kernels.block.BinnedBlock.SLOTS;

/**
 * The loops of {@link PackedHistogram}, over all columns of a tile at once, so that a row's entry
 * is read once for all of them and equal bins of rows that follow each other lie some additions
 * apart. There is one for each number of half words, and each makes its sums itself, because the
 * compiler then knows their length and leaves out the checks of their bounds.
 *
 * <p>Where rows lie far apart, {@link #touch} reads a block of them first. Loads alone run many
 * rows ahead of the memory; the additions would let them run two rows ahead, because the place of a
 * store is known only once its row has come, and a processor keeps some fifty stores waiting.
 */
final class HistogramLoops {
  /**
   * Rows that are read ahead: their cache lines, of two tiles' words at most, fit the first cache.
   */
  private static final int BLOCK = 64;

  private static final int BYTE = 0xff;

  private HistogramLoops() {}

  /**
   * Sums of the columns of a tile, [columns][256] packed pairs; columns that the tile lacks may
   * have sums too.
   *
   * @param halves columns in fours, 1..8
   */
  static long[] sums(Rows rows, int halves, int from, int to) {
    return switch (halves) {
      case 1 -> justHalf(rows, from, to);
      case 2 -> one(rows, from, to);
      case 3 -> oneAndHalf(rows, from, to);
      case 4 -> two(rows, from, to);
      case 5 -> twoAndHalf(rows, from, to);
      case 6 -> three(rows, from, to);
      case 7 -> threeAndHalf(rows, from, to);
      default -> four(rows, from, to);
    };
  }

  /** Some rows of a tree, and a tile's bins. */
  static final class Rows {
    final long[] entries;
    final long[] bins;
    final int words;
    final boolean apart;

    /** What was read ahead; a field, because the compiler would leave out loads without a use. */
    long touched;

    /**
     * Rows.
     *
     * @param apart whether they are so far apart that they are read ahead
     */
    Rows(long[] entries, long[] bins, int words, boolean apart) {
      this.entries = entries;
      this.bins = bins;
      this.words = words;
      this.apart = apart;
    }

    /** Reads both ends of each row of a block. */
    private void touch(int from, int to) {
      if (!apart) {
        return;
      }
      long sum = 0;
      for (int i = from; i < to; i++) {
        int at = (int) entries[i] * words;
        sum += bins[at] + bins[at + words - 1];
      }
      touched = sum;
    }
  }

  /** g in the high half, h in the low one. */
  private static long pair(long entry) {
    return (entry >> 48 << 32) + (entry >>> 32 & 0xffff);
  }

  private static void whole(long[] sums, int at, long bins, long pair) {
    int low = (int) bins;
    int high = (int) (bins >>> 32);
    sums[at + (low & BYTE)] += pair;
    sums[at + SLOTS + (low >>> 8 & BYTE)] += pair;
    sums[at + 2 * SLOTS + (low >>> 16 & BYTE)] += pair;
    sums[at + 3 * SLOTS + (low >>> 24)] += pair;
    sums[at + 4 * SLOTS + (high & BYTE)] += pair;
    sums[at + 5 * SLOTS + (high >>> 8 & BYTE)] += pair;
    sums[at + 6 * SLOTS + (high >>> 16 & BYTE)] += pair;
    sums[at + 7 * SLOTS + (high >>> 24)] += pair;
  }

  private static void half(long[] sums, int at, long bins, long pair) {
    int low = (int) bins;
    sums[at + (low & BYTE)] += pair;
    sums[at + SLOTS + (low >>> 8 & BYTE)] += pair;
    sums[at + 2 * SLOTS + (low >>> 16 & BYTE)] += pair;
    sums[at + 3 * SLOTS + (low >>> 24)] += pair;
  }

  private static long[] justHalf(Rows rows, int from, int to) {
    long[] entries = rows.entries;
    long[] bins = rows.bins;
    long[] sums = new long[4 * SLOTS];
    for (int start = from; start < to; start += BLOCK) {
      int end = Math.min(to, start + BLOCK);
      rows.touch(start, end);
      for (int i = start; i < end; i++) {
        int at = (int) entries[i];
        long pair = pair(entries[i]);
        half(sums, 0 * SLOTS, bins[at], pair);
      }
    }
    return sums;
  }

  private static long[] one(Rows rows, int from, int to) {
    long[] entries = rows.entries;
    long[] bins = rows.bins;
    long[] sums = new long[8 * SLOTS];
    for (int start = from; start < to; start += BLOCK) {
      int end = Math.min(to, start + BLOCK);
      rows.touch(start, end);
      for (int i = start; i < end; i++) {
        int at = (int) entries[i];
        long pair = pair(entries[i]);
        whole(sums, 0 * SLOTS, bins[at], pair);
      }
    }
    return sums;
  }

  private static long[] oneAndHalf(Rows rows, int from, int to) {
    long[] entries = rows.entries;
    long[] bins = rows.bins;
    long[] sums = new long[12 * SLOTS];
    for (int start = from; start < to; start += BLOCK) {
      int end = Math.min(to, start + BLOCK);
      rows.touch(start, end);
      for (int i = start; i < end; i++) {
        int at = (int) entries[i] * 2;
        long pair = pair(entries[i]);
        whole(sums, 0 * SLOTS, bins[at], pair);
        half(sums, 8 * SLOTS, bins[at + 1], pair);
      }
    }
    return sums;
  }

  private static long[] two(Rows rows, int from, int to) {
    long[] entries = rows.entries;
    long[] bins = rows.bins;
    long[] sums = new long[16 * SLOTS];
    for (int start = from; start < to; start += BLOCK) {
      int end = Math.min(to, start + BLOCK);
      rows.touch(start, end);
      for (int i = start; i < end; i++) {
        int at = (int) entries[i] * 2;
        long pair = pair(entries[i]);
        whole(sums, 0 * SLOTS, bins[at], pair);
        whole(sums, 8 * SLOTS, bins[at + 1], pair);
      }
    }
    return sums;
  }

  private static long[] twoAndHalf(Rows rows, int from, int to) {
    long[] entries = rows.entries;
    long[] bins = rows.bins;
    long[] sums = new long[20 * SLOTS];
    for (int start = from; start < to; start += BLOCK) {
      int end = Math.min(to, start + BLOCK);
      rows.touch(start, end);
      for (int i = start; i < end; i++) {
        int at = (int) entries[i] * 3;
        long pair = pair(entries[i]);
        whole(sums, 0 * SLOTS, bins[at], pair);
        whole(sums, 8 * SLOTS, bins[at + 1], pair);
        half(sums, 16 * SLOTS, bins[at + 2], pair);
      }
    }
    return sums;
  }

  private static long[] three(Rows rows, int from, int to) {
    long[] entries = rows.entries;
    long[] bins = rows.bins;
    long[] sums = new long[24 * SLOTS];
    for (int start = from; start < to; start += BLOCK) {
      int end = Math.min(to, start + BLOCK);
      rows.touch(start, end);
      for (int i = start; i < end; i++) {
        int at = (int) entries[i] * 3;
        long pair = pair(entries[i]);
        whole(sums, 0 * SLOTS, bins[at], pair);
        whole(sums, 8 * SLOTS, bins[at + 1], pair);
        whole(sums, 16 * SLOTS, bins[at + 2], pair);
      }
    }
    return sums;
  }

  private static long[] threeAndHalf(Rows rows, int from, int to) {
    long[] entries = rows.entries;
    long[] bins = rows.bins;
    long[] sums = new long[28 * SLOTS];
    for (int start = from; start < to; start += BLOCK) {
      int end = Math.min(to, start + BLOCK);
      rows.touch(start, end);
      for (int i = start; i < end; i++) {
        int at = (int) entries[i] * 4;
        long pair = pair(entries[i]);
        whole(sums, 0 * SLOTS, bins[at], pair);
        whole(sums, 8 * SLOTS, bins[at + 1], pair);
        whole(sums, 16 * SLOTS, bins[at + 2], pair);
        half(sums, 24 * SLOTS, bins[at + 3], pair);
      }
    }
    return sums;
  }

  private static long[] four(Rows rows, int from, int to) {
    long[] entries = rows.entries;
    long[] bins = rows.bins;
    long[] sums = new long[32 * SLOTS];
    for (int start = from; start < to; start += BLOCK) {
      int end = Math.min(to, start + BLOCK);
      rows.touch(start, end);
      for (int i = start; i < end; i++) {
        int at = (int) entries[i] * 4;
        long pair = pair(entries[i]);
        whole(sums, 0 * SLOTS, bins[at], pair);
        whole(sums, 8 * SLOTS, bins[at + 1], pair);
        whole(sums, 16 * SLOTS, bins[at + 2], pair);
        whole(sums, 24 * SLOTS, bins[at + 3], pair);
      }
    }
    return sums;
  }
}
