package io.nightjar.kernels.scalar.ensemble;

/**
 * Eight rows in a long, a byte each. Every loop runs over whole arrays without offsets, which the
 * JVM's compiler turns into vectors. A plane's bit 7 is set, and stays set after the subtraction of
 * cut + 1 where the row goes right.
 */
final class PlainLaneLoops implements LaneLoops {
  private static final long ONES = 0x0101010101010101L;
  private static final long TOPS = 0x8080808080808080L;

  @Override
  public int span() {
    return WORDS;
  }

  @Override
  public void pack(int[] ranks, int keep, int first, long[] plane, int words) {
    for (int w = 0; w < words; w++) {
      long word = 0;
      for (int b = 0; b < PER_WORD; b++) {
        int above = (ranks[PER_WORD * w + b] & keep) - first;
        word |= (long) Math.max(0, Math.min(LanePlanes.TOP, above)) << (Byte.SIZE * b);
      }
      plane[w] = word | TOPS;
    }
  }

  @Override
  public void pack(long[] ranks, long[] missing, int first, long[] plane, int words) {
    if (first == 0) {
      packLow(ranks, missing, plane, words);
    } else {
      packHigh(ranks, missing, plane, words);
    }
  }

  /** Ranks from 128 on have bit 7 and become 127. */
  private static void packLow(long[] ranks, long[] missing, long[] plane, int words) {
    for (int i = 0; i < words; i++) {
      long rank = ranks[i] | missing[i];
      long top = rank & TOPS;
      plane[i] = rank | ((top << 1) - (top >>> 7)) | TOPS;
    }
  }

  /** With one added, ranks from 127 on have bit 7, and below it what they are above 127. */
  private static void packHigh(long[] ranks, long[] missing, long[] plane, int words) {
    for (int i = 0; i < words; i++) {
      long rank = (ranks[i] | missing[i]) + ONES;
      long top = rank & TOPS;
      plane[i] = (rank & ((top << 1) - (top >>> 7))) | TOPS;
    }
  }

  /** None: one number at a time is as fast. */
  @Override
  public int rank(CutBuckets buckets, float[] column, int from, int words, ByteRanks into) {
    return 0;
  }

  @Override
  public void run(LaneTree tree, long[][] planes, int from, int words, long[][] slots) {
    int[] steps = tree.steps();
    for (int s = 0; s < steps.length; s += LaneTree.STRIDE) {
      long[] into = slots[steps[s + 4]];
      if (steps[s] == LaneTree.EIGHT) {
        eight(planes, tree.splits(), steps[s + 1], steps[s + 2] * ONES, slots, into, words);
      } else if (steps[s] == LaneTree.FOUR) {
        int at = steps[s + 1];
        four(planes, tree.splits(), at, at + 2, steps[s + 2] * ONES, into, words);
      } else {
        split(planes[steps[s]], steps, s, slots, words);
      }
    }
  }

  private static void split(long[] plane, int[] steps, int s, long[][] slots, int words) {
    long cut = (steps[s + 1] + 1) * ONES;
    int l = steps[s + 2];
    int r = steps[s + 3];
    long[] into = slots[steps[s + 4]];
    if (l < 0 && r < 0) {
      leaves(plane, cut, ~l * ONES, into, words);
    } else if (l < 0) {
      leafOrSlot(plane, cut, ~l * ONES, slots[r], into, words);
    } else if (r < 0) {
      slotOrLeaf(plane, cut, slots[l], ~r * ONES, into, words);
    } else {
      slots(plane, cut, slots[l], slots[r], into, words);
    }
  }

  /** Two leaves side by side are numbered one after the other. */
  private static void leaves(long[] plane, long cut, long left, long[] into, int words) {
    for (int i = 0; i < words; i++) {
      into[i] = left + (((plane[i] - cut) & TOPS) >>> 7);
    }
  }

  private static void leafOrSlot(
      long[] plane, long cut, long leaf, long[] slot, long[] into, int words) {
    for (int i = 0; i < words; i++) {
      long top = (plane[i] - cut) & TOPS;
      into[i] = leaf ^ ((leaf ^ slot[i]) & ((top << 1) - (top >>> 7)));
    }
  }

  private static void slotOrLeaf(
      long[] plane, long cut, long[] slot, long leaf, long[] into, int words) {
    for (int i = 0; i < words; i++) {
      long top = (plane[i] - cut) & TOPS;
      into[i] = slot[i] ^ ((slot[i] ^ leaf) & ((top << 1) - (top >>> 7)));
    }
  }

  private static void slots(long[] plane, long cut, long[] l, long[] r, long[] into, int words) {
    for (int i = 0; i < words; i++) {
      long top = (plane[i] - cut) & TOPS;
      into[i] = l[i] ^ ((l[i] ^ r[i]) & ((top << 1) - (top >>> 7)));
    }
  }

  /** In three loops, because the compiler gives up on one of seven planes. */
  private static void eight(
      long[][] planes, int[] splits, int at, long first, long[][] slots, long[] into, int words) {
    long[] spare = slots[slots.length - 1];
    four(planes, splits, at + 2, at + 6, first, into, words);
    four(planes, splits, at + 4, at + 10, first + 4 * ONES, spare, words);
    slots(planes[splits[at]], (splits[at + 1] + 1) * ONES, into, spare, into, words);
  }

  /** Only the bit 7 of what is chosen counts, so that no mask of whole bytes is needed. */
  private static void four(
      long[][] planes, int[] splits, int root, int at, long first, long[] into, int words) {
    long[] p0 = planes[splits[root]];
    long[] p1 = planes[splits[at]];
    long[] p2 = planes[splits[at + 2]];
    long c0 = (splits[root + 1] + 1) * ONES;
    long c1 = (splits[at + 1] + 1) * ONES;
    long c2 = (splits[at + 3] + 1) * ONES;
    for (int i = 0; i < words; i++) {
      long t0 = p0[i] - c0;
      long t1 = p1[i] - c1;
      long low = t1 ^ ((t1 ^ (p2[i] - c2)) & t0);
      into[i] = first + ((t0 & TOPS) >>> 6) + ((low & TOPS) >>> 7);
    }
  }
}
