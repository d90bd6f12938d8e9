package io.nightjar.kernels.scalar.ensemble;

/**
 * Eight rows in a long, a byte each. Every loop runs over whole arrays without offsets, which the
 * JVM's compiler turns into vectors. Bytes of planes are 0..127, so that bit 7 is free for the
 * borrow of a subtraction: it stays where the row goes right.
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
      plane[w] = word;
    }
  }

  @Override
  public void run(LaneTree tree, long[][] planes, int from, int words, long[][] slots) {
    int[] steps = tree.steps();
    for (int s = 0; s < steps.length; s += LaneTree.STRIDE) {
      long[] plane = planes[steps[s]];
      long right = (steps[s + 1] + 1) * ONES;
      int l = steps[s + 2];
      int r = steps[s + 3];
      long[] into = slots[steps[s + 4]];
      if (l < 0 && r < 0) {
        leaves(plane, right, ~l * ONES, into, words);
      } else if (l < 0) {
        leafOrSlot(plane, right, ~l * ONES, slots[r], into, words);
      } else if (r < 0) {
        slotOrLeaf(plane, right, slots[l], ~r * ONES, into, words);
      } else {
        slots(plane, right, slots[l], slots[r], into, words);
      }
    }
  }

  /** Two leaves side by side are numbered one after the other. */
  private static void leaves(long[] plane, long right, long left, long[] into, int words) {
    for (int i = 0; i < words; i++) {
      into[i] = left + ((((plane[i] | TOPS) - right) & TOPS) >>> 7);
    }
  }

  private static void leafOrSlot(
      long[] plane, long right, long leaf, long[] slot, long[] into, int words) {
    for (int i = 0; i < words; i++) {
      long top = ((plane[i] | TOPS) - right) & TOPS;
      into[i] = leaf ^ ((leaf ^ slot[i]) & ((top << 1) - (top >>> 7)));
    }
  }

  private static void slotOrLeaf(
      long[] plane, long right, long[] slot, long leaf, long[] into, int words) {
    for (int i = 0; i < words; i++) {
      long top = ((plane[i] | TOPS) - right) & TOPS;
      into[i] = slot[i] ^ ((slot[i] ^ leaf) & ((top << 1) - (top >>> 7)));
    }
  }

  private static void slots(long[] plane, long right, long[] l, long[] r, long[] into, int words) {
    for (int i = 0; i < words; i++) {
      long top = ((plane[i] | TOPS) - right) & TOPS;
      into[i] = l[i] ^ ((l[i] ^ r[i]) & ((top << 1) - (top >>> 7)));
    }
  }
}
