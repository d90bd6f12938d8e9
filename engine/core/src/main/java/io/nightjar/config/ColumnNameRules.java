package io.nightjar.config;

import io.nightjar.NearestName;
import io.nightjar.config.hocon.Kind;
import io.nightjar.config.hocon.Property;
import io.nightjar.config.hocon.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A column has one role; names are those of the file, where the config lists them. */
final class ColumnNameRules {
  private final Settings settings;
  private final DataConfig data;
  private final FeaturesConfig features;

  ColumnNameRules(Settings settings, DataConfig data, FeaturesConfig features) {
    this.settings = settings;
    this.data = data;
    this.features = features;
  }

  void check() {
    checkRoles();
    checkCsv();
    checkFeatures();
  }

  private void checkRoles() {
    Map<String, String> seen = new LinkedHashMap<>();
    data.roles()
        .forEach(
            (role, column) -> {
              String other = column.isEmpty() ? null : seen.putIfAbsent(column, role);
              if (other != null) {
                settings.reject(
                    role, " is " + column + ", as " + other + " is; a column has one role.");
              }
            });
  }

  private void checkCsv() {
    DataConfig.Csv csv = data.csv();
    boolean other =
        data.format() == DataConfig.Format.PARQUET || data.format() == DataConfig.Format.ORC;
    if (other && settings.has("data.csv")) {
      settings.reject(
          "data.csv", " is set, but data.format is " + Kind.word(data.format()) + "; drop one.");
    }
    if (csv.header() && !csv.columns().isEmpty()) {
      settings.reject(
          "data.csv.columns",
          " is for files without a header, but data.csv.header is true; drop one.");
    }
    if (!csv.header() && csv.columns().isEmpty()) {
      settings.reject(
          "data.csv.header", " is false, so that data.csv.columns must name the columns in order.");
    }
    if (!csv.columns().isEmpty()) {
      data.roles().forEach((role, column) -> requireColumn(role, column));
      csv.stripSuffix().keySet().forEach(c -> requireColumn("data.csv.strip-suffix." + c, c));
      data.contract().keySet().forEach(c -> requireColumn("data.contract." + c, c));
      lists().forEach((key, names) -> names.forEach(c -> requireColumn(key, c)));
    }
  }

  private void requireColumn(String key, String column) {
    List<String> columns = data.csv().columns();
    if (!column.isEmpty() && !columns.contains(column)) {
      String near =
          NearestName.of(column, columns).map(n -> "; did you mean " + n + "?").orElse(".");
      settings.reject(key, " names " + column + ", which is not in data.csv.columns" + near);
    }
  }

  private Map<String, List<String>> lists() {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    lists.put(FeaturesConfig.COLUMNS.key(), features.columns());
    lists.put(FeaturesConfig.EXCLUDE.key(), features.exclude());
    lists.put(FeaturesConfig.CATEGORICAL.key(), features.categorical());
    lists.put(FeaturesConfig.NUMERIC.key(), features.numeric());
    return lists;
  }

  private void checkFeatures() {
    lists()
        .forEach(
            (key, names) -> {
              if (!key.equals(FeaturesConfig.EXCLUDE.key())) {
                rejectRoles(key, names);
              }
            });
    rejectBoth(
        FeaturesConfig.COLUMNS, features.columns(), FeaturesConfig.EXCLUDE, features.exclude());
    rejectBoth(
        FeaturesConfig.CATEGORICAL,
        features.categorical(),
        FeaturesConfig.NUMERIC,
        features.numeric());
  }

  private void rejectRoles(String key, List<String> names) {
    data.roles()
        .forEach(
            (role, column) -> {
              if (names.contains(column)) {
                settings.reject(
                    key,
                    " has " + column + ", which is " + role + " and never a feature; drop it.");
              }
            });
  }

  private void rejectBoth(
      Property<?> one, List<String> names, Property<?> other, List<String> others) {
    names.stream()
        .filter(others::contains)
        .forEach(
            column ->
                settings.reject(
                    one.key(), " has " + column + ", and so has " + other.key() + "; drop one."));
  }
}
