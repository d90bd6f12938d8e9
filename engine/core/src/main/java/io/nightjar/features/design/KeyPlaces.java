package io.nightjar.features.design;

/** Where keys stand in a dictionary; immutable. */
public interface KeyPlaces {
  /** The place of a key that isn't there. */
  int NONE = -1;

  /** Whether a value is of the dictionary's type. */
  boolean fits(Object raw);

  /** The place of a value that fits, 0..keys−1, or {@link #NONE}. */
  int place(Object raw);
}
