package io.nightjar.features;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A category of too many values for a list, which are hashed to 2ᵇ places (Weinberger, Dasgupta,
 * Langford, Smola and Attenberg 2009, "Feature Hashing for Large Scale Multitask Learning", without
 * its signs): the place of a value is the lowest b bits of MurmurHash3_x86_32, seed 0, of its text
 * in UTF-8. Values of one place are one to the model, and one that training never met has a place
 * too. Missing is a place of its own, 2ᵇ, where training met it.
 *
 * @param column the input column
 * @param type the type that the column is read as; a value's text is {@link
 *     CategoryText#of(Object)}
 * @param bits b, {@link #LEAST_BITS}..{@link #MOST_BITS}
 * @param missing what was missing in training
 */
public record HashedFeature(String column, ColumnType type, int bits, Missing missing)
    implements Feature {
  /** The fewest bits that are worth hashing to. */
  public static final int LEAST_BITS = 4;

  /** A million places. */
  public static final int MOST_BITS = 20;

  private static final int SEED = 0;

  public HashedFeature {
    Objects.requireNonNull(column, "column");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(missing, "missing");
    if (bits < LEAST_BITS || bits > MOST_BITS) {
      throw new IllegalArgumentException(
          "%s is hashed to %d bits; must be %d..%d".formatted(column, bits, LEAST_BITS, MOST_BITS));
    }
  }

  /** How many places values have: 2ᵇ. */
  public int places() {
    return 1 << bits;
  }

  /** The place of a value by its text, 0..2ᵇ − 1. */
  public int place(String text) {
    return MurmurHash3.of(text.getBytes(StandardCharsets.UTF_8), SEED) & (places() - 1);
  }

  @Override
  public String whenMissing() {
    return missing.seen() ? "place " + places() : "no place at all";
  }
}
