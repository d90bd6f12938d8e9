package io.nightjar.features.fit;

import java.io.Serializable;
import java.util.Set;

/**
 * What the user says about features.
 *
 * @param reserved columns with a role of their own (label, id, time, weight, group): never features
 * @param exclude columns to leave out
 * @param categorical integer columns to read as categories; strings always are
 * @param maxCategories the most distinct values that a categorical column may have
 */
public record FeatureOptions(
    Set<String> reserved, Set<String> exclude, Set<String> categorical, int maxCategories)
    implements Serializable {
  /** The default of {@code features.max-categories}. */
  public static final int DEFAULT_MAX_CATEGORIES = 256;

  public FeatureOptions {
    reserved = Set.copyOf(reserved);
    exclude = Set.copyOf(exclude);
    categorical = Set.copyOf(categorical);
    if (maxCategories < 1) {
      throw new IllegalArgumentException(
          "features.max-categories is " + maxCategories + "; must be 1 or more");
    }
  }

  /** Every column but the reserved ones, strings as categories. */
  public static FeatureOptions defaults(Set<String> reserved) {
    return new FeatureOptions(reserved, Set.of(), Set.of(), DEFAULT_MAX_CATEGORIES);
  }
}
