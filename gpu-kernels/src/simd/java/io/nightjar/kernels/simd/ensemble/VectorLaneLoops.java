package io.nightjar.kernels.simd.ensemble;

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
  private static final int STEP = 4;

  /** Words that stay in the first-level cache with all their planes. */
  private static final int SPAN = 256;

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

  @Override
  public void run(LaneTree tree, long[][] planes, int from, int words, long[][] slots) {
    int[] steps = tree.steps();
    for (int s = 0; s < steps.length; s += LaneTree.STRIDE) {
      long[] plane = planes[steps[s]];
      byte cut = (byte) steps[s + 1];
      int l = steps[s + 2];
      int r = steps[s + 3];
      long[] into = slots[steps[s + 4]];
      if (l < 0 && r < 0) {
        leaves(plane, from, cut, (byte) ~l, into, words);
      } else if (l < 0) {
        leafOrSlot(plane, from, cut, (byte) ~l, slots[r], into, words);
      } else if (r < 0) {
        slotOrLeaf(plane, from, cut, slots[l], (byte) ~r, into, words);
      } else {
        slots(plane, from, cut, slots[l], slots[r], into, words);
      }
    }
  }

  private static void leaves(long[] plane, int from, byte cut, byte left, long[] into, int words) {
    ByteVector l = ByteVector.broadcast(BYTES, left);
    ByteVector r = ByteVector.broadcast(BYTES, (byte) (left + 1));
    for (int i = 0; i < words; i += STEP) {
      store(l.blend(r, right(plane, from + i, cut)), into, i);
    }
  }

  private static void leafOrSlot(
      long[] plane, int from, byte cut, byte leaf, long[] slot, long[] into, int words) {
    ByteVector l = ByteVector.broadcast(BYTES, leaf);
    for (int i = 0; i < words; i += STEP) {
      store(l.blend(load(slot, i), right(plane, from + i, cut)), into, i);
    }
  }

  private static void slotOrLeaf(
      long[] plane, int from, byte cut, long[] slot, byte leaf, long[] into, int words) {
    ByteVector r = ByteVector.broadcast(BYTES, leaf);
    for (int i = 0; i < words; i += STEP) {
      store(load(slot, i).blend(r, right(plane, from + i, cut)), into, i);
    }
  }

  private static void slots(
      long[] plane, int from, byte cut, long[] l, long[] r, long[] into, int words) {
    for (int i = 0; i < words; i += STEP) {
      store(load(l, i).blend(load(r, i), right(plane, from + i, cut)), into, i);
    }
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
