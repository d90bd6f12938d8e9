package io.nightjar.model.factors;

import java.io.Serializable;
import java.util.Arrays;

/** The factors of users or of items, a row for each key of a dictionary; immutable. */
public final class KeyedFactors implements Serializable {
  private static final long serialVersionUID = 1L;

  private final KeyDictionary keys;
  private final int rank;
  private final float[] values;

  /**
   * Factors by key.
   *
   * @param values row-major [keys][rank], finite; borrowed
   */
  public KeyedFactors(KeyDictionary keys, int rank, float[] values) {
    if (rank < 1 || keys.size() < 1 || values.length != (long) keys.size() * rank) {
      throw new IllegalArgumentException(
          "%d keys have %d factors of rank %d; must be keys·rank, with 1 key and rank 1 at least"
              .formatted(keys.size(), values.length, rank));
    }
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "factor %d of key %s is %s; must be finite"
                .formatted(i % rank, keys.key(i / rank), values[i]));
      }
    }
    this.keys = keys;
    this.rank = rank;
    this.values = values;
  }

  /** The keys by place. */
  public KeyDictionary keys() {
    return keys;
  }

  /** How many keys. */
  public int size() {
    return keys.size();
  }

  /** Factors a key. */
  public int rank() {
    return rank;
  }

  /** All of them, row-major [keys][rank]; borrowed. */
  public float[] values() {
    return values;
  }

  /** u·v of one row here and one there, in float64. */
  public double product(int place, KeyedFactors other, int otherPlace) {
    double sum = 0;
    for (int f = 0; f < rank; f++) {
      sum = Math.fma((double) values[place * rank + f], other.values[otherPlace * rank + f], sum);
    }
    return sum;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyedFactors that
        && rank == that.rank
        && keys.equals(that.keys)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * keys.hashCode() + Arrays.hashCode(values);
  }
}
