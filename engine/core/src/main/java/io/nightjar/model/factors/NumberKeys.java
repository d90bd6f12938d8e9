package io.nightjar.model.factors;

import io.nightjar.features.ColumnType;
import java.util.Arrays;

/** Keys that are whole numbers; immutable. */
public final class NumberKeys implements KeyDictionary {
  private static final long serialVersionUID = 1L;

  private final long[] keys;

  /**
   * A dictionary of keys.
   *
   * @param ascending strictly; borrowed
   */
  public NumberKeys(long[] ascending) {
    for (int i = 1; i < ascending.length; i++) {
      if (ascending[i] <= ascending[i - 1]) {
        throw new IllegalArgumentException(
            "key %d follows key %d; must be greater".formatted(ascending[i], ascending[i - 1]));
      }
    }
    this.keys = ascending;
  }

  /** The keys, borrowed. */
  public long[] keys() {
    return keys;
  }

  @Override
  public ColumnType type() {
    return ColumnType.LONG;
  }

  @Override
  public int size() {
    return keys.length;
  }

  @Override
  public Object key(int place) {
    return keys[place];
  }

  @Override
  public long bytes() {
    return (long) Long.BYTES * keys.length;
  }

  @Override
  public boolean fits(Object raw) {
    return raw instanceof Long
        || raw instanceof Integer
        || raw instanceof Short
        || raw instanceof Byte;
  }

  @Override
  public int place(Object raw) {
    return Math.max(NONE, Arrays.binarySearch(keys, ((Number) raw).longValue()));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NumberKeys that && Arrays.equals(keys, that.keys);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(keys);
  }
}
