package io.nightjar.model.exchange.xgboost;

import io.nightjar.kernels.ensemble.Decision;
import io.nightjar.model.Link;
import io.nightjar.model.exchange.document.Document;
import io.nightjar.model.exchange.document.JsonDocument;
import io.nightjar.model.exchange.document.UbjDocument;
import io.nightjar.model.exchange.trees.EnsembleWriter;
import io.nightjar.model.exchange.trees.ForeignLinear;
import io.nightjar.model.exchange.trees.ForeignModel;
import io.nightjar.model.exchange.trees.ForeignTrees;
import io.nightjar.model.exchange.trees.ForeignTrees.Input;
import io.nightjar.model.exchange.trees.ForeignTrees.Values;
import io.nightjar.model.exchange.trees.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads what XGBoost's {@code save_model} writes, boosters {@code gbtree}, {@code dart} and {@code
 * gblinear}. Every tree counts, as in {@code Booster.predict}; {@code best_iteration} is not looked
 * at.
 */
public final class XgBoostFile {
  private static final int MOST_CLASSES = 1 << 16;
  private static final int MOST_WEIGHTS = 1 << 28;

  private final Document learner;
  private final Document parameters;
  private final boolean baseIsMargin;
  private final int features;
  private final boolean[] categorical;

  private XgBoostFile(Document root, boolean baseIsMargin) {
    this.baseIsMargin = baseIsMargin;
    learner = root.object("learner");
    parameters = learner.object("learner_model_param");
    features = parameters.whole("num_feature", 1, ForeignTrees.MAX_FEATURES);
    categorical = new boolean[features];
  }

  /**
   * Reads JSON.
   *
   * @throws IllegalArgumentException saying what is wrong with the file
   */
  public static ForeignModel json(byte[] bytes) {
    return read(JsonDocument.read(bytes), false);
  }

  /**
   * Reads UBJSON.
   *
   * @throws IllegalArgumentException saying what is wrong with the file
   */
  public static ForeignModel ubj(byte[] bytes) {
    return read(UbjDocument.read(bytes), false);
  }

  /**
   * Reads the binary form of XGBoost 0.x to 3.0.
   *
   * @throws IllegalArgumentException saying what is wrong with the file
   */
  public static ForeignModel binary(byte[] bytes) {
    Document root = XgBoostBinary.read(bytes);
    return read(root, !root.has("version"));
  }

  /** Whether bytes begin as the binary form does. */
  public static boolean isBinary(byte[] bytes) {
    return XgBoostBinary.begins(bytes);
  }

  /** Binary files of 0.x, which tell no version, hold the margin in place of the base score. */
  private static ForeignModel read(Document root, boolean baseIsMargin) {
    XgBoostFile file = new XgBoostFile(root, baseIsMargin);
    String library = "xgboost";
    if (root.has("version")) {
      List<String> parts = new ArrayList<>();
      Arrays.stream(root.wholes("version")).forEach(part -> parts.add(String.valueOf(part)));
      library += " " + String.join(".", parts);
    }
    return file.model(library);
  }

  private ForeignModel model(String library) {
    XgBoostObjective objective = XgBoostObjective.of(learner.object("objective").text("name"));
    if (parameters.has("num_target")) {
      parameters.whole("num_target", 0, 1);
    }
    int outputs = outputs(objective.outcome());
    double[] base = base(objective, outputs);
    Document booster = learner.object("gradient_booster");
    if (booster.text("name").equals("gblinear")) {
      double[] weights = weights(booster.object("model"), base);
      return new ForeignLinear(library, objective.outcome(), inputs(), outputs, weights);
    }
    EnsembleWriter writer = new EnsembleWriter(Decision.LESS, features);
    addTrees(booster, writer, outputs);
    return new ForeignTrees(library, objective.outcome(), inputs(), writer.ensemble(base));
  }

