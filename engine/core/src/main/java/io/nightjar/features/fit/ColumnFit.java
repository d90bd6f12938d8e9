package io.nightjar.features.fit;

import io.nightjar.features.BooleanFeature;
import io.nightjar.features.CategoricalFeature;
import io.nightjar.features.CategoryText;
import io.nightjar.features.ColumnType;
import io.nightjar.features.DateFeature;
import io.nightjar.features.DatePart;
import io.nightjar.features.Feature;
import io.nightjar.features.HashedFeature;
import io.nightjar.features.InputColumn;
import io.nightjar.features.NumericFeature;
import io.nightjar.features.NumericRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of one column: a feature, or a warning that says why it was dropped (or both), or a
 * problem.
 */
record ColumnFit(Optional<Feature> feature, Optional<String> warning, Optional<String> problem) {

  static ColumnFit of(FeatureOptions options, InputColumn column, ColumnStatistics statistics) {
    String name = statistics.column();
    if (statistics instanceof ColumnStatistics.Numeric numeric
        && numeric.unusable().infinities() > 0) {
      return refused(infinite(numeric));
    }
    if (statistics instanceof ColumnStatistics.Numeric numeric && numeric.unusable().texts() > 0) {
      return refused(texts(numeric));
    }
    if (statistics.present() == 0) {
      return dropped(name + " is dropped: all its values are missing");
    }
    if (statistics instanceof ColumnStatistics.Numeric numeric) {
      return numeric(column, numeric);
    }
    if (statistics instanceof ColumnStatistics.Vectors vectors) {
      return VectorFit.of(vectors);
    }
    if (statistics instanceof ColumnStatistics.Dates dates) {
      return dates(column, dates);
    }
    return categories(options, column, (ColumnStatistics.Categories) statistics);
  }

  private static ColumnFit numeric(InputColumn column, ColumnStatistics.Numeric statistics) {
    NumericRange range = statistics.range();
    if (range.constant() && !statistics.missing().seen()) {
      return constant(column.name(), CategoryText.of(range.min()));
    }
    return fitted(
        new NumericFeature(
            column.name(), column.type(), range.mean(), statistics.missing(), range));
  }

  private static ColumnFit categories(
      FeatureOptions options, InputColumn column, ColumnStatistics.Categories statistics) {
    int distinct = statistics.counts().size();
    boolean many = statistics.overflowed() || distinct > options.maxCategories();
    if (many && options.hashBits() > 0) {
      return hashed(column, statistics, options.hashBits());
    }
    if (many) {
      return refused(tooMany(options, statistics));
    }
    List<String> values = byFrequency(statistics.counts());
    if (distinct == 1 && !statistics.missing().seen()) {
      return constant(column.name(), values.get(0));
    }
    if (column.type() == ColumnType.BOOLEAN) {
      double share = (double) statistics.counts().getOrDefault("true", 0L) / statistics.present();
      return fitted(new BooleanFeature(column.name(), share, statistics.missing()));
    }
    Feature feature =
        new CategoricalFeature(column.name(), column.type(), values, statistics.missing());
    return new ColumnFit(Optional.of(feature), numericLook(column, statistics), Optional.empty());
  }

  private static ColumnFit hashed(
      InputColumn column, ColumnStatistics.Categories statistics, int bits) {
    HashedFeature feature =
        new HashedFeature(column.name(), column.type(), bits, statistics.missing());
    String warning =
        "%s holds %s distinct values, which are hashed to %d places: values that share one are one to the model"
            .formatted(column.name(), distinct(statistics), feature.places());
    return new ColumnFit(Optional.of(feature), Optional.of(warning), Optional.empty());
  }

  private static String distinct(ColumnStatistics.Categories statistics) {
    return statistics.overflowed()
        ? "more than " + CategoryAccumulator.MOST_DISTINCT
        : String.valueOf(statistics.counts().size());
  }

  private static ColumnFit dates(InputColumn column, ColumnStatistics.Dates statistics) {
    List<DateFeature.Part> parts = new ArrayList<>();
    statistics
        .parts()
        .forEach(
            (part, counts) -> {
              if (counts.size() > 1) {
                parts.add(part(part, counts, statistics.present()));
              }
            });
    if (parts.isEmpty() && !statistics.missing().seen()) {
      return dropped(
          column.name()
              + " is dropped: all its values are the same in every part of a date that is used");
    }
    return fitted(new DateFeature(column.name(), column.type(), parts, statistics.missing()));
  }

  private static DateFeature.Part part(DatePart part, Map<Integer, Long> counts, long rows) {
    long sum =
        counts.entrySet().stream().mapToLong(entry -> entry.getKey() * entry.getValue()).sum();
    return new DateFeature.Part(
        part, (double) sum / rows, part.levelled() ? byFrequency(counts) : List.of());
  }

  private static <T extends Comparable<T>> List<T> byFrequency(Map<T, Long> counts) {
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<T, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static String infinite(ColumnStatistics.Numeric numeric) {
    return "column %s holds %d infinite values (or beyond ±1e150) beside %d finite ones; must be"
            .formatted(numeric.column(), numeric.unusable().infinities(), numeric.present())
        + " finite; mend them where the table is made, or add %s to features.exclude"
            .formatted(numeric.column());
  }

  private static String texts(ColumnStatistics.Numeric numeric) {
    return "column %s is in features.numeric, but %d of its values aren't numbers (such as \"%s\") beside %d that are; mend them where the table is made, or take it out of features.numeric"
        .formatted(
            numeric.column(),
            numeric.unusable().texts(),
            numeric.unusable().text(),
            numeric.present());
  }

  private static String tooMany(FeatureOptions options, ColumnStatistics.Categories statistics) {
    ColumnStatistics.NumericLook look = statistics.look();
    String found =
        "column %s holds %s distinct values in %d rows; features.max-categories is %d; "
            .formatted(
                statistics.column(),
                distinct(statistics),
                statistics.present(),
                options.maxCategories());
    if (look.numbers() * 2 > statistics.present()) {
      return found
          + "%d of its values are numbers written as text (such as \"%s\")%s; add %s to features.numeric or to features.exclude"
              .formatted(
                  look.numbers(),
                  look.number(),
                  look.other() == null ? "" : ", others are not (such as \"" + look.other() + "\")",
                  statistics.column());
    }
    return found
        + "add %s to features.exclude, group its rare values where the table is made, raise features.max-categories, or hash them by features.hash-bits (logistic, linear, poisson)"
            .formatted(statistics.column());
  }

  private static Optional<String> numericLook(
      InputColumn column, ColumnStatistics.Categories statistics) {
    if (column.type() != ColumnType.STRING || statistics.look().numbers() < statistics.present()) {
      return Optional.empty();
    }
    return Optional.of(
        "%s holds only numbers written as text (such as \"%s\") and is read as %d categories"
            .formatted(column.name(), statistics.look().number(), statistics.counts().size()));
  }

  private static ColumnFit constant(String column, String value) {
    return dropped(column + " is dropped: all its values are " + value);
  }

  static ColumnFit fitted(Feature feature) {
    return new ColumnFit(Optional.of(feature), Optional.empty(), Optional.empty());
  }

  private static ColumnFit dropped(String warning) {
    return new ColumnFit(Optional.empty(), Optional.of(warning), Optional.empty());
  }

  static ColumnFit refused(String problem) {
    return new ColumnFit(Optional.empty(), Optional.empty(), Optional.of(problem));
  }
}
