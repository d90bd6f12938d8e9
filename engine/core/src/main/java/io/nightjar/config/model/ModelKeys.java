package io.nightjar.config.model;

import io.nightjar.NearestName;
import io.nightjar.config.hocon.Kind;
import io.nightjar.config.hocon.Property;
import io.nightjar.config.hocon.Settings;
import io.nightjar.config.model.ModelConfig.Family;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The settings of {@link ModelConfig}: which there are depends on {@code model.type}. */
public final class ModelKeys {
  /** The tolerance of the solvers that go down a gradient. */
  static final double SOLVER_TOLERANCE = 1e-8;

  static final Property<String> TYPE =
      Property.required(
          "model.type",
          Kind.text(
              "logistic, linear, poisson, gbt, forest, mlp, als, kmeans, pca,"
                  + " isolation-forest, mllib or import",
              ".+"),
          "the algorithm");
  static final Property<Double> LAMBDA =
      Property.optional(
          "model.lambda",
          Kind.number(0, Double.POSITIVE_INFINITY),
          "0.0001; 1 for gbt, 0 for forest, 0.1 for als",
          "λ, the strength of the penalty (logistic, linear, poisson; mlp: of half the sum of squared weights), or what is added to H in a leaf's value"
              + " −G/(H + λ) (gbt, forest); times the ratings of each user and item, what their squared factors cost (als)");
  static final Property<Double> ALPHA =
      Property.of(
          "model.alpha",
          Kind.number(0, Double.POSITIVE_INFINITY),
          0.0,
          "α, the share of the L1 penalty, 0..1: 0 is ridge, 1 is lasso (logistic, linear, poisson), or what a"
              + " leaf's G is shrunk by towards 0 (gbt, forest), or in the confidence 1 + α·|label| of implicit"
              + " feedback (als; 1 where it is left out)");
  static final Property<Integer> MAX_ITERATIONS =
      Property.of(
          "model.max-iterations",
          Kind.integer(1, 100_000),
          200,
          "the most iterations of the solver (logistic, linear, poisson, kmeans, mlp with optimizer ="
              + " l-bfgs)");
  static final Property<Double> TOLERANCE =
      Property.optional(
          "model.tolerance",
          Kind.positive(),
          "1E-8; 1E-6 for kmeans",
          "the relative change of the objective at which the solver stops (logistic, linear, poisson,"
              + " kmeans, mlp with optimizer = l-bfgs)");
  static final Property<Boolean> STANDARDIZE =
      Property.of(
          "model.standardize",
          Kind.bool(),
          true,
          "whether the penalty is on standardised features (logistic, linear, poisson), or the"
              + " distances or components are those of standardised ones (kmeans, pca)");
  static final Property<Double> THRESHOLD =
      Property.of(
          "model.threshold",
          Kind.number(0, 1),
          0.5,
          "the probability from which a row is called positive (logistic, gbt, forest, mlp, import)");
  static final Property<Integer> CHECKPOINT_ROUNDS =
      Property.optional(
          "model.checkpoint-rounds",
          Kind.integer(1, 100_000),
          "a stopped run begins anew",
          "the rounds (trees of each output, epochs, iterations of the solver, or fits of a path of"
              + " λ) after which what they came to is kept in the run's folder, until the model is"
              + " registered; the same run, stopped and run again, goes on from there to the same"
              + " model (logistic, linear, poisson, gbt, forest, mlp, als, kmeans)");
  static final Property<Family> FAMILY =
      Property.of(
          "model.family",
          Kind.oneOf(Family.class),
          Family.AUTO,
          "the number of classes; auto goes by the label (logistic)");
  static final Property<String> CLASS =
      Property.required(
          "model.class",
          Kind.text("a Java class name", "[A-Za-z_$][\\w$]*(\\.[A-Za-z_$][\\w$]*)+"),
          "the class of any Spark ML estimator (mllib)");
  static final Property<Map<String, Object>> PARAMS =
      Property.of(
          "model.params", Kind.valueByName(), Map.of(), "the estimator's params by name (mllib)");

  private static final List<Property<?>> GLM = GlmKeys.all();
  private static final Map<String, List<Property<?>>> BY_TYPE =
      Map.ofEntries(
          Map.entry("logistic", Stream.concat(GLM.stream(), Stream.of(THRESHOLD, FAMILY)).toList()),
          Map.entry("linear", GLM),
          Map.entry("poisson", GLM),
          Map.entry("gbt", TreeKeys.ofGbt()),
          Map.entry("forest", TreeKeys.ofForest()),
          Map.entry("mlp", MlpKeys.ofMlp()),
          Map.entry("als", AlsKeys.ofAls()),
          Map.entry("kmeans", UnlabelledKeys.ofKMeans()),
          Map.entry("pca", UnlabelledKeys.ofPca()),
          Map.entry("isolation-forest", UnlabelledKeys.ofIsolationForest()),
          Map.entry("mllib", List.of(CLASS, PARAMS)),
          Map.entry("import", ImportKeys.all()));

