package io.nightjar.kernels.scalar.ensemble;

/** The loops of lane trees; every set of them gives the same bits, only the speed differs. */
public interface LaneLoops {
  /** Rows of a tile; all its planes are made before its trees run. */
  int TILE = 2048;

  /** Rows of a word: one byte each, the first in the lowest. */
  int PER_WORD = Long.BYTES;

  /** Words of a tile. */
  int WORDS = TILE / PER_WORD;

  /** Words that a tree's steps should run over at a time, a divisor of {@link #WORDS}. */
  int span();

  /**
   * Packs ranks into a plane: byte i is ranks[i] − first, limited to 0..127, and with bit 7 set.
   *
   * @param ranks 8 × words of them
   * @param keep {@link Integer#MAX_VALUE} takes a missing rank to 127, −1 to 0
   */
  void pack(int[] ranks, int keep, int first, long[] plane, int words);

  /**
   * Makes a plane of bytes of ranks 0..254: byte i is ranks[i] or missing[i], less {@code first},
   * limited to 0..127, and with bit 7 set.
   *
   * @param missing what is to be set in ranks
   * @param first 0 or 127
   */
  void pack(long[] ranks, long[] missing, int first, long[] plane, int words);

  /**
   * Ranks numbers from {@code from} on, eight for each word, for as many words as these loops gain
   * from.
   *
   * @param words how many may be ranked
   * @return how many were, from the first on
   */
  int rank(CutBuckets buckets, float[] column, int from, int words, ByteRanks into);

  /**
   * Runs a tree's steps, at least one, over words {@code from}.. of the planes.
   *
   * @param words how many, at most {@link #span()}; more of a slot may be written
   * @param slots at least [tree.slots() + 1][span]; the leaf numbers come into slot 0
   */
  void run(LaneTree tree, long[][] planes, int from, int words, long[][] slots);

  /** The loops without the vector API. */
  static LaneLoops plain() {
    return new PlainLaneLoops();
  }
}
