package io.nightjar.config.model;

import io.nightjar.config.hocon.Kind;
import io.nightjar.config.hocon.Property;
import io.nightjar.config.hocon.Settings;
import io.nightjar.config.model.ModelConfig.Glm;
import io.nightjar.config.model.ModelConfig.Precision;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings of the linear family: logistic, linear and Poisson regression. */
final class GlmKeys {
  private static final String PATH = "model.lambda-path";

  static final Property<Boolean> FIT_INTERCEPT =
      Property.of(
          "model.fit-intercept",
          Kind.bool(),
          true,
          "whether there is an intercept (logistic, linear, poisson)");
  static final Property<Precision> PRECISION =
      Property.of(
          "model.precision",
          Kind.oneOf(Precision.class),
          Precision.FLOAT,
          "the features' precision; double is for ill-conditioned tables (logistic, linear,"
              + " poisson, pca)");
  static final Property<StandardErrorKind> STANDARD_ERRORS =
      Property.of(
          "model.standard-errors",
          Kind.oneOf(
              StandardErrorKind.class,
              Map.of("true", StandardErrorKind.CLASSIC, "false", StandardErrorKind.NONE)),
          StandardErrorKind.NONE,
          "the coefficients' standard errors at the optimum with lambda = 0: classic (or true) are"
              + " those of the observed information; hc0 those of the sandwich, which hold"
              + " whatever the variance of the rows is, and robust the same times √(n/(n − p)), which"
              + " is HC1 (logistic of two classes, linear, poisson)");
  static final Property<Integer> PATH_COUNT =
      Property.optional(
          PATH + ".count",
          Kind.integer(2, 1000),
          "100, where there is a block lambda-path",
          "how many λ are tried, from the least one at which every coefficient is 0 downward"
              + " (with alpha below 0.001 from that of alpha = 0.001), each fit starting at the"
              + " one before; the one with the least loss on the validation rows is taken"
              + " (logistic, linear, poisson)");
  static final Property<Double> PATH_MIN_RATIO =
      Property.of(
          PATH + ".min-ratio",
          Kind.between(0, 1),
          1e-4,
          "the smallest λ of the path as a share of the largest (logistic, linear, poisson)");
  static final Property<List<Double>> PATH_VALUES =
      Property.optional(
          PATH + ".values",
          Kind.numbers(1, 1000, 0),
          "found from the rows",
          "the λ of the path, in place of count and min-ratio (logistic, linear, poisson)");

  private GlmKeys() {}

  static List<Property<?>> all() {
    return List.of(
        ModelKeys.LAMBDA,
        ModelKeys.ALPHA,
        PATH_COUNT,
        PATH_MIN_RATIO,
        PATH_VALUES,
        ModelKeys.MAX_ITERATIONS,
        ModelKeys.TOLERANCE,
        ModelKeys.STANDARDIZE,
        FIT_INTERCEPT,
        PRECISION,
        STANDARD_ERRORS,
        CoefficientBounds.MIN,
        CoefficientBounds.MAX,
        ModelKeys.CHECKPOINT_ROUNDS);
  }

  static Glm read(Settings settings) {
    double alpha = settings.read(ModelKeys.ALPHA);
    if (alpha > 1) {
      String key = ModelKeys.ALPHA.key();
      settings.reject(key, " is " + settings.text(key).get() + "; must be 0..1.");
    }
    Optional<LambdaPath> path = path(settings);
    double lambda = path.isPresent() ? 0 : ModelKeys.readOr(settings, ModelKeys.LAMBDA, 1e-4);
    StandardErrorKind standardErrors = settings.read(STANDARD_ERRORS);
    if (standardErrors != StandardErrorKind.NONE && (lambda > 0 || path.isPresent())) {
      settings.reject(
          STANDARD_ERRORS.key(),
          " needs a fit without a penalty, but "
              + (path.isPresent() ? PATH + " is there" : "model.lambda is " + lambda)
              + "; set lambda = 0, or drop it.");
    }
    Map<String, CoefficientBounds> bounds = CoefficientBounds.read(settings);
    if (standardErrors != StandardErrorKind.NONE && !bounds.isEmpty()) {
      settings.reject(
          STANDARD_ERRORS.key(),
          " are those of a free optimum, but " + CoefficientBounds.KEY + " is there; drop one.");
    }
    return new Glm(
        lambda,
        alpha,
        settings.read(ModelKeys.MAX_ITERATIONS),
        ModelKeys.readOr(settings, ModelKeys.TOLERANCE, ModelKeys.SOLVER_TOLERANCE),
        settings.read(ModelKeys.STANDARDIZE),
        settings.read(FIT_INTERCEPT),
        settings.read(PRECISION),
        standardErrors,
        path.orElse(null),
        bounds);
  }

  private static Optional<LambdaPath> path(Settings settings) {
    if (!settings.has(PATH)) {
      return Optional.empty();
    }
    if (settings.has(ModelKeys.LAMBDA.key())) {
      settings.reject(
          ModelKeys.LAMBDA.key(), " is one λ, but " + PATH + " tries several; drop one.");
    }
    Optional<List<Double>> values = settings.find(PATH_VALUES);
    if (settings.has(PATH_VALUES.key())) {
      for (Property<?> other : List.of(PATH_COUNT, PATH_MIN_RATIO)) {
        if (settings.has(other.key())) {
          settings.reject(
              other.key(), " says how λ are found, but " + PATH + ".values gives them; drop one.");
        }
      }
      List<Double> downward =
          values.orElse(List.of(0.0)).stream()
              .distinct()
              .sorted(Comparator.reverseOrder())
              .toList();
      return Optional.of(
          new LambdaPath(downward.size(), PATH_MIN_RATIO.fallback().get(), downward));
    }
    int count = ModelKeys.readOr(settings, PATH_COUNT, 100);
    return Optional.of(new LambdaPath(count, settings.read(PATH_MIN_RATIO), List.of()));
  }
}
