package io.nightjar.config;

import io.nightjar.config.hocon.Kind;
import io.nightjar.config.hocon.Property;
import io.nightjar.config.hocon.Settings;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Batch scoring of one night.
 *
 * @param source the table to score; {@code {run-date}} stands for the logical date
 * @param output folder of the published scores, one folder a logical date
 * @param keep columns of the source that are written beside the scores
 * @param quarantine folder of rows that can't be scored
 * @param maxQuarantineShare more rows than this share in quarantine stop the publish, 0..1
 * @param threshold probability from which a row is called positive; empty: the model's own
 * @param names names of the columns written
 */
public record ScoreConfig(
    String source,
    String output,
    List<String> keep,
    Optional<String> quarantine,
    double maxQuarantineShare,
    OptionalDouble threshold,
    Names names) {

  /**
   * Names of the columns that scoring writes.
   *
   * @param prediction the predicted class or number
   * @param probability the probability of the positive class, or of each class
   */
  public record Names(String prediction, String probability) {}

  static final Property<String> SOURCE =
      Property.required(
          "score.source",
          Kind.text(),
          "the table to score; {run-date} stands for the logical date");
  static final Property<String> OUTPUT =
      Property.of("score.output", Kind.text(), "scores", "the folder of the published scores");
  static final Property<List<String>> KEEP =
      Property.optional(
          "score.keep",
          Kind.names(),
          "the id, where data.id is set",
          "columns of the source that are written beside the scores");
  static final Property<String> QUARANTINE =
      Property.optional(
          "score.quarantine",
          Kind.text(),
          "a row that can't be scored stops the run",
          "the folder of rows that can't be scored, each with its reason");
  static final Property<Double> MAX_QUARANTINE_SHARE =
      Property.of(
          "score.max-quarantine-share",
          Kind.number(0, 1),
          0.05,
          "the greatest share of rows in quarantine; with more, nothing is published");
  static final Property<Double> THRESHOLD =
      Property.optional(
          "score.threshold",
          Kind.number(0, 1),
          "the model's own",
          "the probability from which a row is called positive");
  static final Property<String> PREDICTION =
      Property.of(
          "score.names.prediction",
          Kind.text(),
          "prediction",
          "the name of the column that holds the predicted class or number");
  static final Property<String> PROBABILITY =
      Property.of(
          "score.names.probability",
          Kind.text(),
          "probability",
          "the name of the column that holds the probability");

  static List<Property<?>> properties() {
    return List.of(
        SOURCE, OUTPUT, KEEP, QUARANTINE, MAX_QUARANTINE_SHARE, THRESHOLD, PREDICTION, PROBABILITY);
  }

  /** The score block; empty where the config has none. */
  static Optional<ScoreConfig> read(Settings settings, DataConfig data) {
    if (!settings.has("score")) {
      return Optional.empty();
    }
    List<String> keep = settings.find(KEEP).orElseGet(() -> data.id().stream().toList());
    settings.effective(KEEP, keep);
    OptionalDouble threshold =
        settings.find(THRESHOLD).map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    return Optional.of(
        new ScoreConfig(
            settings.read(SOURCE),
            settings.read(OUTPUT),
            keep,
            settings.find(QUARANTINE),
            settings.read(MAX_QUARANTINE_SHARE),
            threshold,
            new Names(settings.read(PREDICTION), settings.read(PROBABILITY))));
  }

  public ScoreConfig {
    keep = List.copyOf(keep);
  }
}
