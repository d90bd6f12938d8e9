package io.nightjar.config;

import java.util.List;

/**
 * Which columns become features, and how. Label, id, time, weight and group never do.
 *
 * @param include the only columns used; empty: all but the excluded
 * @param exclude columns left out
 * @param categorical columns taken as categories whatever their type, besides text and booleans
 * @param numeric text columns read as numbers
 * @param maxCategories a text column with more values than this is refused
 * @param dates what is made of a date or timestamp
 */
public record FeaturesConfig(
    List<String> include,
    List<String> exclude,
    List<String> categorical,
    List<String> numeric,
    int maxCategories,
    List<DatePart> dates) {

  /** A number made of a date or timestamp. */
  public enum DatePart {
    YEAR,
    /** 1..12. */
    MONTH,
    /** Day of the month, 1..31. */
    DAY,
    /** 1 (Monday)..7. */
    WEEKDAY,
    /** 0..23; timestamps only. */
    HOUR
  }

  public FeaturesConfig {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    categorical = List.copyOf(categorical);
    numeric = List.copyOf(numeric);
    dates = List.copyOf(dates);
  }
}
