package io.nightjar.spark.recipe.version;

import io.nightjar.features.Feature;
import io.nightjar.model.Coefficients;
import io.nightjar.model.Importance;
import io.nightjar.model.LinearModel;
import io.nightjar.model.Model;
import io.nightjar.model.TreeModel;
import io.nightjar.spark.train.TrainedModel;
import io.nightjar.spark.train.glm.objective.GlmPath;
import io.nightjar.spark.train.glm.objective.PathPoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What the record says of a trained model: its features, its fit, its largest coefficients or what
 * its columns were worth.
 */
public final class ModelFacts {
  private static final int SHOWN = 30;

  private ModelFacts() {}

  /** Each feature: its column, its kind, what becomes of missing values. */
  public static List<Map<String, Object>> features(Model model) {
    List<Map<String, Object>> features = new ArrayList<>();
    for (Feature feature : model.features().features()) {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("column", feature.column());
      facts.put("kind", kind(feature));
      facts.put("treatment", model.whenMissing(feature));
      features.add(facts);
    }
    return features;
  }

  /** The algorithm, its parameters and what the fit says of itself. */
  public static Map<String, Object> training(Model model) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("algorithm", model.provenance().algorithm().name());
    facts.put("features", model.features().features().size());
    facts.putAll(model.provenance().fit());
    model.provenance().algorithm().parameters().forEach(facts::putIfAbsent);
    return facts;
  }

  /** The largest coefficients, on the original scale of their columns. */
  public static List<Map<String, Object>> coefficients(Model model) {
    if (!(model instanceof LinearModel linear)) {
      return List.of();
    }
    double[] values = linear.coefficients().toArray();
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble(at -> -Math.abs(values[at])))
        .limit(SHOWN)
        .map(at -> coefficient(linear, at))
        .toList();
  }

  /** One coefficient by its place in [classes][d + 1]. */
  private static Map<String, Object> coefficient(LinearModel linear, int at) {
    List<String> names = linear.designNames();
    int k = at / (names.size() + 1);
    int j = at % (names.size() + 1);
    Coefficients all = linear.coefficients();
    String of = all.classes() == 1 ? "" : linear.target().classes().get(k) + ": ";
    Double error = all.standardErrors().length == 0 ? null : all.standardErrors()[at];
    return j < names.size()
        ? coefficient(of + names.get(j), all.get(k, j), error)
        : coefficient(of + "(intercept)", all.intercept(k), error);
  }

  private static Map<String, Object> coefficient(String name, double value, Double error) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("name", name);
    row.put("value", value);
    if (error != null) {
      row.put("standard_error", error);
    }
    return row;
  }

  /** Each λ that a linear model was chosen from; none where λ was given. */
  public static List<Map<String, Object>> lambdaPath(TrainedModel trained) {
    List<Map<String, Object>> rows = new ArrayList<>();
    trained.lambdaPath().ifPresent(path -> path.points().forEach(p -> rows.add(point(path, p))));
    return rows;
  }

  private static Map<String, Object> point(GlmPath path, PathPoint point) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("lambda", point.lambda());
    row.put("nonzero_columns", point.nonzero());
    row.put("objective", point.objective());
    row.put("iterations", point.iterations());
    row.put("validation_" + path.metric(), point.validationLoss());
    row.put("chosen", point.equals(path.best()));
    return row;
  }

  /**
   * The most valuable columns of trees: their shares of all splits' gain and cover, and their
   * splits.
   */
  public static List<Map<String, Object>> importance(Model model) {
    if (!(model instanceof TreeModel trees)) {
      return List.of();
    }
    double gain = trees.importance().stream().mapToDouble(Importance::gain).sum();
    double cover = trees.importance().stream().mapToDouble(Importance::cover).sum();
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Importance one : trees.importance()) {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("column", one.column());
      facts.put("gain", share(one.gain(), gain));
      facts.put("cover", share(one.cover(), cover));
      facts.put("splits", one.splits());
      rows.add(facts);
    }
    return rows.subList(0, Math.min(SHOWN, rows.size()));
  }

  private static double share(double part, double whole) {
    return whole > 0 ? part / whole : 0;
  }

  private static String kind(Feature feature) {
    return feature.getClass().getSimpleName().replace("Feature", "").toLowerCase(Locale.ROOT);
  }
}