  private int outputs(Outcome outcome) {
    if (outcome.link() == Link.SOFTMAX) {
      return parameters.whole("num_class", 2, MOST_CLASSES);
    }
    if (parameters.has("num_class")) {
      parameters.whole("num_class", 0, 1);
    }
    return 1;
  }

  /**
   * Feature-major [features + 1][outputs] in the file, biases last; ours are output-major. Of
   * several base scores XGBoost's linear booster adds the first to every class.
   */
  private double[] weights(Document model, double[] base) {
    int outputs = base.length;
    long count = (features + 1L) * outputs;
    if (count > MOST_WEIGHTS) {
      throw new IllegalArgumentException(
          "%s must have %d weights by num_feature and num_class, which is more than %d; must be fewer"
              .formatted(model.at("weights"), count, MOST_WEIGHTS));
    }
    double[] own = model.numbers("weights", (int) count);
    double[] weights = new double[own.length];
    for (int k = 0; k < outputs; k++) {
      for (int f = 0; f <= features; f++) {
        weights[k * (features + 1) + f] = (float) own[f * outputs + k];
      }
      weights[k * (features + 1) + features] += base[0];
    }
    return weights;
  }

  private void addTrees(Document booster, EnsembleWriter writer, int outputs) {
    String name = booster.text("name");
    if (!name.equals("gbtree") && !name.equals("dart")) {
      throw new IllegalArgumentException(
          booster.at("name") + " is \"" + name + "\"; must be gbtree, dart or gblinear");
    }
    boolean dart = name.equals("dart");
    Document model = (dart ? booster.object("gbtree") : booster).object("model");
    List<Document> trees = model.objects("trees");
    double[] weights = dart ? booster.numbers("weight_drop", trees.size()) : null;
    int[] info = model.wholes("tree_info");
    model.numbers("tree_info", trees.size());
    for (int t = 0; t < trees.size(); t++) {
      if (info[t] < 0 || info[t] >= outputs) {
        throw new IllegalArgumentException(
            "%s[%d] is %d; must be 0..%d"
                .formatted(model.at("tree_info"), t, info[t], outputs - 1));
      }
      XgBoostTree tree = new XgBoostTree(trees.get(t), dart ? weights[t] : 1);
      tree.markCategorical(categorical);
      writer.add(tree, info[t]);
    }
  }

  /** One number, or since XGBoost 3.1 a list in a text, {@code "[5E-1,2E-1]"}. */
  private double[] base(XgBoostObjective objective, int outputs) {
    String text = parameters.text("base_score");
    String[] parts = text.replace("[", "").replace("]", "").split(",", -1);
    if (parts.length != 1 && parts.length != outputs) {
      throw new IllegalArgumentException(
          "%s has %d numbers; must have 1 or %d"
              .formatted(parameters.at("base_score"), parts.length, outputs));
    }
    double[] base = new double[outputs];
    for (int output = 0; output < outputs; output++) {
      double told = number(parts[parts.length == 1 ? 0 : output]);
      base[output] = baseIsMargin ? told : objective.margin(told);
    }
    return base;
  }

  private double number(String text) {
    try {
      return Float.parseFloat(text.trim());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s is \"%s\"; must be a number".formatted(parameters.at("base_score"), text), e);
    }
  }

  private List<Input> inputs() {
    List<String> names = learner.texts("feature_names");
    List<String> types = learner.texts("feature_types");
    requireLength("feature_names", names.size());
    requireLength("feature_types", types.size());
    List<Input> inputs = new ArrayList<>();
    for (int f = 0; f < features; f++) {
      boolean whole = categorical[f] || (!types.isEmpty() && types.get(f).equals("c"));
      String name = names.isEmpty() ? "f" + f : names.get(f);
      inputs.add(new Input(name, whole ? Values.CATEGORIES : Values.NUMBERS));
    }
    return inputs;
  }

  private void requireLength(String key, int size) {
    if (size != 0 && size != features) {
      throw new IllegalArgumentException(
          "%s has %d texts; must have none or %d".formatted(learner.at(key), size, features));
    }
  }
}
