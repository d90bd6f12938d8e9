package io.nightjar.spark.train;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.features.Feature;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.HashedFeature;
import io.nightjar.features.VectorFeature;
import java.util.Optional;

/** Which models learn from features that aren't written out: vectors and hashed categories. */
public final class FeatureRules {
  private FeatureRules() {}

  /** Whether a model reads sparse rows: those of the linear family on float32 features. */
  public static boolean readsSparseRows(ModelConfig model) {
    return solver(model).filter(glm -> glm.precision() == ModelConfig.Precision.FLOAT).isPresent();
  }

  /** Whether a model is of the linear family, which reads hashed categories. */
  public static boolean isLinear(ModelConfig model) {
    return solver(model).isPresent();
  }

  private static Optional<ModelConfig.Glm> solver(ModelConfig model) {
    if (model instanceof ModelConfig.Logistic logistic) {
      return Optional.of(logistic.glm());
    }
    if (model instanceof ModelConfig.Linear linear) {
      return Optional.of(linear.glm());
    }
    return model instanceof ModelConfig.Poisson poisson
        ? Optional.of(poisson.glm())
        : Optional.empty();
  }

  /**
   * Refuses features that the model doesn't read.
   *
   * @throws NightjarException of kind CONFIG
   */
  public static void require(ModelConfig model, FeatureSpec features) {
    features.vector().ifPresent(vector -> requireVector(model, vector));
    if (!isLinear(model)) {
      features.features().forEach(feature -> refuseHashed(model, feature));
    }
  }

  private static void requireVector(ModelConfig model, VectorFeature vector) {
    if (readsSparseRows(model)) {
      return;
    }
    String what = isLinear(model) ? "model.precision is double; must be float" : otherType(model);
    throw NightjarException.of(
        FailureKind.CONFIG,
        "%s for the vector %s of %d elements, or name other columns in features.columns"
            .formatted(what, vector.column(), vector.elements()));
  }

  private static void refuseHashed(ModelConfig model, Feature feature) {
    if (feature instanceof HashedFeature hashed) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          "%s for the column %s, whose values are hashed to %d places; add it to features.exclude, or leave out features.hash-bits"
              .formatted(otherType(model), hashed.column(), hashed.places()));
    }
  }

  private static String otherType(ModelConfig model) {
    return "model.type is %s; must be logistic, linear or poisson".formatted(model.type());
  }
}
