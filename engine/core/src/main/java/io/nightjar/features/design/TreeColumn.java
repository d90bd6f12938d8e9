package io.nightjar.features.design;

/**
 * One float32 column that trees split on; NaN means missing.
 *
 * @param name such as {@code age} or {@code since:month}
 * @param source the input column it is made of
 * @param categories how many categories it holds, as whole numbers 0..categories−1; 0 for a number
 */
public record TreeColumn(String name, String source, int categories) {

  /** Whether its values are categories, which have no order. */
  public boolean categorical() {
    return categories > 0;
  }
}
