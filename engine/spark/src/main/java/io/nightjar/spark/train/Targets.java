package io.nightjar.spark.train;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.DataConfig;
import io.nightjar.config.hocon.Kind;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.config.model.ModelConfig.Family;
import io.nightjar.config.model.ModelConfig.Loss;
import io.nightjar.model.Target;
import io.nightjar.model.Task;
import io.nightjar.spark.data.contract.LabelCheck;
import io.nightjar.spark.data.contract.LabelFacts;
import java.util.List;

/** What a job's model predicts, from its config and the labels that are there. */
public final class Targets {
  private static final double HALF = 0.5;
  private static final String CLASSIFIERS = "org.apache.spark.ml.classification.";

  private final ModelConfig model;
  private final DataConfig data;
  private final LabelFacts labels;

  private Targets(ModelConfig model, DataConfig data, LabelFacts labels) {
    this.model = model;
    this.data = data;
    this.labels = labels;
  }

  /** Whether the label is a class or a number, as far as the config says so. */
  public static LabelCheck.Kind kind(ModelConfig model) {
    if (model instanceof ModelConfig.Mllib mllib) {
      return mllib.className().startsWith(CLASSIFIERS)
          ? LabelCheck.Kind.CLASSES
          : LabelCheck.Kind.NUMBER;
    }
    return switch (model.predicts()) {
      case CLASSES -> LabelCheck.Kind.CLASSES;
      case NUMBER -> LabelCheck.Kind.NUMBER;
      case PREFERENCE -> LabelCheck.Kind.STRENGTH;
      case OPEN -> LabelCheck.Kind.OPEN;
      case CLUSTERS, COMPONENTS, ANOMALIES -> LabelCheck.Kind.NONE;
    };
  }

  /**
   * The target: the config's positive class against all others; without it, the last of two classes
   * in order against the first, or each of several; or a number; or none where the model learns
   * without a label.
   *
   * @throws NightjarException of kind DATA when the labels are no such target
   */
  public static Target of(ModelConfig model, DataConfig data, LabelFacts labels) {
    if (!model.labelled()) {
      return unlabelled(model);
    }
    if (model.predicts() == ModelConfig.Predicts.PREFERENCE) {
      return Target.preference(data.requireLabel());
    }
    Targets targets = new Targets(model, data, labels);
    Target target = labels.numeric() ? targets.number() : targets.classes();
    targets.requireTwoClasses(target);
    targets.requireOneMargin(target);
    return target;
  }

  private static Target unlabelled(ModelConfig model) {
    return switch (model.predicts()) {
      case CLUSTERS -> Target.clustering();
      case COMPONENTS -> Target.projection();
      case ANOMALIES -> Target.anomaly();
      case CLASSES, NUMBER, PREFERENCE, OPEN ->
          throw new IllegalArgumentException(model.type() + " learns from a label");
    };
  }

  private Target number() {
    Loss loss = loss();
    boolean regression = model instanceof ModelConfig.Poisson;
    boolean positive = loss == Loss.GAMMA;
    if (positive || loss == Loss.POISSON || loss == Loss.TWEEDIE) {
      if (positive ? !(labels.min() > 0) : !(labels.min() >= 0)) {
        throw NightjarException.of(
            FailureKind.DATA,
            data.requireLabel(),
            "is %s in at least one row; model.%s = %s takes numbers %s: mend them, leave them out with data.where, or take %s"
                .formatted(
                    labels.min(),
                    regression ? "type" : "objective",
                    Kind.word(loss),
                    positive ? "above 0" : "of 0 or more",
                    regression ? "linear" : "squared"));
      }
    }
    return Target.regression(data.requireLabel());
  }

  private Target classes() {
    List<String> classes = labels.classes();
    boolean two = data.positive().isPresent() || classes.size() == 2;
    if (binary() && !two) {
      boolean logistic = model instanceof ModelConfig.Logistic;
      throw NightjarException.of(
          FailureKind.DATA,
          data.requireLabel(),
          "has %d values, but model.%s is binary; name the positive one in data.positive, or use %s"
              .formatted(
                  classes.size(),
                  logistic ? "family" : "objective",
                  logistic ? "family = multinomial" : "objective = multiclass"));
    }
    if (multiclass() || !two) {
      return Target.multiclass(data.requireLabel(), classes);
    }
    String positive = data.positive().orElse(classes.get(1));
    List<String> negatives = classes.stream().filter(name -> !name.equals(positive)).toList();
    return Target.binary(data.requireLabel(), negatives, positive);
  }

  /** What is for two classes alone, and would do nothing where there are none. */
  private void requireTwoClasses(Target target) {
    boolean weighs = model instanceof ModelConfig.Gbt gbt && gbt.scalePosWeight() != 1;
    boolean parts = threshold() != HALF;
    if (target.task() != Task.BINARY && (weighs || parts)) {
      throw NightjarException.of(
          FailureKind.DATA,
          data.requireLabel(),
          "is a %s target, but model.%s is for two classes; drop it"
              .formatted(target.task().text(), weighs ? "scale-pos-weight" : "threshold"));
    }
  }

  /** The threshold of a kind that has one whatever the label is. */
  private double threshold() {
    if (model instanceof ModelConfig.Mlp mlp) {
      return mlp.threshold();
    }
    if (model instanceof ModelConfig.Import imported) {
      return imported.threshold();
    }
    return TreeRules.of(model).map(TreeRules::threshold).orElse(HALF);
  }

  private void requireOneMargin(Target target) {
    boolean errors = model instanceof ModelConfig.Logistic logistic && logistic.glm().withErrors();
    boolean bounds =
        model instanceof ModelConfig.Logistic logistic && !logistic.glm().bounds().isEmpty();
    if (target.task() == Task.MULTICLASS && (errors || bounds || data.offset().isPresent())) {
      throw NightjarException.of(
          FailureKind.DATA,
          data.requireLabel(),
          "has %d values, but %s is for one margin; name the positive one in data.positive, or drop it"
              .formatted(
                  target.classes().size(),
                  errors ? "model.standard-errors" : bounds ? "model.bounds" : "data.offset"));
    }
  }

  private boolean binary() {
    return loss() == Loss.BINARY || family() == Family.BINARY;
  }

  private boolean multiclass() {
    return loss() == Loss.MULTICLASS || family() == Family.MULTINOMIAL;
  }

  private Family family() {
    return model instanceof ModelConfig.Logistic logistic ? logistic.family() : Family.AUTO;
  }

  private Loss loss() {
    if (model instanceof ModelConfig.Poisson) {
      return Loss.POISSON;
    }
    if (model instanceof ModelConfig.Gbt gbt) {
      return gbt.objective().objective();
    }
    if (model instanceof ModelConfig.Mlp mlp) {
      return mlp.objective();
    }
    return model instanceof ModelConfig.Forest forest ? forest.objective() : Loss.AUTO;
  }
}
