package io.nightjar.config.output;

import io.nightjar.config.hocon.Kind;
import io.nightjar.config.hocon.Property;
import io.nightjar.config.hocon.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Names of the columns that scoring writes.
 *
 * @param prediction the predicted class or number
 * @param probability the probability of the positive class, or of each class; of a column for each
 *     class what comes before {@code _} and the class
 * @param margin what comes before link and calibration
 * @param model the model's name
 * @param modelVersion the model's version
 * @param runId the run that scored
 * @param scoredAt when it did
 * @param reason what comes before {@code _1_feature}, {@code _1_value} and {@code _1_contribution}
 */
public record OutputNames(
    String prediction,
    String probability,
    String margin,
    String model,
    String modelVersion,
    String runId,
    String scoredAt,
    String reason) {

  static final Property<String> PREDICTION =
      name(
          "prediction",
          "prediction",
          "the name of the column that holds the predicted class or number");
  static final Property<String> PROBABILITY =
      name(
          "probability",
          "probability",
          "the name of the column that holds the probability; with _ and the class, of a column for"
              + " each class");
  static final Property<String> MARGIN =
      name(
          "margin", "margin", "the name of the column that holds the margin, such as the log-odds");
  static final Property<String> MODEL =
      name("model", "model", "the name of the column that holds the model's name");
  static final Property<String> MODEL_VERSION =
      name(
          "model-version",
          "model_version",
          "the name of the column that holds the model's version");
  static final Property<String> RUN_ID =
      name("run-id", "run_id", "the name of the column that holds the id of the run that scored");
  static final Property<String> SCORED_AT =
      name("scored-at", "scored_at", "the name of the column that holds the time of scoring");
  static final Property<String> REASON =
      name(
          "reason",
          "reason",
          "what the columns of reasons begin with: reason_1_feature, reason_1_value,"
              + " reason_1_contribution and so on");

  private static Property<String> name(String key, String standard, String doc) {
    return Property.of("score.names." + key, Kind.text(), standard, doc);
  }

  /** All of them. */
  public static List<Property<?>> properties() {
    return List.of(
        PREDICTION, PROBABILITY, MARGIN, MODEL, MODEL_VERSION, RUN_ID, SCORED_AT, REASON);
  }

  /** The names, none of them used twice nor that of a kept column. */
  public static OutputNames read(Settings settings, List<String> keep) {
    OutputNames names =
        new OutputNames(
            settings.read(PREDICTION),
            settings.read(PROBABILITY),
            settings.read(MARGIN),
            settings.read(MODEL),
            settings.read(MODEL_VERSION),
            settings.read(RUN_ID),
            settings.read(SCORED_AT),
            settings.read(REASON));
    names.check(settings, keep);
    return names;
  }

  private void check(Settings settings, List<String> keep) {
    Map<String, String> taken = new LinkedHashMap<>();
    byKey()
        .forEach(
            (key, name) -> {
              String other = taken.putIfAbsent(name.toLowerCase(Locale.ROOT), key);
              if (other != null) {
                settings.reject(
                    key, " is " + name + ", as " + other + " is; they are two columns.");
              }
            });
    for (String column : keep) {
      if (column.equals(prediction) || column.equals(probability)) {
        settings.reject(
            "score.keep",
            " has " + column + ", which scoring writes itself; drop it or set score.names.");
      }
    }
  }

  private Map<String, String> byKey() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put(PREDICTION.key(), prediction);
    names.put(PROBABILITY.key(), probability);
    names.put(MARGIN.key(), margin);
    names.put(MODEL.key(), model);
    names.put(MODEL_VERSION.key(), modelVersion);
    names.put(RUN_ID.key(), runId);
    names.put(SCORED_AT.key(), scoredAt);
    names.put(REASON.key(), reason);
    return names;
  }

  /** The same with something before each. */
  public OutputNames prefixed(String prefix) {
    return new OutputNames(
        prefix + prediction,
        prefix + probability,
        prefix + margin,
        prefix + model,
        prefix + modelVersion,
        prefix + runId,
        prefix + scoredAt,
        prefix + reason);
  }
}
