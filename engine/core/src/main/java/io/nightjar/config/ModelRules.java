package io.nightjar.config;

import io.nightjar.config.hocon.Kind;
import io.nightjar.config.hocon.Settings;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.config.model.ModelConfig.Family;
import io.nightjar.config.model.ModelConfig.Gbt;
import io.nightjar.config.model.ModelConfig.Loss;
import io.nightjar.config.model.ModelConfig.Predicts;
import io.nightjar.metrics.Metric;
import io.nightjar.metrics.Task;
import java.util.List;

/** What the model says about other settings, and they about it. */
final class ModelRules {
  private final Settings settings;
  private final ModelConfig model;

  ModelRules(Settings settings, ModelConfig model) {
    this.settings = settings;
    this.model = model;
  }

  void check(DataConfig data, SplitConfig split) {
    if (settings.has("score.recommend") && !(model instanceof ModelConfig.Als)) {
      settings.reject(
          "score.recommend",
          " is for factors of users and items (als), but model.type is "
              + model.type()
              + "; drop it.");
    }
    if (!model.labelled()) {
      checkUnlabelled();
      return;
    }
    if (data.label().isEmpty() && settings.isSound(DataConfig.LABEL)) {
      settings.reject("data.label", " is missing; it is " + DataConfig.LABEL.doc() + ".");
    }
    if (model.predicts() == Predicts.NUMBER || model.predicts() == Predicts.PREFERENCE) {
      checkNumber(data);
    }
    if (model instanceof ModelConfig.Als als) {
      new AlsRules(settings, als).check(data);
    }
    if (data.positive().isPresent()) {
      checkPositive();
    }
    boolean multinomial =
        model instanceof ModelConfig.Logistic some
            && some.family() == Family.MULTINOMIAL
            && some.glm().withErrors();
    if (multinomial) {
      settings.reject(
          "model.standard-errors",
          " is for one margin, but model.family is multinomial; drop one.");
    }
    boolean severalBounded =
        model instanceof ModelConfig.Logistic some
            && some.family() == Family.MULTINOMIAL
            && !some.glm().bounds().isEmpty();
    if (severalBounded) {
      settings.reject(
          "model.bounds", " is for one margin, but model.family is multinomial; drop one.");
    }
    if (data.offset().isPresent()) {
      checkOffset();
    }
    if (stopsEarly() && split.validation() == 0) {
      settings.reject(
          "model.early-stopping-rounds",
          " looks at the validation rows, but split.validation is 0; give it a share such as 0.15,"
              + " or drop one.");
    }
    if (settings.has("model.lambda-path") && split.validation() == 0) {
      settings.reject(
          "model.lambda-path",
          " is judged by the validation rows, but split.validation is 0; give it a share such as"
              + " 0.15, or set model.lambda.");
    }
    if (model instanceof Gbt gbt) {
      checkGbt(gbt);
    }
  }

  /** What is for models with a label would do nothing without one. */
  private void checkUnlabelled() {
    String without = ", but " + setting() + " learns without a label; ";
    if (settings.has("data.label")) {
      settings.reject(
          "data.label",
          " is the column to predict"
              + without
              + "drop it, and name the column in features.exclude if it is no feature.");
    }
    boolean forest = model instanceof ModelConfig.IsolationForest;
    if (forest && settings.has("data.weight")) {
      settings.reject(
          "data.weight", " is for weighted rows, but " + setting() + " draws rows alike; drop it.");
    }
    for (String key :
        List.of(
            "data.positive",
            "data.offset",
            "score.threshold",
            "score.explain-top",
            "score.challengers",
            "score.names.probability",
            "score.names.margin")) {
      boolean explained = forest && key.equals("score.explain-top");
      if (settings.has(key) && !explained) {
        settings.reject(key, " is for predictions of a label" + without + "drop it.");
      }
    }
    if (settings.has("monitor.decay")) {
      settings.reject(
          "monitor.decay",
          " compares with labels"
              + without
              + "drop it, and watch monitor.psi and monitor.ks of the prediction.");
    }
  }

  private void checkOffset() {
    if (model instanceof ModelConfig.Logistic logistic) {
      if (logistic.family() == Family.MULTINOMIAL) {
        settings.reject(
            "data.offset", " is for one margin, but model.family is multinomial; drop one.");
      }
    } else if (!(model instanceof ModelConfig.Linear || model instanceof ModelConfig.Poisson)) {
      settings.reject(
          "data.offset",
          " is for logistic, linear and poisson, but model.type is " + model.type() + "; drop it.");
    }
  }