  private ModelKeys() {}

  /** Every setting, in the order of the reference. */
  public static List<Property<?>> properties() {
    return Stream.of(
            List.of(TYPE),
            BY_TYPE.get("logistic"),
            BY_TYPE.get("gbt"),
            BY_TYPE.get("mlp"),
            BY_TYPE.get("als"),
            BY_TYPE.get("kmeans"),
            BY_TYPE.get("pca"),
            BY_TYPE.get("isolation-forest"),
            BY_TYPE.get("mllib"),
            BY_TYPE.get("import"))
        .<Property<?>>flatMap(List::stream)
        .distinct()
        .toList();
  }

  /** The model; an MLlib stand-in where the type is wrong, which is then a problem. */
  public static ModelConfig read(Settings settings) {
    String type = settings.read(TYPE);
    if (!BY_TYPE.containsKey(type)) {
      rejectType(settings, type);
      return new ModelConfig.Mllib("", Map.of());
    }
    rejectOthers(settings, type);
    return switch (type) {
      case "logistic" ->
          new ModelConfig.Logistic(
              GlmKeys.read(settings),
              settings.read(THRESHOLD),
              settings.read(FAMILY),
              readCheckpointRounds(settings));
      case "linear" ->
          new ModelConfig.Linear(GlmKeys.read(settings), readCheckpointRounds(settings));
      case "poisson" ->
          new ModelConfig.Poisson(GlmKeys.read(settings), readCheckpointRounds(settings));
      case "gbt" -> TreeKeys.readGbt(settings);
      case "forest" -> TreeKeys.readForest(settings);
      case "mlp" -> MlpKeys.readMlp(settings);
      case "als" -> AlsKeys.readAls(settings);
      case "import" -> ImportKeys.read(settings);
      case "kmeans" -> UnlabelledKeys.readKMeans(settings);
      case "pca" -> UnlabelledKeys.readPca(settings);
      case "isolation-forest" -> UnlabelledKeys.readIsolationForest(settings);
      default -> new ModelConfig.Mllib(settings.read(CLASS), settings.read(PARAMS));
    };
  }

  /** Keys that are let pass, since the wrong type above them is already reported. */
  public static Map<String, String> unchecked(Settings settings) {
    Map<String, String> unchecked = new HashMap<>();
    if (!settings.find(TYPE).filter(BY_TYPE::containsKey).isPresent()) {
      settings.names("model").stream()
          .filter(name -> !name.equals("type"))
          .forEach(name -> unchecked.put("model." + name, ""));
    }
    return unchecked;
  }

  /** A setting whose default hangs on the type. */
  static <T> T readOr(Settings settings, Property<T> property, T fallback) {
    if (!settings.has(property.key())) {
      settings.effective(property, fallback);
    }
    return settings.find(property).orElse(fallback);
  }

  /** A whole number that may be left out. */
  static OptionalInt findInt(Settings settings, Property<Integer> property) {
    return settings.find(property).map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  /** Rounds between checkpoints; 0: none are kept. */
  static int readCheckpointRounds(Settings settings) {
    return settings.find(CHECKPOINT_ROUNDS).orElse(0);
  }

  private static void rejectType(Settings settings, String type) {
    if (!settings.isSound(TYPE)) {
      return;
    }
    String trains =
        "this build trains logistic, linear, poisson, gbt, forest, mlp, als, kmeans, pca, isolation-forest and mllib (any"
            + " Spark ML estimator), and takes another library's model (import).";
    String near =
        NearestName.of(type, BY_TYPE.keySet()).map(n -> " Did you mean " + n + "?").orElse("");
    settings.reject(TYPE.key(), " is " + type + "; " + trains + near);
  }

  /** A key; the block around it where a name is the user's own. */
  private static String block(Property<?> property) {
    int star = property.key().indexOf(".*");
    return star < 0 ? property.key() : property.key().substring(0, star);
  }

  private static void rejectOthers(Settings settings, String type) {
    for (Property<?> property : properties()) {
      if (!property.equals(TYPE)
          && !BY_TYPE.get(type).contains(property)
          && settings.has(block(property))) {
        settings.reject(
            block(property), " does not apply to model.type = " + type + "; remove it.");
      }
    }
  }
}
