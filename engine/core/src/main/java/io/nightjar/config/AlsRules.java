package io.nightjar.config;

import io.nightjar.config.hocon.Settings;
import io.nightjar.config.model.ModelConfig;
import java.util.List;

/** What factors of users and items say about other settings. */
final class AlsRules {
  private final Settings settings;
  private final ModelConfig.Als als;

  AlsRules(Settings settings, ModelConfig.Als als) {
    this.settings = settings;
    this.als = als;
  }

  void check(DataConfig data) {
    if (!als.user().isEmpty() && als.user().equals(als.item())) {
      settings.reject(
          "model.item", " is " + als.item() + ", as model.user is; name the column of the items.");
    }
    checkKey(data, "model.user", als.user());
    checkKey(data, "model.item", als.item());
    data.weight()
        .ifPresent(
            column ->
                settings.reject(
                    "data.weight", " is " + column + ", but als has no weights of rows; drop it."));
    for (String key : List.of("features", "score.explain-top")) {
      boolean none = key.equals("score.explain-top") && zero(key);
      if (settings.has(key) && !none) {
        settings.reject(
            key, " is for models of features, but als reads a user and an item alone; drop it.");
      }
    }
  }

  private boolean zero(String key) {
    return settings.text(key).filter("0"::equals).isPresent();
  }

  private void checkKey(DataConfig data, String key, String column) {
    List<String> columns = data.csv().columns();
    if (!column.isEmpty() && !columns.isEmpty() && !columns.contains(column)) {
      settings.reject(key, " names " + column + ", which is not in data.csv.columns.");
    }
    if (data.label().filter(column::equals).isPresent()) {
      settings.reject(key, " is " + column + ", as data.label is; a column has one role.");
    }
  }
}
