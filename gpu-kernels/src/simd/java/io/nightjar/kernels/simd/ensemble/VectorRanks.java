package io.nightjar.kernels.simd.ensemble;

import io.nightjar.kernels.scalar.ensemble.ByteRanks;
import io.nightjar.kernels.scalar.ensemble.CutBuckets;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Ranks of eight numbers at a time, which are one word; for one thread. */
final class VectorRanks {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_256;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_256;
  private static final int ROWS = Long.BYTES;
  private static final int INFINITY = 0x7f800000;

  /** Places to look up, and pairs of bytes that are to become a word. */
  private final int[] places = new int[ROWS];

  private final long[] pairs = new long[Long.BYTES / 2];

  void write(CutBuckets buckets, float[] column, int from, int words, ByteRanks into) {
    int last = buckets.firsts().length - 1;
    for (int w = 0; w < words; w++) {
      FloatVector x = FloatVector.fromArray(FLOATS, column, from + ROWS * w);
      IntVector bucket =
          x.sub(buckets.least())
              .mul(buckets.perBucket())
              .add(CutBuckets.WHOLE)
              .reinterpretAsInts()
              .max(CutBuckets.WHOLE_BITS)
              .sub(CutBuckets.WHOLE_BITS)
              .min(last);
      IntVector rank = at(buckets.firsts(), bucket);
      IntVector key = key(x);
      for (int c = 0; c < buckets.comparisons(); c++) {
        VectorMask<Integer> less = at(buckets.cuts(), rank).compare(VectorOperators.LT, key);
        rank = rank.add(1, less);
      }
      VectorMask<Integer> nan =
          x.reinterpretAsInts()
              .lanewise(VectorOperators.AND, Integer.MAX_VALUE)
              .compare(VectorOperators.GT, INFINITY);
      if (nan.anyTrue()) {
        into.ranks()[w] = word(rank.blend(0, nan));
        into.missing()[w] = word(IntVector.zero(INTS).blend(ByteRanks.MOST, nan));
      } else {
        into.ranks()[w] = word(rank);
        into.missing()[w] = 0;
      }
    }
  }

  /** Orders as the numbers do; both zeros have the same. */
  private static IntVector key(FloatVector x) {
    IntVector bits = x.add(0f).reinterpretAsInts();
    return bits.lanewise(
        VectorOperators.XOR,
        bits.lanewise(VectorOperators.ASHR, Integer.SIZE - 1)
            .lanewise(VectorOperators.AND, Integer.MAX_VALUE));
  }

  private IntVector at(int[] table, IntVector place) {
    place.intoArray(places, 0);
    return IntVector.fromArray(INTS, table, 0, places, 0);
  }

  /** The low bytes of the lanes: first of two in a long each, then of all four longs. */
  private long word(IntVector lanes) {
    LongVector two = lanes.reinterpretAsLongs();
    two.lanewise(VectorOperators.OR, two.lanewise(VectorOperators.LSHR, 24)).intoArray(pairs, 0);
    return pairs[0] & 0xffff
        | (pairs[1] & 0xffff) << 16
        | (pairs[2] & 0xffff) << 32
        | (pairs[3] & 0xffff) << 48;
  }
}
