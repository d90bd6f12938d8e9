package io.nightjar.spark.train;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.VectorFeature;
import java.util.Optional;

/** Which models learn from a vector as it is, never written out. */
public final class VectorRules {
  private VectorRules() {}

  /** Whether a model reads sparse rows: those of the linear family on float32 features. */
  public static boolean apply(ModelConfig model) {
    return solver(model).filter(glm -> glm.precision() == ModelConfig.Precision.FLOAT).isPresent();
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
   * Refuses features that are a vector which the model doesn't read.
   *
   * @throws NightjarException of kind CONFIG
   */
  public static void require(ModelConfig model, FeatureSpec features) {
    if (features.vector().isEmpty() || apply(model)) {
      return;
    }
    VectorFeature vector = features.vector().get();
    String what =
        solver(model).isPresent()
            ? "model.precision is double; must be float"
            : "model.type is %s; must be logistic, linear or poisson".formatted(model.type());
    throw NightjarException.of(
        FailureKind.CONFIG,
        "%s for the vector %s of %d elements, or name other columns in features.columns"
            .formatted(what, vector.column(), vector.elements()));
  }
}