  private void checkNumber(DataConfig data) {
    String number = " is for classes, but " + setting() + " predicts " + number() + "; drop it";
    if (data.positive().isPresent()) {
      String instead = model instanceof ModelConfig.Linear ? ", or take logistic." : ".";
      settings.reject("data.positive", number + instead);
    }
    for (String key : new String[] {"score.threshold", "model.threshold"}) {
      // What has no threshold at all says so elsewhere.
      boolean none =
          model instanceof ModelConfig.Linear
              || model instanceof ModelConfig.Poisson
              || model instanceof ModelConfig.Als;
      boolean ownKey = key.startsWith("score") || !none;
      if (ownKey && settings.has(key)) {
        settings.reject(key, number + ".");
      }
    }
  }

  private String number() {
    return model.predicts() == Predicts.NUMBER ? "a number" : Kind.word(model.predicts());
  }

  private void checkPositive() {
    boolean multinomial =
        model instanceof ModelConfig.Logistic logistic && logistic.family() == Family.MULTINOMIAL;
    if (multinomial) {
      settings.reject(
          "data.positive", " is for two classes, but model.family is multinomial; drop one.");
    }
    if (loss() == Loss.MULTICLASS) {
      settings.reject(
          "data.positive", " is for two classes, but model.objective is multiclass; drop one.");
    }
  }

  private boolean stopsEarly() {
    return model instanceof ModelConfig.Mlp mlp
        ? mlp.descent().earlyStoppingRounds() > 0
        : model instanceof Gbt gbt && gbt.earlyStoppingRounds().isPresent();
  }

  private void checkGbt(Gbt gbt) {
    gbt.earlyStoppingMetric().ifPresent(name -> checkStopping(gbt, name));
    boolean binary = loss() == Loss.AUTO || loss() == Loss.BINARY;
    if (!binary && settings.has("model.scale-pos-weight")) {
      settings.reject(
          "model.scale-pos-weight", " is for two classes, but " + setting() + "; drop it.");
    }
  }

  private void checkStopping(Gbt gbt, String name) {
    String key = "model.early-stopping-metric";
    if (gbt.earlyStoppingRounds().isEmpty()) {
      settings.reject(
          key,
          " says what growing stops by, but model.early-stopping-rounds is missing; give it a number"
              + " such as 20, or drop one.");
    }
    checkMetric(key, name);
  }

  /** Refuses what is no metric, or one of another kind than the model's predictions. */
  void checkMetric(String key, String name) {
    Metric.named(name)
        .ifPresentOrElse(
            metric -> checkMetric(key, metric),
            () -> GatesConfig.rejectMetric(settings, key, name));
  }

  private void checkMetric(String key, Metric metric) {
    Predicts needed = needed(metric);
    boolean open = model.predicts() == Predicts.OPEN;
    boolean byLabel = needed == Predicts.CLASSES || needed == Predicts.NUMBER;
    if (model.predicts() != needed && !(open && byLabel)) {
      settings.reject(
          key,
          " is for "
              + (needed == Predicts.NUMBER ? "numbers" : Kind.word(needed))
              + ", but "
              + setting()
              + " predicts "
              + (model.predicts() == Predicts.NUMBER ? number() : predicted())
              + "; drop it.");
    }
  }

  /** What a model of an open type predicts hangs on its label. */
  private String predicted() {
    return model.predicts() == Predicts.OPEN ? "a label" : Kind.word(model.predicts());
  }

  private static Predicts needed(Metric metric) {
    if (metric.appliesTo(Task.CLUSTERING)) {
      return Predicts.CLUSTERS;
    }
    if (metric.appliesTo(Task.PREFERENCE)) {
      return Predicts.PREFERENCE;
    }
    if (metric.appliesTo(Task.ANOMALY)) {
      return Predicts.ANOMALIES;
    }
    if (metric.appliesTo(Task.PROJECTION)) {
      return Predicts.COMPONENTS;
    }
    return metric.appliesTo(Task.REGRESSION) ? Predicts.NUMBER : Predicts.CLASSES;
  }

  private Loss loss() {
    if (model instanceof Gbt gbt) {
      return gbt.objective().objective();
    }
    if (model instanceof ModelConfig.Mlp mlp) {
      return mlp.objective();
    }
    return model instanceof ModelConfig.Forest forest ? forest.objective() : null;
  }

  /** The setting that says what is predicted. */
  private String setting() {
    if (model.predicts() == Predicts.PREFERENCE) {
      return "model.implicit = true";
    }
    return loss() == null
        ? "model.type = " + model.type()
        : "model.objective = " + Kind.word(loss());
  }
}
