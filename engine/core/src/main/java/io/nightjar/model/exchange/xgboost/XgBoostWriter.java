package io.nightjar.model.exchange.xgboost;

import io.nightjar.features.CategoricalFeature;
import io.nightjar.features.Feature;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.model.Link;
import io.nightjar.model.Task;
import io.nightjar.model.TreeModel;
import io.nightjar.model.files.format.ModelJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes trees as XGBoost's JSON (its doc/model.schema). The features are the model's design
 * columns: numbers as they are, categories as their place in the frozen list, which stands in the
 * attribute {@code categories:COLUMN}. What an output begins with is a tree of one leaf.
 */
public final class XgBoostWriter {
  private static final int[] VERSION = {3, 1, 2};

  private final TreeModel model;
  private final TreeEnsemble ensemble;
  private final List<String> names;

  private XgBoostWriter(TreeModel model) {
    this.model = model;
    this.ensemble = model.ensemble();
    this.names = model.designNames();
  }

  /**
   * The bytes of a file.
   *
   * @throws IllegalArgumentException if XGBoost can't express the model
   */
  public static byte[] json(TreeModel model) {
    if (model.target().task() == Task.MULTICLASS && model.link() != Link.SOFTMAX) {
      throw new IllegalArgumentException(
          "the model's classes have votes, not margins; XGBoost has no objective for them: export a"
              + " model of type gbt");
    }
    for (String name : model.designNames()) {
      if (name.contains("[") || name.contains("]") || name.contains("<")) {
        throw new IllegalArgumentException(
            "a column is called \"" + name + "\"; XGBoost takes no [, ] and <: rename it");
      }
    }
    // Compact, as XGBoost's own parser refuses an empty list with a blank in it.
    return ModelJson.compact(new XgBoostWriter(model).root());
  }

  private Map<String, Object> root() {
    Map<String, Object> learner = new LinkedHashMap<>();
    learner.put("attributes", attributes());
    learner.put("feature_names", names);
    learner.put("feature_types", types());
    learner.put("gradient_booster", booster());
    learner.put("learner_model_param", parameters());
    learner.put("objective", objective());
    return Map.of("learner", learner, "version", VERSION);
  }

  private Map<String, String> attributes() {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (Feature feature : model.features().features()) {
      if (feature instanceof CategoricalFeature categorical) {
        attributes.put("categories:" + feature.column(), ModelJson.text(categorical.values()));
      }
    }
    return attributes;
  }

  /** Categorical where splits are; XGBoost would cut 0.5 to category 0, so all or none. */
  private List<String> types() {
    boolean[] sets = new boolean[names.size()];
    boolean[] numbers = new boolean[names.size()];
    for (int node = 0; node < ensemble.nodes().count(); node++) {
      if (!ensemble.nodes().leaf(node)) {
        boolean[] marks = ensemble.nodes().set(node) == null ? numbers : sets;
        marks[ensemble.nodes().features()[node]] = true;
      }
    }
    List<String> types = new ArrayList<>();
    for (int f = 0; f < sets.length; f++) {
      if (sets[f] && numbers[f]) {
        throw new IllegalArgumentException(
            "the column \""
                + names.get(f)
                + "\" is split as a number and as a category, as LightGBM's zero_as_missing asks;"
                + " XGBoost can do one of them: train without it");
      }
      types.add(sets[f] ? "c" : "q");
    }
    return types;
  }

  private Map<String, Object> booster() {
    List<Map<String, Object>> trees = new ArrayList<>();
    List<Integer> info = new ArrayList<>();
    for (int output = 0; output < ensemble.outputs(); output++) {
      trees.add(XgBoostTreeWriter.leaf(trees.size(), names.size(), ensemble.base(output)));
      info.add(output);
    }
    for (int tree = 0; tree < ensemble.trees(); tree++) {
      trees.add(new XgBoostTreeWriter(ensemble, tree).tree(trees.size()));
      info.add(ensemble.outputOf(tree));
    }
    Map<String, Object> model = new LinkedHashMap<>();
    model.put(
        "gbtree_model_param",
        Map.of("num_parallel_tree", "1", "num_trees", String.valueOf(trees.size())));
    model.put("iteration_indptr", List.of(0, trees.size()));
    model.put("tree_info", info);
    model.put("trees", trees);
    return Map.of("model", model, "name", "gbtree");
  }

  private Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("base_score", baseScore());
    parameters.put("boost_from_average", "0");
    parameters.put("num_class", model.link() == Link.SOFTMAX ? outputs() : "0");
    parameters.put("num_feature", String.valueOf(names.size()));
    parameters.put("num_target", "1");
    return parameters;
  }

  private String outputs() {
    return String.valueOf(ensemble.outputs());
  }

  /** The base score whose margin is 0. */
  private String baseScore() {
    return switch (model.link()) {
      case LOGIT -> "5E-1";
      case LOG -> "1E0";
      case IDENTITY, SOFTMAX, LOG2 -> "0E0";
    };
  }

  private Map<String, Object> objective() {
    return switch (model.link()) {
      case LOGIT -> objective("binary:logistic", "reg_loss_param", "scale_pos_weight", "1");
      case LOG -> objective("count:poisson", "poisson_regression_param", "max_delta_step", "0.7");
      case IDENTITY -> objective("reg:squarederror", "reg_loss_param", "scale_pos_weight", "1");
      case LOG2 -> throw new IllegalArgumentException("XGBoost has no objective of 2^m");
      case SOFTMAX ->
          objective("multi:softprob", "softmax_multiclass_param", "num_class", outputs());
    };
  }

  private static Map<String, Object> objective(
      String name, String parameters, String key, String value) {
    return Map.of("name", name, parameters, Map.of(key, value));
  }
}
