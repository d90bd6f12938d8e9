package io.nightjar.config;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import io.nightjar.config.decision.CalibrationConfig;
import io.nightjar.config.decision.ThresholdConfig;
import io.nightjar.config.hocon.HoconSource;
import io.nightjar.config.hocon.Kind;
import io.nightjar.config.hocon.Property;
import io.nightjar.config.hocon.Provenance;
import io.nightjar.config.hocon.ReferencePage;
import io.nightjar.config.hocon.Settings;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.config.model.ModelKeys;
import io.nightjar.config.tune.TuneConfig;
import io.nightjar.config.tune.TuneRules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One model's whole job, as its config file says it: from data to gates, registry, scoring and
 * monitoring. Immutable and already checked; it stays on the driver.
 *
 * @param name the model's name in the registry
 * @param data the training table and its columns' roles
 * @param split how rows fall to training, validation and test
 * @param features which columns become features, and how
 * @param model the algorithm and its settings
 * @param calibration how probabilities are calibrated after the fit
 * @param threshold what the threshold is chosen by after that; empty: it is model.threshold
 * @param gates the limits a trained model must keep
 * @param promote whether a version that passes the gates becomes champion at once
 * @param registry folder or URI of the registry
 * @param score batch scoring; empty where the job only trains
 * @param monitor limits of drift and decay
 * @param nightly what a nightly retrain reads
 * @param tune the search over settings; empty where the job has none
 * @param compute backend and partitioning
 * @param spark Spark's own settings, by their full names ({@code spark.sql.…})
 * @param seed seed of everything that is drawn
 * @param runs folder of run records and reports
 * @param provenance where each setting stands, and the resolved config
 */
