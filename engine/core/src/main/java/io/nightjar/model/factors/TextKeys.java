package io.nightjar.model.factors;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nightjar.features.ColumnType;
import java.util.Arrays;
import java.util.List;

/** Keys that are texts, in the order of their UTF-8 bytes, unsigned; immutable. */
public final class TextKeys implements KeyDictionary {
  private static final long serialVersionUID = 1L;

  private final byte[] bytes;
  private final int[] ends;

  /**
   * A dictionary of keys.
   *
   * @param bytes the keys' UTF-8, one behind the other, strictly ascending; borrowed
   * @param ends by key, the place behind its last byte; borrowed
   */
  public TextKeys(byte[] bytes, int[] ends) {
    this.bytes = bytes;
    this.ends = ends;
    int start = 0;
    for (int end : ends) {
      if (end < start) {
        throw new IllegalArgumentException(
            "a key ends at byte %d; must be %d or more".formatted(end, start));
      }
      start = end;
    }
    if (start != bytes.length) {
      throw new IllegalArgumentException(
          "the last key ends at byte %d; must be %d".formatted(start, bytes.length));
    }
    for (int i = 1; i < ends.length; i++) {
      if (compare(i - 1, i) >= 0) {
        throw new IllegalArgumentException(
            "key \"%s\" follows key \"%s\"; must be greater".formatted(key(i), key(i - 1)));
      }
    }
  }

  /**
   * A dictionary of some keys, each once.
   *
   * @throws IllegalArgumentException if they take 2 GiB or more
   */
  public static TextKeys of(List<String> keys) {
    byte[][] all = keys.stream().map(key -> key.getBytes(UTF_8)).toArray(byte[][]::new);
    Arrays.sort(all, Arrays::compareUnsigned);
    long length = Arrays.stream(all).mapToLong(key -> key.length).sum();
    if (length > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "the keys take " + length + " bytes; must be " + Integer.MAX_VALUE + " at most");
    }
    byte[] bytes = new byte[(int) length];
    int[] ends = new int[all.length];
    int end = 0;
    for (int i = 0; i < all.length; i++) {
      System.arraycopy(all[i], 0, bytes, end, all[i].length);
      end += all[i].length;
      ends[i] = end;
    }
    return new TextKeys(bytes, ends);
  }

  /** The keys' UTF-8, borrowed. */
  public byte[] utf8() {
    return bytes;
  }

  /** By key, the place behind its last byte; borrowed. */
  public int[] ends() {
    return ends;
  }

  @Override
  public ColumnType type() {
    return ColumnType.STRING;
  }

  @Override
  public int size() {
    return ends.length;
  }

  @Override
  public Object key(int place) {
    return new String(bytes, start(place), ends[place] - start(place), UTF_8);
  }

  @Override
  public long bytes() {
    return bytes.length + (long) Integer.BYTES * ends.length;
  }

  @Override
  public boolean fits(Object raw) {
    return raw instanceof String;
  }

  @Override
  public int place(Object raw) {
    byte[] wanted = ((String) raw).getBytes(UTF_8);
    int low = 0;
    int high = ends.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order =
          Arrays.compareUnsigned(bytes, start(middle), ends[middle], wanted, 0, wanted.length);
      if (order == 0) {
        return middle;
      }
      low = order < 0 ? middle + 1 : low;
      high = order < 0 ? high : middle - 1;
    }
    return NONE;
  }

  private int compare(int one, int other) {
    return Arrays.compareUnsigned(bytes, start(one), ends[one], bytes, start(other), ends[other]);
  }

  private int start(int place) {
    return place == 0 ? 0 : ends[place - 1];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TextKeys that
        && Arrays.equals(bytes, that.bytes)
        && Arrays.equals(ends, that.ends);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(bytes) + Arrays.hashCode(ends);
  }
}
