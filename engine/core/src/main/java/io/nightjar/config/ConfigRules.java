package io.nightjar.config;

import io.nightjar.config.GatesConfig.Gate;
import io.nightjar.config.GatesConfig.Part;
import io.nightjar.config.MonitorConfig.Alarm;
import io.nightjar.config.MonitorConfig.Decay;
import io.nightjar.config.ScoreConfig.OutputFormat;
import io.nightjar.config.SplitConfig.By;
import io.nightjar.config.decision.DecisionRules;
import io.nightjar.config.hocon.Kind;
import io.nightjar.config.hocon.Property;
import io.nightjar.config.hocon.Settings;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.config.output.RecommendConfig;
import io.nightjar.config.tune.FoldsConfig;
import io.nightjar.config.tune.RowRoles;
import io.nightjar.config.tune.TuneConfig;
import io.nightjar.config.tune.TuneRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one setting says about another: the rules that no single property can check. */
final class ConfigRules {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z_-]+)}");

  private final Settings settings;
  private final DataConfig data;
  private final SplitConfig split;

  ConfigRules(Settings settings, DataConfig data, SplitConfig split) {
    this.settings = settings;
    this.data = data;
    this.split = split;
  }

  /** The rows that a gate is measured on unless it says so itself. */
  Part heldOut() {
    return has(Part.TEST) ? Part.TEST : Part.VALIDATION;
  }

  /** The columns that folds may go by. */
  RowRoles roles() {
    FoldsConfig.By usual = split.by() == By.TIME ? FoldsConfig.By.TIME : FoldsConfig.By.HASH;
    return new RowRoles(
        data.id(),
        data.group(),
        data.time(),
        data.group().isPresent() ? FoldsConfig.By.GROUP : usual);
  }

  void check(JobConfig config) {
    new ColumnNameRules(settings, data, config.features()).check();
    checkNights(config.nightly());
    checkSplit();
    ModelRules model = new ModelRules(settings, config.model());
    model.check(data, split);
    DecisionRules decision =
        new DecisionRules(settings, split.validation(), config.model().predicts());
    decision.check(config.calibration());
    config.threshold().ifPresent(decision::check);
    checkDecisions(config);
    config.gates().gates().forEach(gate -> checkGate(gate, model));
    checkRowRules(config);
    checkMonitor(config, model);
    config.tune().ifPresent(tune -> checkTune(tune, config.model(), model));
    config.score().ifPresent(this::checkOutput);
    checkPlaces(config);
    checkPlaceholders();
  }

  private void checkNights(NightlyConfig nightly) {
    if (data.nights() > 1 && !RunDates.isDated(data.source())) {
      settings.reject(
          "data.nights", " is " + data.nights() + ", but data.source has no {run-date} in it.");
    }
    String retrain = nightly.retrainSource().orElse(data.source());
    if (nightly.window().orElse(1) > 1 && !RunDates.isDated(retrain)) {
      settings.reject(
          "nightly.window",
          " is "
              + nightly.window().getAsInt()
              + ", but "
              + (nightly.retrainSource().isPresent() ? "nightly.retrain-source" : "data.source")
              + " has no {run-date} in it.");
    }
  }

  private void checkSplit() {
    requireRole(By.ID, data.id(), DataConfig.ID);
    requireRole(By.GROUP, data.group(), DataConfig.GROUP);
    requireRole(By.TIME, data.time(), DataConfig.TIME);
    if (data.group().isPresent() && split.by() != By.GROUP) {
      settings.reject(
          "split.by",
          " is "
              + Kind.word(split.by())
              + ", which may split the rows of one data.group; must be group, or drop data.group.");
    }
    if (data.testSource().isPresent() && split.test() > 0) {
      settings.reject(
          "split.test",
          " is " + split.test() + ", but data.test-source is the test set; drop one.");
    }
    if (split.validation() + split.test() >= 1) {
      settings.reject(
          "split.validation",
          " is "
              + split.validation()
              + " and split.test "
              + split.test()
              + ", which leaves no rows to train on; their sum must be below 1.");
    }
  }

  private void requireRole(By by, Optional<String> column, Property<String> role) {
    if (split.by() == by && column.isEmpty() && settings.isSound(role)) {
      settings.reject(
          "split.by",
          " is " + Kind.word(by) + ", but " + role.key() + " is missing; name the column.");
    }
  }

  private void checkDecisions(JobConfig config) {
    if (config.promote() == JobConfig.Promote.AUTO
        && config.gates().gates().isEmpty()
        && !settings.has("gates")) {
      settings.reject(
          "promote",
          " is auto, but without a gate it would promote every model; add one such as gates { auc {"
              + " min = 0.8 } }, or take manual.");
    }
    if (config.compute().required() && config.compute().backend() == ComputeConfig.Backend.AUTO) {
      settings.reject(
          "compute.required",
          " is true, but compute.backend is auto; name the backend that is required.");
    }
  }

  private void checkGate(Gate gate, ModelRules model) {
    if (!has(gate.on())) {
      String share = gate.on() == Part.TEST ? "split.test" : "split.validation";
      String source = gate.on() == Part.TEST ? " and data.test-source is missing" : "";
      settings.reject(
          gate.key(),
          " is measured on "
              + Kind.word(gate.on())
              + " rows, but "
              + share
              + " is 0"
              + source
              + ".");
    }
    model.checkMetric(gate.key(), gate.metric());
  }

  private boolean has(Part part) {
    return part == Part.TEST
        ? data.testSource().isPresent() || split.test() > 0
        : split.validation() > 0;
  }

  /** Rows that break a rule by themselves need a place to go to. */
  private void checkRowRules(JobConfig config) {
    data.contract()
        .forEach(
            (column, rule) -> {
              if (rule.action() != ColumnRule.Action.QUARANTINE) {
                return;
              }
              String key = "data.contract." + column + ".action";
              if (data.label().filter(column::equals).isPresent()) {
                settings.reject(
                    key,
                    " is quarantine, but rows to score needn't have the label; must be reject.");
              }
              if (config.score().filter(score -> score.quarantine().isEmpty()).isPresent()) {
                settings.reject(
                    key, " is quarantine, but score.quarantine is not set; give it a folder.");
              }
            });
  }

  private void checkMonitor(JobConfig config, ModelRules model) {
    Optional<Decay> decay = config.monitor().decay();
    if (config.monitor().failOn().contains(Alarm.DECAY) && decay.isEmpty()) {
      settings.reject(
          "monitor.fail-on",
          " has decay, but monitor.decay is missing; give it metric and max-drop.");
    }
    decay.ifPresent(d -> checkMetric(MonitorConfig.DECAY_METRIC, d.metric(), model));
    if (decay.flatMap(Decay::labels).isPresent() && data.id().isEmpty()) {
      settings.reject(
          "monitor.decay.labels", " needs data.id, the column that joins labels to scores.");
    }
  }

  private void checkTune(TuneConfig tune, ModelConfig config, ModelRules model) {
    checkMetric(TuneConfig.METRIC, tune.metric(), model);
    new TuneRules(settings, tune).check(roles(), config);
  }

  private void checkMetric(Property<String> setting, String name, ModelRules model) {
    if (settings.isSound(setting)) {
      model.checkMetric(setting.key(), name);
    }
  }

  /** Scores of a catalog table wait elsewhere; those of a folder wait in it. */
  private void checkOutput(ScoreConfig score) {
    String format = Kind.word(score.outputFormat());
    Map<Property<String>, String> tables = new LinkedHashMap<>();
    tables.put(ScoreConfig.OUTPUT, score.output());
    score.quarantine().ifPresent(place -> tables.put(ScoreConfig.QUARANTINE, place));
    score.recommend().ifPresent(r -> tables.put(RecommendConfig.OUTPUT, r.output()));
    if (score.outputFormat() == OutputFormat.PARQUET) {
      score
          .staging()
          .ifPresent(
              place ->
                  settings.reject(
                      ScoreConfig.STAGING.key(),
                      " is for score.output-format = delta or iceberg; scores in Parquet wait in"
                          + " their own folder. Leave it away."));
      return;
    }
    tables.forEach(
        (key, place) -> {
          boolean named = ScoreConfig.isCatalogTable(place);
          if (!named && score.outputFormat() == OutputFormat.ICEBERG) {
            settings.reject(
                key.key(),
                " is "
                    + place
                    + "; an Iceberg table must be one of a catalog, such as lake.scores.");
          } else if (named && score.staging().isEmpty()) {
            settings.reject(
                key.key(),
                " is "
                    + place
                    + ", a table of a catalog, but score.staging is missing; give it a folder for"
                    + " the scores until the "
                    + format
                    + " table commits them.");
          }
        });
  }

  /** What the job writes must not lie on one another. */
  private void checkPlaces(JobConfig config) {
    Map<String, String> written = new LinkedHashMap<>();
    written.put("registry", config.registry());
    written.put("runs", config.runs());
    config.score().ifPresent(s -> written.put("score.output", s.output()));
    config
        .score()
        .flatMap(ScoreConfig::quarantine)
        .ifPresent(q -> written.put("score.quarantine", q));
    config
        .score()
        .flatMap(ScoreConfig::staging)
        .ifPresent(place -> written.put("score.staging", place));
    config
        .score()
        .flatMap(ScoreConfig::recommend)
        .ifPresent(r -> written.put(RecommendConfig.OUTPUT.key(), r.output()));
    Map<String, String> seen = new LinkedHashMap<>();
    seen.put(withoutSlash(data.source()), "data.source");
    written.forEach(
        (key, place) -> {
          String other = place.isEmpty() ? null : seen.putIfAbsent(withoutSlash(place), key);
          if (other != null) {
            settings.reject(
                key, " is " + place + ", as " + other + " is; each needs a place of its own.");
          }
        });
  }

  private static String withoutSlash(String place) {
    return place.replaceAll("^(\\./)+|/+$", "");
  }

  private void checkPlaceholders() {
    for (Property<String> property :
        List.of(
            DataConfig.SOURCE,
            DataConfig.TEST_SOURCE,
            ScoreConfig.SOURCE,
            ScoreConfig.OUTPUT,
            ScoreConfig.QUARANTINE,
            RecommendConfig.OUTPUT,
            MonitorConfig.DECAY_LABELS,
            NightlyConfig.RETRAIN_SOURCE)) {
      settings.text(property.key()).ifPresent(text -> checkPlaceholders(property.key(), text));
    }
  }

  private void checkPlaceholders(String key, String text) {
    Matcher placeholder = PLACEHOLDER.matcher(text);
    while (placeholder.find()) {
      if (!placeholder.group().equals(RunDates.PLACEHOLDER)) {
        settings.reject(
            key, " has " + placeholder.group() + ", which means nothing; must be {run-date}.");
      }
    }
  }
}
