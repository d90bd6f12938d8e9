package io.nightjar.config.model;

import io.nightjar.config.hocon.Kind;
import io.nightjar.config.hocon.Property;
import io.nightjar.config.hocon.Settings;
import io.nightjar.config.model.ModelConfig.Growth;
import io.nightjar.config.model.ModelConfig.Loss;
import io.nightjar.config.model.ModelConfig.Monotone;
import io.nightjar.config.model.ModelConfig.Objective;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** The settings of trees. */
final class TreeKeys {
  private static final int DEEPEST = 30;
  private static final int FOREST_DEPTH = 12;
  private static final int GBT_DEPTH = 6;
  private static final double GBT_RATE = 0.1;
  private static final Set<Loss> SIMPLE =
      EnumSet.of(Loss.AUTO, Loss.BINARY, Loss.MULTICLASS, Loss.SQUARED);

  static final Property<Loss> OBJECTIVE =
      Property.of(
          "model.objective",
          Kind.oneOf(Loss.class),
          Loss.AUTO,
          "the loss that is minimised; auto goes by the label: classes where it is text, true or"
              + " false, has a data.positive or only the values 0 and 1, else squared (gbt; forest and"
              + " mlp: auto, binary, multiclass or squared)");
  static final Property<Double> HUBER_DELTA =
      Property.of(
          "model.huber-delta",
          Kind.positive(),
          1.0,
          "δ, the residual beyond which the loss is linear (gbt with objective = huber)");
  static final Property<Double> QUANTILE =
      Property.of(
          "model.quantile",
          Kind.between(0, 1),
          0.5,
          "the quantile that is predicted (gbt with objective = quantile)");
  static final Property<Double> TWEEDIE_POWER =
      Property.of(
          "model.tweedie-power",
          Kind.between(1, 2),
          1.5,
          "ρ, the power of the mean that the variance goes with: near 1 as counts, near 2 as amounts"
              + " (gbt with objective = tweedie)");
  static final Property<Integer> TREES =
      Property.of(
          "model.trees",
          Kind.integer(1, 100_000),
          100,
          "the number of trees, for each class where there are more than two (gbt, forest,"
              + " isolation-forest)");
  static final Property<Double> LEARNING_RATE =
      Property.optional(
          "model.learning-rate",
          Kind.share(),
          "0.1; 0.001 for mlp, 0.01 with optimizer = sgd",
          "η, the share of each tree's step that is taken (gbt), or the length of a step along the"
              + " gradient (mlp with optimizer = adam or sgd)");
  static final Property<Integer> EARLY_STOPPING_ROUNDS =
      Property.optional(
          "model.early-stopping-rounds",
          Kind.integer(1, 100_000),
          "all trees are grown, all epochs trained",
          "the trees (gbt) or epochs (mlp with optimizer = adam or sgd) without a better loss on the"
              + " validation rows after which training stops; the model as it was at the best one is"
              + " kept");
  static final Property<String> EARLY_STOPPING_METRIC =
      Property.optional(
          "model.early-stopping-metric",
          Kind.text(),
          "the loss that is minimised",
          "the metric of the validation rows that early stopping goes by, any that evaluation has for"
              + " the label, such as auc, accuracy, rmse or mae; those of predicted classes are taken at"
              + " model.threshold (gbt)");
  static final Property<String> WARM_START =
      Property.optional(
          "model.warm-start",
          Kind.text(
              "a version such as churn@7, churn@champion or models:/churn@champion",
              "[^@]+(@[^@]+)?"),
          "trees are grown from the start",
          "the registered version of boosted trees that growing goes on from: its trees stay,"
              + " model.trees are grown upon them on this table's rows, and its encodings are kept; its"
              + " features, label and objective must be this job's (gbt)");
  static final Property<Double> SCALE_POS_WEIGHT =
      Property.of(
          "model.scale-pos-weight",
          Kind.positive(),
          1.0,
          "how much more the positive class's rows weigh; probabilities shift with it (gbt)");
  static final Property<Integer> DEPTH =
      Property.optional(
          "model.depth",
          Kind.integer(1, DEEPEST),
          "6; 12 for forest; 30 where model.leaves is set",
          "the most splits between root and leaf (gbt, forest)");
  static final Property<Integer> LEAVES =
      Property.optional(
          "model.leaves",
          Kind.integer(2, 65_536),
          "trees grow level by level",
          "the most leaves of a tree, of which the best is always split next (gbt, forest)");
  static final Property<Integer> MAX_BINS =
      Property.of(
          "model.max-bins",
          Kind.integer(2, 255),
          255,
          "the most bins of a number's values, beside the one for missing (gbt, forest)");
  static final Property<Double> GAMMA =
      Property.of(
          "model.gamma",
          Kind.number(0, Double.POSITIVE_INFINITY),
          0.0,
          "γ, the least gain of a split (gbt, forest)");
  static final Property<Double> MIN_CHILD_WEIGHT =
      Property.of(
          "model.min-child-weight",
          Kind.number(0, Double.POSITIVE_INFINITY),
          1.0,
          "the least sum of second derivatives in a leaf (gbt, forest)");
  static final Property<Double> SUBSAMPLE =
      Property.of(
          "model.subsample",
          Kind.share(),
          1.0,
          "the share of the rows that each tree is grown on; a forest draws them with replacement"
              + " (gbt, forest)");
  static final Property<Double> COLUMN_SUBSAMPLE =
      Property.optional(
          "model.column-subsample",
          Kind.share(),
          "1; for forest the square root of the number of columns, or a third of them for a number",
          "the share of the columns that each tree (gbt) or each node (forest) may split on");
  static final Property<Map<String, Monotone>> MONOTONE =
      Property.of(
          "model.monotone",
          Kind.oneOfByName(Monotone.class),
          Map.of(),
          "by column, which way predictions may go as its value grows (gbt, forest)");

