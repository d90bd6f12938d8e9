package io.nightjar.spark.train;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.DataConfig;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.model.Target;
import io.nightjar.spark.data.contract.LabelCheck;
import io.nightjar.spark.data.contract.LabelFacts;
import java.util.List;

/** What a job's model predicts, from its config and the labels that are there. */
public final class Targets {
  private static final String CLASSIFIERS = "org.apache.spark.ml.classification.";

  private Targets() {}

  /** Whether the label is a class or a number. */
  public static LabelCheck.Kind kind(ModelConfig model) {
    boolean numeric =
        model instanceof ModelConfig.Linear
            || model instanceof ModelConfig.Mllib mllib
                && !mllib.className().startsWith(CLASSIFIERS);
    return numeric ? LabelCheck.Kind.NUMBER : LabelCheck.Kind.CLASSES;
  }

  /**
   * The target: the config's positive class against all others; without it, the last of two classes
   * in order against the first, or each of several.
   *
   * @throws NightjarException of kind DATA when the config asks for two classes and there are more
   */
  public static Target of(ModelConfig model, DataConfig data, LabelFacts labels) {
    if (kind(model) == LabelCheck.Kind.NUMBER) {
      return Target.regression(data.label());
    }
    List<String> classes = labels.classes();
    ModelConfig.Family family =
        model instanceof ModelConfig.Logistic logistic
            ? logistic.family()
            : ModelConfig.Family.AUTO;
    boolean two = data.positive().isPresent() || classes.size() == 2;
    if (family == ModelConfig.Family.BINARY && !two) {
      throw NightjarException.of(
          FailureKind.DATA,
          data.label(),
          "has "
              + classes.size()
              + " values, but model.family is binary; name the positive one in data.positive, or use"
              + " family = multinomial");
    }
    if (family == ModelConfig.Family.MULTINOMIAL || !two) {
      return Target.multiclass(data.label(), classes);
    }
    String positive = data.positive().orElse(classes.get(1));
    List<String> negatives = classes.stream().filter(name -> !name.equals(positive)).toList();
    return Target.binary(data.label(), negatives, positive);
  }
}
