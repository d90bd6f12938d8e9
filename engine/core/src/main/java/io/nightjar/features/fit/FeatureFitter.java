package io.nightjar.features.fit;

import io.nightjar.FailureKind;
import io.nightjar.NearestName;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import io.nightjar.features.ColumnType;
import io.nightjar.features.Feature;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.InputColumn;
import io.nightjar.features.VectorFeature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Fits encodings from statistics; a pure function. Columns that can't tell rows apart are dropped
 * with a warning, columns that can't be encoded as they are refused with advice, all together.
 */
public final class FeatureFitter {
  private FeatureFitter() {}

  /**
   * The columns of a table that may become features, in the table's order. A vector is one only
   * where it is named, since it must be the only one.
   *
   * @throws NightjarException CONFIG if the options name a column that the table doesn't have
   */
  public static List<InputColumn> candidates(FeatureOptions options, List<InputColumn> table) {
    List<String> names = table.stream().map(InputColumn::name).toList();
    List<Problem> problems = new ArrayList<>();
    unknown("features.columns", options.include(), names, problems);
    unknown("features.exclude", options.exclude(), names, problems);
    unknown("features.categorical", options.categorical(), names, problems);
    unknown("features.numeric", options.numeric(), names, problems);
    if (!problems.isEmpty()) {
      throw new NightjarException(FailureKind.CONFIG, problems, null);
    }
    return table.stream()
        .filter(column -> !options.reserved().contains(column.name()))
        .filter(column -> options.include().isEmpty() || options.include().contains(column.name()))
        .filter(column -> !options.exclude().contains(column.name()))
        .filter(column -> column.type() != ColumnType.VECTOR || isNamed(options, column))
        .toList();
  }

  private static boolean isNamed(FeatureOptions options, InputColumn column) {
    return options.include().contains(column.name());
  }

  private static void unknown(
      String key, Set<String> wanted, List<String> names, List<Problem> problems) {
    for (String name : new TreeSet<>(wanted)) {
      if (!names.contains(name)) {
        String nearest =
            NearestName.of(name, names).map(near -> "; the nearest column is " + near).orElse("");
        problems.add(
            new Problem(
                key, "column " + name + " isn't in the table" + nearest + "; mend the name"));
      }
    }
  }

  /**
   * Fits the spec.
   *
   * @param options what the user says about features
   * @param columns the candidates, in the table's order
   * @param statistics of the training rows, in the order of the candidates
   * @throws NightjarException DATA with every column that can't be encoded, or if none is left
   */
  public static FittedFeatures fit(
      FeatureOptions options, List<InputColumn> columns, List<ColumnStatistics> statistics) {
    if (columns.size() != statistics.size()) {
      throw new IllegalArgumentException(
          columns.size() + " columns have statistics of " + statistics.size() + "; must be equal");
    }
    List<Feature> features = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      ColumnFit fit = ColumnFit.of(options, columns.get(i), statistics.get(i));
      fit.feature().ifPresent(features::add);
      fit.warning().ifPresent(warnings::add);
      fit.problem().ifPresent(message -> problems.add(new Problem("", message)));
    }
    if (problems.isEmpty()) {
      vectorBeside(features).ifPresent(problems::add);
      nothingLeft(columns, features, warnings).ifPresent(problems::add);
    }
    if (!problems.isEmpty()) {
      throw new NightjarException(FailureKind.DATA, problems, null);
    }
    return new FittedFeatures(new FeatureSpec(features), warnings);
  }

  private static Optional<Problem> vectorBeside(List<Feature> features) {
    return features.stream()
        .filter(feature -> feature instanceof VectorFeature && features.size() > 1)
        .findFirst()
        .map(
            vector ->
                new Problem(
                    "",
                    "column %s is a vector beside %d other features; must be the only one: assemble the others into it, or name it alone in features.columns"
                        .formatted(vector.column(), features.size() - 1)));
  }

  private static Optional<Problem> nothingLeft(
      List<InputColumn> columns, List<Feature> features, List<String> warnings) {
    if (!features.isEmpty()) {
      return Optional.empty();
    }
    String why =
        columns.isEmpty()
            ? "every column is excluded or has a role of its own"
            : String.join("; ", warnings);
    return Optional.of(
        new Problem(
            "",
            "no feature is left of %d columns; must be at least 1: %s"
                .formatted(columns.size(), why)));
  }
}