  private static final List<Property<?>> GROWTH =
      List.of(
          DEPTH,
          LEAVES,
          MAX_BINS,
          ModelKeys.LAMBDA,
          ModelKeys.ALPHA,
          GAMMA,
          MIN_CHILD_WEIGHT,
          SUBSAMPLE,
          COLUMN_SUBSAMPLE,
          MONOTONE);

  private TreeKeys() {}

  static List<Property<?>> ofForest() {
    return Stream.of(
            List.of(OBJECTIVE, TREES),
            GROWTH,
            List.of(ModelKeys.THRESHOLD, ModelKeys.CHECKPOINT_ROUNDS))
        .<Property<?>>flatMap(List::stream)
        .toList();
  }

  static List<Property<?>> ofGbt() {
    List<Property<?>> boosting =
        List.of(
            HUBER_DELTA,
            QUANTILE,
            TWEEDIE_POWER,
            LEARNING_RATE,
            EARLY_STOPPING_ROUNDS,
            EARLY_STOPPING_METRIC,
            SCALE_POS_WEIGHT,
            WARM_START);
    return Stream.concat(ofForest().stream(), boosting.stream()).toList();
  }

  static ModelConfig.Gbt readGbt(Settings settings) {
    Loss loss = settings.read(OBJECTIVE);
    rejectUnless(settings, HUBER_DELTA, loss, Loss.HUBER);
    rejectUnless(settings, QUANTILE, loss, Loss.QUANTILE);
    rejectUnless(settings, TWEEDIE_POWER, loss, Loss.TWEEDIE);
    return new ModelConfig.Gbt(
        new Objective(
            loss,
            settings.read(HUBER_DELTA),
            settings.read(QUANTILE),
            settings.read(TWEEDIE_POWER)),
        settings.read(TREES),
        ModelKeys.readOr(settings, LEARNING_RATE, GBT_RATE),
        ModelKeys.findInt(settings, EARLY_STOPPING_ROUNDS),
        settings.find(EARLY_STOPPING_METRIC),
        settings.read(SCALE_POS_WEIGHT),
        growth(settings, GBT_DEPTH, 1),
        settings.read(ModelKeys.THRESHOLD),
        ModelKeys.readCheckpointRounds(settings),
        settings.find(WARM_START));
  }

  static ModelConfig.Forest readForest(Settings settings) {
    return new ModelConfig.Forest(
        readSimpleLoss(settings, "a forest's"),
        settings.read(TREES),
        growth(settings, FOREST_DEPTH, 0),
        settings.read(ModelKeys.THRESHOLD),
        ModelKeys.readCheckpointRounds(settings));
  }

  /** A loss that is not for boosted trees alone. */
  static Loss readSimpleLoss(Settings settings, String whose) {
    Loss loss = settings.read(OBJECTIVE);
    if (!SIMPLE.contains(loss)) {
      settings.reject(
          OBJECTIVE.key(),
          " is "
              + Kind.word(loss)
              + ", which is for gbt; "
              + whose
              + " must be auto, binary, multiclass or squared.");
    }
    return loss;
  }

  private static Growth growth(Settings settings, int depth, double lambda) {
    OptionalInt leaves = ModelKeys.findInt(settings, LEAVES);
    return new Growth(
        ModelKeys.readOr(settings, DEPTH, leaves.isPresent() ? DEEPEST : depth),
        leaves,
        settings.read(MAX_BINS),
        ModelKeys.readOr(settings, ModelKeys.LAMBDA, lambda),
        settings.read(ModelKeys.ALPHA),
        settings.read(GAMMA),
        settings.read(MIN_CHILD_WEIGHT),
        settings.read(SUBSAMPLE),
        settings.find(COLUMN_SUBSAMPLE).map(OptionalDouble::of).orElse(OptionalDouble.empty()),
        settings.read(MONOTONE));
  }

  private static void rejectUnless(
      Settings settings, Property<?> property, Loss loss, Loss needed) {
    if (loss != needed && settings.has(property.key())) {
      settings.reject(
          property.key(),
          " does not apply to model.objective = "
              + Kind.word(loss)
              + "; remove it, or set objective = "
              + Kind.word(needed)
              + ".");
    }
  }
}
