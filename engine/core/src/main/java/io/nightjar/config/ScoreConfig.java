package io.nightjar.config;

import io.nightjar.config.hocon.Kind;
import io.nightjar.config.hocon.Property;
import io.nightjar.config.hocon.Settings;
import io.nightjar.config.output.OutputColumn;
import io.nightjar.config.output.OutputNames;
import io.nightjar.config.output.RecommendConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * Batch scoring of one night.
 *
 * @param source the table to score; {@code {run-date}} stands for the logical date
 * @param where an SQL predicate that rows to be scored keep; empty: all are
 * @param output folder of the published scores, one folder a logical date
 * @param keep columns of the source that are written beside the scores
 * @param quarantine folder of rows that can't be scored
 * @param maxQuarantineShare more rows than this share in quarantine stop the publish, 0..1
 * @param onCorruptFile what a file of the source that can't be read does
 * @param threshold probability from which a row is called positive; empty: the model's own
 * @param columns what is written beside the kept columns
 * @param names names of the columns written
 * @param explainTop how many reasons each row gets
 * @param challengers versions that score the same rows beside the champion
 * @param outputFormat what kind of table output and quarantine are
 * @param staging where scores wait for the commit of a Delta or Iceberg table; empty: in the
 *     table's own folder
 * @param recommend the best items of each user beside them; empty: none
 */
public record ScoreConfig(
    String source,
    Optional<String> where,
    String output,
    List<String> keep,
    Optional<String> quarantine,
    double maxQuarantineShare,
    OnCorruptFile onCorruptFile,
    OptionalDouble threshold,
    List<OutputColumn> columns,
    OutputNames names,
    int explainTop,
    List<String> challengers,
    OutputFormat outputFormat,
    Optional<String> staging,
    Optional<RecommendConfig> recommend) {

  /** Kinds of tables that scores are published in. */
  public enum OutputFormat {
    /** A folder of Parquet files for each logical date. */
    PARQUET,
    /** One transaction of a Delta table for each logical date. */
    DELTA,
    /** One snapshot of an Iceberg table for each logical date. */
    ICEBERG
  }

  private static final Pattern CATALOG_NAME =
      Pattern.compile("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*){1,2}");

  /** Whether a place is a catalog table such as lake.scores; else it is a path. */
  public static boolean isCatalogTable(String place) {
    return CATALOG_NAME.matcher(place).matches();
  }

  /** What a file of the source that can't be read does. */
  public enum OnCorruptFile {
    /** It stops the run. */
    FAIL,
    /** It is left out whole and told of in the quarantine; the others are scored. */
    QUARANTINE
  }

  static final Property<String> SOURCE =
      Property.required(
          "score.source",
          Kind.text(),
          "the table to score; {run-date} stands for the logical date");
  static final Property<String> WHERE =
      Property.optional(
          "score.where",
          Kind.text(),
          "every row",
          "an SQL predicate: only these rows of score.source are scored, checked and monitored; the"
              + " others are counted as filtered");
  static final Property<String> OUTPUT =
      Property.of(
          "score.output",
          Kind.text(),
          "scores",
          "the folder of the published scores; of a Delta or Iceberg table also its name in a"
              + " catalog, such as lake.scores");
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
          "the folder of rows that can't be scored or break a rule of the contract whose action is"
              + " quarantine, each with its reason");
  static final Property<Double> MAX_QUARANTINE_SHARE =
      Property.of(
          "score.max-quarantine-share",
          Kind.number(0, 1),
          0.05,
          "the greatest share of rows in quarantine; with more, nothing is published");
  static final Property<OnCorruptFile> ON_CORRUPT_FILE =
      Property.of(
          "score.on-corrupt-file",
          Kind.oneOf(OnCorruptFile.class),
          OnCorruptFile.FAIL,
          "what a file of score.source that can't be read does: it stops the run before anything is"
              + " published, or it is left out whole and listed in score.quarantine, which has to be"
              + " set, where it counts as many rows as the other files have on average; all files"
              + " are read once more to find such ones");
  static final Property<Double> THRESHOLD =
      Property.optional(
          "score.threshold",
          Kind.number(0, 1),
          "the model's own",
          "the probability from which a row is called positive");
  static final Property<Integer> EXPLAIN_TOP =
      Property.of(
          "score.explain-top",
          Kind.integer(0, 1000),
          0,
          "how many reasons are written for each row: the columns that moved its margin most, by"
              + " SHAP values, each with its value and what it added");
  static final Property<List<String>> CHALLENGERS =
      Property.of(
          "score.challengers",
          Kind.names(),
          List.of(),
          "versions that score the same rows in the same pass, such as challenger or 3; their"
              + " columns are written beside the champion's, with challenger_ or v3_ before the names");

  static final Property<OutputFormat> OUTPUT_FORMAT =
      Property.of(
          "score.output-format",
          Kind.oneOf(OutputFormat.class),
          OutputFormat.PARQUET,
          "what score.output and score.quarantine are: a folder of Parquet files for each date, or"
              + " a table that has one transaction for each date, partitioned by run-date; an Iceberg"
              + " table is one of a catalog");
  static final Property<String> STAGING =
      Property.optional(
          "score.staging",
          Kind.text(),
          "score.output, where that is a path",
          "the folder in which scores wait as Parquet files until the Delta or Iceberg table commits"
              + " them; executors must reach it. Required for a catalog table");

  static List<Property<?>> properties() {
    List<Property<?>> all = new ArrayList<>();
    all.addAll(List.of(SOURCE, WHERE, OUTPUT, KEEP, QUARANTINE, MAX_QUARANTINE_SHARE));
    all.addAll(List.of(ON_CORRUPT_FILE, THRESHOLD, OUTPUT_FORMAT, STAGING));
    all.addAll(List.of(OutputColumn.COLUMNS, EXPLAIN_TOP, CHALLENGERS));
    all.addAll(OutputNames.properties());
    all.addAll(RecommendConfig.properties());
    return all;
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
    List<OutputColumn> columns = settings.read(OutputColumn.COLUMNS);
    if (settings.isSound(OutputColumn.COLUMNS) && !columns.contains(OutputColumn.PREDICTION)) {
      settings.reject(
          OutputColumn.COLUMNS.key(), " lacks prediction, which is always written; add it.");
    }
    return Optional.of(
        new ScoreConfig(
            settings.read(SOURCE),
            settings.find(WHERE),
            settings.read(OUTPUT),
            keep,
            settings.find(QUARANTINE),
            settings.read(MAX_QUARANTINE_SHARE),
            onCorruptFile(settings),
            threshold,
            columns,
            OutputNames.read(settings, keep),
            settings.read(EXPLAIN_TOP),
            settings.read(CHALLENGERS),
            settings.read(OUTPUT_FORMAT),
            settings.find(STAGING),
            RecommendConfig.read(settings)));
  }

  private static OnCorruptFile onCorruptFile(Settings settings) {
    OnCorruptFile wanted = settings.read(ON_CORRUPT_FILE);
    if (wanted == OnCorruptFile.QUARANTINE && settings.find(QUARANTINE).isEmpty()) {
      settings.reject(
          ON_CORRUPT_FILE.key(),
          " is quarantine, but score.quarantine is not set; set it to a folder, or drop this.");
    }
    return wanted;
  }

  public ScoreConfig {
    keep = List.copyOf(keep);
    columns = List.copyOf(columns);
    challengers = List.copyOf(challengers);
  }
}
