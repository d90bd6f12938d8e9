package io.nightjar.config;

import io.nightjar.config.hocon.Kind;
import io.nightjar.config.hocon.Property;
import io.nightjar.config.hocon.Settings;
import io.nightjar.features.DatePart;
import io.nightjar.features.HashedFeature;
import java.util.List;
import java.util.Optional;

/**
 * Which columns become features, and how. Label, id, time, weight and group never do.
 *
 * @param columns the only columns used; empty: all but the excluded
 * @param exclude columns left out
 * @param categorical columns taken as categories whatever their type; text always is
 * @param numeric text columns read as numbers
 * @param maxCategories a text column with more values than this is refused
 * @param hashBits b: such a column is hashed to 2ᵇ places instead; empty: it is refused
 * @param dates what is made of a date or timestamp
 */
public record FeaturesConfig(
    List<String> columns,
    List<String> exclude,
    List<String> categorical,
    List<String> numeric,
    int maxCategories,
    Optional<Integer> hashBits,
    List<DatePart> dates) {

  static final Property<List<String>> COLUMNS =
      Property.of(
          "features.columns",
          Kind.names(),
          List.of(),
          "the only columns used; all but vectors where empty");
  static final Property<List<String>> EXCLUDE =
      Property.of("features.exclude", Kind.names(), List.of(), "columns that are never features");
  static final Property<List<String>> CATEGORICAL =
      Property.optional(
          "features.categorical",
          Kind.autoOrNames(),
          "auto",
          "columns that are categories whatever their type; text always is");
  static final Property<List<String>> NUMERIC =
      Property.of(
          "features.numeric", Kind.names(), List.of(), "text columns that are read as numbers");
  static final Property<Integer> MAX_CATEGORIES =
      Property.of(
          "features.max-categories",
          Kind.integer(2, 65_536),
          256,
          "the most distinct values of a categorical column; one with more is refused, or hashed where there are hash-bits");
  static final Property<Integer> HASH_BITS =
      Property.optional(
          "features.hash-bits",
          Kind.integer(HashedFeature.LEAST_BITS, HashedFeature.MOST_BITS),
          "none",
          "b: a categorical column with more values than max-categories is hashed to 2^b columns instead of being refused (logistic, linear, poisson)");
  static final Property<List<DatePart>> DATES =
      Property.of(
          "features.dates",
          Kind.listOf(DatePart.class),
          List.of(DatePart.values()),
          "the parts made of each date or timestamp; the hour of timestamps alone");

  /** Every setting, in the order of the reference. */
  public static List<Property<?>> properties() {
    return List.of(COLUMNS, EXCLUDE, CATEGORICAL, NUMERIC, MAX_CATEGORIES, HASH_BITS, DATES);
  }

  static FeaturesConfig read(Settings settings) {
    return new FeaturesConfig(
        settings.read(COLUMNS),
        settings.read(EXCLUDE),
        settings.read(CATEGORICAL),
        settings.read(NUMERIC),
        settings.read(MAX_CATEGORIES),
        settings.find(HASH_BITS),
        settings.read(DATES));
  }

  public FeaturesConfig {
    columns = List.copyOf(columns);
    exclude = List.copyOf(exclude);
    categorical = List.copyOf(categorical);
    numeric = List.copyOf(numeric);
    dates = List.copyOf(dates);
  }
}
