package io.nightjar.kernels.simd.ensemble;

import io.nightjar.kernels.scalar.ensemble.ByteRanks;
import io.nightjar.kernels.scalar.ensemble.CutBuckets;
import io.nightjar.kernels.scalar.ensemble.LaneLoops;
import io.nightjar.kernels.scalar.ensemble.LaneTree;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Thirty-two rows in a vector of bytes. */
public final class VectorLaneLoops implements LaneLoops {
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_256;
  private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_256;
  private static final long ONES = 0x0101010101010101L;
  private static final long TOPS = 0x8080808080808080L;
  private static final int STEP = 4;

  /** Words that stay in the first-level cache with all their planes. */
  private static final int SPAN = 32;

  private final LaneLoops plain = LaneLoops.plain();

  /** Loops over vectors of 32 byte lanes. */
  public VectorLaneLoops() {}

  @Override
  public int span() {
    return SPAN;
  }

  @Override
  public void pack(int[] ranks, int keep, int first, long[] plane, int words) {
    plain.pack(ranks, keep, first, plane, words);
  }

  /** Loops over whole arrays need no help to become vectors. */
  @Override
  public void pack(long[] ranks, long[] missing, int first, long[] plane, int words) {
    plain.pack(ranks, missing, first, plane, words);
  }

  @Override
  public int rank(CutBuckets buckets, float[] column, int from, int words, ByteRanks into) {
    new VectorRanks().write(buckets, column, from, words, into);
    return words;
  }

  @Override
  public void run(LaneTree tree, long[][] planes, int from, int words, long[][] slots) {
    int[] steps = tree.steps();
    for (int s = 0; s < steps.length; s += LaneTree.STRIDE) {
      long[] into = slots[steps[s + 4]];
      if (steps[s] == LaneTree.EIGHT) {
        eight(planes, from, tree.splits(), steps[s + 1], steps[s + 2] * ONES, into);
      } else if (steps[s] == LaneTree.FOUR) {
        four(planes, from, tree.splits(), steps[s + 1], steps[s + 2] * ONES, into);
      } else {
        split(planes[steps[s]], from, steps, s, slots);
      }
    }
  }

  private static void split(long[] plane, int from, int[] steps, int s, long[][] slots) {
    byte cut = (byte) (steps[s + 1] | 0x80);
    int l = steps[s + 2];
    int r = steps[s + 3];
    long[] into = slots[steps[s + 4]];
    if (l < 0 && r < 0) {
      leaves(plane, from, cut, (byte) ~l, into);
    } else if (l < 0) {
      leafOrSlot(plane, from, cut, (byte) ~l, slots[r], into);
    } else if (r < 0) {
      slotOrLeaf(plane, from, cut, slots[l], (byte) ~r, into);
    } else {
      slots(plane, from, cut, slots[l], slots[r], into);
    }
  }

  private static void leaves(long[] plane, int from, byte cut, byte left, long[] into) {
    ByteVector l = ByteVector.broadcast(BYTES, left);
    ByteVector r = l.add((byte) 1);
    for (int i = 0; i < SPAN; i += STEP) {
      store(l.blend(r, right(plane, from + i, cut)), into, i);
    }
  }

  private static void leafOrSlot(
      long[] plane, int from, byte cut, byte leaf, long[] slot, long[] into) {
    ByteVector l = ByteVector.broadcast(BYTES, leaf);
    for (int i = 0; i < SPAN; i += STEP) {
      store(l.blend(load(slot, i), right(plane, from + i, cut)), into, i);
    }
  }

  private static void slotOrLeaf(
      long[] plane, int from, byte cut, long[] slot, byte leaf, long[] into) {
    ByteVector r = ByteVector.broadcast(BYTES, leaf);
    for (int i = 0; i < SPAN; i += STEP) {
      store(load(slot, i).blend(r, right(plane, from + i, cut)), into, i);
    }
  }

  private static void slots(long[] plane, int from, byte cut, long[] l, long[] r, long[] into) {
    for (int i = 0; i < SPAN; i += STEP) {
      store(load(l, i).blend(load(r, i), right(plane, from + i, cut)), into, i);
    }
  }

  /** Only the bit 7 of what is chosen counts: without masks, on the longs as they are. */
  private static void four(
      long[][] planes, int from, int[] splits, int at, long first, long[] into) {
    long[] p0 = planes[splits[at]];
    long[] p1 = planes[splits[at + 2]];
    long[] p2 = planes[splits[at + 4]];
    long c0 = (splits[at + 1] + 1) * ONES;
    long c1 = (splits[at + 3] + 1) * ONES;
    long c2 = (splits[at + 5] + 1) * ONES;
    for (int i = 0; i < SPAN; i += STEP) {
      LongVector t0 = above(p0, from + i, c0);
      LongVector low = choose(above(p1, from + i, c1), above(p2, from + i, c2), t0);
      bit(t0, 6).add(bit(low, 7)).add(first).intoArray(into, i);
    }
  }

  private static void eight(
      long[][] planes, int from, int[] splits, int at, long first, long[] into) {
    long[] p0 = planes[splits[at]];
    long[] p1 = planes[splits[at + 2]];
    long[] p2 = planes[splits[at + 4]];
    long[] p3 = planes[splits[at + 6]];
    long[] p4 = planes[splits[at + 8]];
    long[] p5 = planes[splits[at + 10]];
    long[] p6 = planes[splits[at + 12]];
    long c0 = (splits[at + 1] + 1) * ONES;
    long c1 = (splits[at + 3] + 1) * ONES;
    long c2 = (splits[at + 5] + 1) * ONES;
    long c3 = (splits[at + 7] + 1) * ONES;
    long c4 = (splits[at + 9] + 1) * ONES;
    long c5 = (splits[at + 11] + 1) * ONES;
    long c6 = (splits[at + 13] + 1) * ONES;
    for (int i = 0; i < SPAN; i += STEP) {
      int j = from + i;
      LongVector t0 = above(p0, j, c0);
      LongVector t1 = above(p1, j, c1);
      LongVector t2 = above(p2, j, c2);
      LongVector left = choose(above(p3, j, c3), above(p4, j, c4), t1);
      LongVector right = choose(above(p5, j, c5), above(p6, j, c6), t2);
      LongVector middle = bit(choose(t1, t2, t0), 6);
      LongVector low = bit(choose(left, right, t0), 7);
      bit(t0, 5).add(middle).add(low).add(first).intoArray(into, i);
    }
  }

  /** Bit 7 of a byte stays where the row goes right. */
  private static LongVector above(long[] plane, int i, long cut) {
    return LongVector.fromArray(LONGS, plane, i).sub(cut);
  }

  /** Bits of {@code right} where the mask's are set, else of {@code left}. */
  private static LongVector choose(LongVector left, LongVector right, LongVector mask) {
    return left.lanewise(VectorOperators.XOR, right)
        .lanewise(VectorOperators.AND, mask)
        .lanewise(VectorOperators.XOR, left);
  }

  private static LongVector bit(LongVector bytes, int right) {
    return bytes.lanewise(VectorOperators.AND, TOPS).lanewise(VectorOperators.LSHR, right);
  }

  private static VectorMask<Byte> right(long[] plane, int i, byte cut) {
    return load(plane, i).compare(VectorOperators.GT, cut);
  }

  private static ByteVector load(long[] words, int i) {
    return LongVector.fromArray(LONGS, words, i).reinterpretAsBytes();
  }

  private static void store(ByteVector bytes, long[] words, int i) {
    bytes.reinterpretAsLongs().intoArray(words, i);
  }
}
