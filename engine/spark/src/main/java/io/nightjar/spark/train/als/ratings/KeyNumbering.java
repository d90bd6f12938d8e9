package io.nightjar.spark.train.als.ratings;

import io.nightjar.features.ColumnType;
import io.nightjar.features.raw.NumberColumn;
import io.nightjar.features.raw.RawColumn;
import io.nightjar.model.factors.KeyDictionary;
import io.nightjar.model.factors.TextKeys;
import io.nightjar.spark.train.task.KeyHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers the keys of a partition's rows in the order in which they are met. */
abstract sealed class KeyNumbering {
  /** The number of a row that has no key. */
  static final int NONE = -1;

  /** A numbering of keys of one type: text, or else whole numbers. */
  static KeyNumbering of(ColumnType type) {
    return type == ColumnType.STRING ? new OfTexts() : new OfNumbers();
  }

  /** The numbers of the first rows' keys. */
  abstract int[] numbers(RawColumn column, int rows);

  /** All keys that were met, in order. */
  abstract KeyDictionary dictionary();

  /** By number, the place in that dictionary. */
  abstract int[] places(KeyDictionary dictionary);

  /** By open addressing, so that no object is made of a key. */
  private static final class OfNumbers extends KeyNumbering {
    private static final int FIRST = 1024;

    private long[] keys = new long[FIRST];
    private int size;

    /** A key's number and 1; 0 where there is none. */
    private int[] slots = new int[2 * FIRST];

    @Override
    int[] numbers(RawColumn column, int rows) {
      NumberColumn numbers = (NumberColumn) column;
      int[] found = new int[rows];
      for (int row = 0; row < rows; row++) {
        found[row] = numbers.isNull(row) ? NONE : number(key(numbers, row));
      }
      return found;
    }

    private static long key(NumberColumn numbers, int row) {
      return numbers.type() == ColumnType.LONG
          ? numbers.longs()[row]
          : (long) numbers.values()[row];
    }

    private int number(long key) {
      int slot = slot(key);
      if (slots[slot] != 0) {
        return slots[slot] - 1;
      }
      if (size == keys.length) {
        grow();
        slot = slot(key);
      }
      keys[size] = key;
      slots[slot] = ++size;
      return size - 1;
    }

    /** Where the key is, or would be. */
    private int slot(long key) {
      int mask = slots.length - 1;
      int slot = (int) KeyHash.mix(key) & mask;
      while (slots[slot] != 0 && keys[slots[slot] - 1] != key) {
        slot = slot + 1 & mask;
      }
      return slot;
    }

    private void grow() {
      keys = Arrays.copyOf(keys, Math.multiplyExact(2, size));
      slots = new int[Math.multiplyExact(2, keys.length)];
      for (int number = 0; number < size; number++) {
        slots[slot(keys[number])] = number + 1;
      }
    }

    @Override
    KeyDictionary dictionary() {
      return KeyDictionary.ofNumbers(Arrays.copyOf(keys, size));
    }

    @Override
    int[] places(KeyDictionary dictionary) {
      return Arrays.stream(keys, 0, size).mapToInt(dictionary::place).toArray();
    }
  }

  private static final class OfTexts extends KeyNumbering {
    private final Map<Object, Integer> numbers = new HashMap<>();
    private final List<String> keys = new ArrayList<>();

    @Override
    int[] numbers(RawColumn column, int rows) {
      int[] found = new int[rows];
      for (int row = 0; row < rows; row++) {
        found[row] = number(column.value(row));
      }
      return found;
    }

    private int number(Object key) {
      if (key == null) {
        return NONE;
      }
      Integer number = numbers.get(key);
      if (number != null) {
        return number;
      }
      numbers.put(key, keys.size());
      keys.add((String) key);
      return keys.size() - 1;
    }

    @Override
    KeyDictionary dictionary() {
      return TextKeys.of(keys);
    }

    @Override
    int[] places(KeyDictionary dictionary) {
      return keys.stream().mapToInt(dictionary::place).toArray();
    }
  }
}
