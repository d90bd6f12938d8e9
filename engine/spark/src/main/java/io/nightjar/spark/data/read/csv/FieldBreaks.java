package io.nightjar.spark.data.read.csv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks for what parts a line's fields eight bytes at a time. Marks of a word have bit 7 of each
 * byte that is meant, the line's first in the lowest; no byte's mark hangs on its neighbours
 * (Warren, Hacker's Delight, 2nd edition, section 6-1).
 */
final class FieldBreaks {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long LOW = 0x7f7f7f7f7f7f7f7fL;

  /** Bits that every byte from the blank on has one of, and none below it. */
  private static final long FROM_BLANK = 0xe0e0e0e0e0e0e0e0L;

  private static final long TABS = '\t' * ONES;

  private final long delimiters;
  private final long quotes;

  /** Of a delimiter and a quote in ASCII. */
  FieldBreaks(byte delimiter, byte quote) {
    this.delimiters = delimiter * ONES;
    this.quotes = quote * ONES;
  }

  /** Eight bytes of a line from {@code at} on. */
  static long word(byte[] line, int at) {
    return (long) LONGS.get(line, at);
  }

  /** Marks the delimiters. */
  long delimiters(long word) {
    return zeros(word ^ delimiters);
  }

  /** Marks quotes and characters that may end a line; delimiters may be marked too. */
  long ends(long word) {
    long controls = zeros(word & FROM_BLANK) & ~zeros(word ^ TABS);
    return zeros(word ^ quotes) | controls;
  }

  /** Marks the bytes that are 0. */
  private static long zeros(long word) {
    return ~(((word & LOW) + LOW) | word | LOW);
  }
}
