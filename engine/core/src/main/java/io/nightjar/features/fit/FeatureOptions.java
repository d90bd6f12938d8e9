package io.nightjar.features.fit;

import io.nightjar.config.FeaturesConfig;
import io.nightjar.features.ColumnType;
import io.nightjar.features.DatePart;
import io.nightjar.features.InputColumn;
import java.io.Serializable;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * What the user says about features.
 *
 * @param reserved columns with a role of their own (label, id, time, weight, group): never features
 * @param include the only columns used; empty: all but the excluded
 * @param exclude columns to leave out
 * @param categorical columns to read as categories whatever their type; strings always are
 * @param numeric columns of strings to read as numbers
 * @param maxCategories the most distinct values that a categorical column may have
 * @param hashBits b: a column with more values is hashed to 2ᵇ places; 0: it is refused
 * @param dates the parts that are made of dates
 */
public record FeatureOptions(
    Set<String> reserved,
    Set<String> include,
    Set<String> exclude,
    Set<String> categorical,
    Set<String> numeric,
    int maxCategories,
    int hashBits,
    Set<DatePart> dates)
    implements Serializable {
  public FeatureOptions {
    reserved = Set.copyOf(reserved);
    include = Set.copyOf(include);
    exclude = Set.copyOf(exclude);
    categorical = Set.copyOf(categorical);
    numeric = Set.copyOf(numeric);
    dates = Set.copyOf(dates);
    if (maxCategories < 1) {
      throw new IllegalArgumentException(
          "features.max-categories is " + maxCategories + "; must be 1 or more");
    }
  }

  /**
   * The options of a job's config.
   *
   * @param reserved columns with a role of their own
   */
  public static FeatureOptions of(FeaturesConfig config, Collection<String> reserved) {
    return new FeatureOptions(
        Set.copyOf(reserved),
        Set.copyOf(config.columns()),
        Set.copyOf(config.exclude()),
        Set.copyOf(config.categorical()),
        Set.copyOf(config.numeric()),
        config.maxCategories(),
        config.hashBits().orElse(0),
        Set.copyOf(config.dates()));
  }

  /** Every column but the reserved ones, strings as categories, at most 256 of them. */
  public static FeatureOptions defaults(Collection<String> reserved) {
    return new FeatureOptions(
        Set.copyOf(reserved),
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        256,
        0,
        EnumSet.allOf(DatePart.class));
  }

  /** Whether a column is read as a number. */
  boolean numeric(InputColumn column) {
    boolean number = column.type().isNumeric();
    boolean asked = column.type() == ColumnType.STRING && numeric.contains(column.name());
    return (number || asked) && !categorical.contains(column.name());
  }
}
