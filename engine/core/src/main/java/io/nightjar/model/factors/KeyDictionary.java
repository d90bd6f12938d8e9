package io.nightjar.model.factors;

import io.nightjar.features.ColumnType;
import io.nightjar.features.design.KeyPlaces;
import java.io.Serializable;
import java.util.Arrays;

/** The keys of users or items in ascending order, each once: a key's place is its number. */
public sealed interface KeyDictionary extends KeyPlaces, Serializable permits NumberKeys, TextKeys {

  /** LONG or STRING. */
  ColumnType type();

  /** How many keys. */
  int size();

  /** The key in a place: a Long or a String. */
  Object key(int place);

  /** How many bytes the keys take, about. */
  long bytes();

  /** Whole numbers; sorts the array and keeps it. */
  static KeyDictionary ofNumbers(long[] keys) {
    Arrays.sort(keys);
    return new NumberKeys(keys);
  }
}