public record JobConfig(
    String name,
    DataConfig data,
    SplitConfig split,
    FeaturesConfig features,
    ModelConfig model,
    CalibrationConfig calibration,
    Optional<ThresholdConfig> threshold,
    GatesConfig gates,
    Promote promote,
    String registry,
    Optional<ScoreConfig> score,
    MonitorConfig monitor,
    NightlyConfig nightly,
    Optional<TuneConfig> tune,
    ComputeConfig compute,
    Map<String, String> spark,
    long seed,
    String runs,
    Provenance provenance) {

  /** What happens to a version that passes its gates. */
  public enum Promote {
    /** It becomes champion. */
    AUTO,
    /** A person promotes it. */
    MANUAL
  }

  static final Property<String> NAME =
      Property.required(
          "name",
          Kind.text(
              "1 to 64 letters, digits, '.', '_' or '-', beginning with a letter or digit",
              "[A-Za-z0-9][A-Za-z0-9._-]{0,63}"),
          "the model's name in the registry");
  static final Property<Promote> PROMOTE =
      Property.of(
          "promote",
          Kind.oneOf(Promote.class),
          Promote.MANUAL,
          "whether a version that passes its gates becomes champion at once (auto)");
  static final Property<String> REGISTRY =
      Property.of("registry", Kind.text(), "registry", "the folder or URI of the registry");
  static final Property<String> RUNS =
      Property.of("runs", Kind.text(), "runs", "the folder of run records and reports");
  static final Property<Long> SEED =
      Property.of("seed", Kind.whole(0), 42L, "the seed of everything that is drawn");
  static final Property<Map<String, Object>> SPARK =
      Property.optional(
          "spark",
          Kind.valueByName(),
          "{}",
          "Spark's own settings: spark { sql.shuffle.partitions = 64 }; quote a name that is the"
              + " beginning of another");
  static final Property<Map<String, Object>> VARS =
      Property.optional(
          "vars", Kind.valueByName(), "{}", "names of your own, for use as ${vars.name}");

  private static final Map<String, String> NOT_IN_THIS_BUILD =
      Map.of(
          "gates.fairness",
          " is not part of this build; remove it. gates takes min-rows and, by metric, min, max,"
              + " max-drop-vs-champion and on.",
          "alerts",
          " is not part of this build; remove it.");

  public JobConfig {
    spark = Map.copyOf(spark);
  }

  /**
   * Reads and checks a config file.
   *
   * @param file the config (HOCON); what it includes stays inside its folder
   * @param overrides {@code key=value} each, as {@code --set} gives them; the last one wins
   * @param env environment variables for {@code ${NAME}}
   * @throws NightjarException of kind CONFIG with every problem found, each with its file and line
   */
  public static JobConfig load(Path file, List<String> overrides, Map<String, String> env) {
    return read(new Settings(HoconSource.load(file, overrides, env)));
  }

  /** Reads and checks a config that is not in a file; {@code name} stands for it in messages. */
  public static JobConfig parse(
      String name, String text, List<String> overrides, Map<String, String> env) {
    return read(new Settings(HoconSource.parse(name, text, overrides, env)));
  }

  /** The reference of every setting, in Markdown. */
  public static String reference() {
    Map<String, String> blocks = new LinkedHashMap<>();
    blocks.put("", "The job");
    blocks.put("data", "the table and its columns' roles");
    blocks.put("data.csv", "how CSV files are read");
    blocks.put("data.contract", "what each column must hold");
    blocks.put("split", "how rows fall to training, validation and test");
    blocks.put("features", "which columns become features, and how");
    blocks.put("model", "the algorithm");
    blocks.put("calibration", "of a classifier's probabilities");
    blocks.put("threshold", "from which probability on a row is called positive");
    blocks.put("gates", "the limits a model must keep, by metric");
    blocks.put("score", "batch scoring");
    blocks.put("monitor", "drift and decay");
    blocks.put("nightly", "what a nightly retrain reads");
    blocks.put("tune", "a search over settings of the model and its features");
    blocks.put("tune.folds", "on which trials are compared");
    blocks.put("tune.halving", "the budgets of successive halving");
    blocks.put("compute", "backend and partitioning");
    return new ReferencePage(blocks, properties())
        .markdown(
            """
            # The job config

            HOCON. An unknown key is an error. `--set key=value` overrides any of these, and `${?NAME}`
            takes an environment variable. `*` is a name of your own: a column or a metric. Relative
            paths start at the current folder; `hdfs://` and `s3a://` are taken as they are. `name`,
            `data` and `model` must be there; what else is required is so in a block that is given.
            """);
  }

  /** Every setting there is, in the order of the reference. */
  static List<Property<?>> properties() {
    List<Property<?>> all = new ArrayList<>(List.of(NAME));
    all.addAll(DataConfig.properties());
    all.addAll(SplitConfig.properties());
    all.addAll(FeaturesConfig.properties());
    all.addAll(ModelKeys.properties());
    all.addAll(CalibrationConfig.properties());
    all.addAll(ThresholdConfig.properties());
    all.addAll(GatesConfig.properties());
    all.addAll(List.of(PROMOTE, REGISTRY));
    all.addAll(ScoreConfig.properties());
    all.addAll(MonitorConfig.properties());
    all.addAll(NightlyConfig.properties());
    all.addAll(TuneConfig.properties());
    all.addAll(ComputeConfig.properties());
    all.addAll(List.of(SPARK, SEED, RUNS, VARS));
    return all;
  }

  private static JobConfig read(Settings settings) {
    JobConfig config = unfinished(settings);
    config.tune().ifPresent(tune -> new TuneRules(settings, tune).checkValues(changed(settings)));
    settings.finish();
    return config;
  }

  /** The problems of the same job with some settings changed. */
  private static Function<List<String>, List<Problem>> changed(Settings settings) {
    return overrides -> {
      Settings changed = settings.with(overrides);
      unfinished(changed);
      return changed.problems();
    };
  }

  /**
   * The same job with some settings changed, as {@code --set} changes them.
   *
   * @param overrides {@code key=value} each; the last one wins
   * @throws NightjarException of kind CONFIG with every problem that this makes
   */
  public JobConfig with(List<String> overrides) {
    Settings settings = new Settings(provenance.source().with(overrides));
    JobConfig config = unfinished(settings);
    settings.finish();
    return config;
  }

  /** Read and checked but for the values that a search tries; the problems are in the settings. */
  private static JobConfig unfinished(Settings settings) {
    String name = settings.read(NAME);
    long seed = settings.read(SEED);
    DataConfig data = DataConfig.read(settings);
    SplitConfig split = SplitConfig.read(settings, data, seed);
    ConfigRules rules = new ConfigRules(settings, data, split);
    ModelConfig model = ModelKeys.read(settings);
    JobConfig config =
        new JobConfig(
            name,
            data,
            split,
            FeaturesConfig.read(settings),
            model,
            CalibrationConfig.read(settings),
            ThresholdConfig.read(settings),
            GatesConfig.read(settings, rules.heldOut()),
            settings.read(PROMOTE),
            settings.read(REGISTRY),
            ScoreConfig.read(settings, data),
            MonitorConfig.read(settings),
            NightlyConfig.read(settings),
            TuneConfig.read(settings, properties(), rules.roles(), model, seed),
            ComputeConfig.read(settings),
            readSpark(settings),
            seed,
            settings.read(RUNS),
            settings.provenance());
    Map<String, String> explained = new HashMap<>(NOT_IN_THIS_BUILD);
    explained.putAll(ModelKeys.unchecked(settings));
    settings.rejectUnknown(properties(), explained);
    rules.check(config);
    return config;
  }

  private static Map<String, String> readSpark(Settings settings) {
    Map<String, String> spark = new HashMap<>();
    settings
        .flat("spark")
        .forEach((key, value) -> spark.put(key.startsWith("spark.") ? key : "spark." + key, value));
    return spark;
  }

  /** The tune block, for the verb that can't do without it. */
  public TuneConfig requireTune() {
    return tune.orElseThrow(
        () ->
            NightjarException.of(
                FailureKind.CONFIG,
                where("tune"),
                "tune is missing; give it at least tune { metric = …, ranges { … } }."));
  }

  /** The score block, for the verbs that can't do without it. */
  public ScoreConfig requireScore() {
    return score.orElseThrow(
        () ->
            NightjarException.of(
                FailureKind.CONFIG,
                where("score"),
                "score is missing; give it at least score { source = \"…\" }."));
  }

  /** Whether anything is settled on the validation rows after the fit. */
  public boolean decidesAfterFit() {
    return calibration.isOn() || threshold.isPresent();
  }

  /** {@code file:line} of a setting (such as {@code data.source}); the file alone for a default. */
  public String where(String key) {
    return provenance.where(key);
  }

  /** The whole config with defaults and without secrets, as one JSON object with sorted keys. */
  public String resolved() {
    return provenance.resolved();
  }

  /** SHA-256 (hex) of {@link #resolved()}. */
  public String configSha256() {
    return provenance.sha256();
  }
}
