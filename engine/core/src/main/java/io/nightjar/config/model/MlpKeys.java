package io.nightjar.config.model;

import io.nightjar.config.hocon.Kind;
import io.nightjar.config.hocon.Property;
import io.nightjar.config.hocon.Settings;
import io.nightjar.config.model.ModelConfig.Descent;
import io.nightjar.config.model.ModelConfig.HiddenActivation;
import io.nightjar.config.model.ModelConfig.Mlp;
import io.nightjar.config.model.ModelConfig.Optimizer;
import java.util.List;

/** The settings of neural networks. */
final class MlpKeys {
  private static final double ADAM_RATE = 0.001;
  private static final double SGD_RATE = 0.01;

  static final Property<List<Integer>> HIDDEN_LAYERS =
      Property.of(
          "model.hidden-layers",
          Kind.integers(1, 16, 1, 16_384),
          List.of(64, 32),
          "the units of each hidden layer, from the features to the output (mlp)");
  static final Property<HiddenActivation> ACTIVATION =
      Property.of(
          "model.activation",
          Kind.oneOf(HiddenActivation.class),
          HiddenActivation.RELU,
          "what hidden units apply to their sums (mlp)");
  static final Property<Double> DROPOUT =
      Property.of(
          "model.dropout",
          Kind.number(0, 0.9),
          0.0,
          "the share of hidden units that each row's step leaves out; those that stay weigh more to"
              + " make up for them (mlp with optimizer = adam or sgd)");
  static final Property<Optimizer> OPTIMIZER =
      Property.of(
          "model.optimizer",
          Kind.oneOf(Optimizer.class),
          Optimizer.ADAM,
          "how weights go down the loss: adam and sgd by steps over batches of rows, l-bfgs by steps"
              + " over all rows, for small nets (mlp)");
  static final Property<Double> LEARNING_RATE_DECAY =
      Property.of(
          "model.learning-rate-decay",
          Kind.share(),
          1.0,
          "what the learning rate is multiplied by after each epoch; 1: it stays (mlp with optimizer"
              + " = adam or sgd)");
  static final Property<Double> MOMENTUM =
      Property.of(
          "model.momentum",
          Kind.number(0, 0.999),
          0.9,
          "the share of the last step that is taken again (mlp with optimizer = sgd)");
  static final Property<Integer> BATCH_SIZE =
      Property.of(
          "model.batch-size",
          Kind.integer(1, 1 << 20),
          256,
          "rows of a step, about: rows fall to batches by a hash of their keys, anew in each epoch;"
              + " a step has all rows where there are fewer (mlp with optimizer = adam or sgd)");
  static final Property<Integer> MAX_EPOCHS =
      Property.of(
          "model.max-epochs",
          Kind.integer(1, 100_000),
          50,
          "the most passes over the rows (mlp with optimizer = adam or sgd)");

  private static final List<Property<?>> OF_BATCHES =
      List.of(
          TreeKeys.LEARNING_RATE,
          LEARNING_RATE_DECAY,
          BATCH_SIZE,
          MAX_EPOCHS,
          DROPOUT,
          TreeKeys.EARLY_STOPPING_ROUNDS);
  private static final List<Property<?>> OF_ALL_ROWS =
      List.of(ModelKeys.MAX_ITERATIONS, ModelKeys.TOLERANCE);

  private MlpKeys() {}

  static List<Property<?>> ofMlp() {
    return List.of(
        TreeKeys.OBJECTIVE,
        HIDDEN_LAYERS,
        ACTIVATION,
        DROPOUT,
        ModelKeys.LAMBDA,
        OPTIMIZER,
        TreeKeys.LEARNING_RATE,
        LEARNING_RATE_DECAY,
        MOMENTUM,
        BATCH_SIZE,
        MAX_EPOCHS,
        TreeKeys.EARLY_STOPPING_ROUNDS,
        ModelKeys.MAX_ITERATIONS,
        ModelKeys.TOLERANCE,
        ModelKeys.THRESHOLD,
        ModelKeys.CHECKPOINT_ROUNDS);
  }

  static Mlp readMlp(Settings settings) {
    Optimizer optimizer = settings.read(OPTIMIZER);
    return new Mlp(
        TreeKeys.readSimpleLoss(settings, "a network's"),
        settings.read(HIDDEN_LAYERS),
        settings.read(ACTIVATION),
        readWith(settings, DROPOUT, optimizer),
        ModelKeys.readOr(settings, ModelKeys.LAMBDA, 1e-4),
        new Descent(
            optimizer,
            readOr(
                settings,
                TreeKeys.LEARNING_RATE,
                optimizer == Optimizer.SGD ? SGD_RATE : ADAM_RATE,
                optimizer),
            readWith(settings, LEARNING_RATE_DECAY, optimizer),
            readWith(settings, MOMENTUM, optimizer),
            readWith(settings, BATCH_SIZE, optimizer),
            readWith(settings, MAX_EPOCHS, optimizer),
            readPatience(settings, optimizer),
            readWith(settings, ModelKeys.MAX_ITERATIONS, optimizer),
            readOr(settings, ModelKeys.TOLERANCE, ModelKeys.SOLVER_TOLERANCE, optimizer)),
        settings.read(ModelKeys.THRESHOLD),
        ModelKeys.readCheckpointRounds(settings));
  }

  /** A setting whose default hangs on the type or the optimizer. */
  private static <T> T readOr(
      Settings settings, Property<T> property, T fallback, Optimizer optimizer) {
    return isFor(settings, property, optimizer)
        ? ModelKeys.readOr(settings, property, fallback)
        : fallback;
  }

  private static int readPatience(Settings settings, Optimizer optimizer) {
    return isFor(settings, TreeKeys.EARLY_STOPPING_ROUNDS, optimizer)
        ? settings.find(TreeKeys.EARLY_STOPPING_ROUNDS).orElse(0)
        : 0;
  }

  /**
   * A setting where it is for the optimizer, else its default, which is then no part of the job.
   */
  private static <T> T readWith(Settings settings, Property<T> property, Optimizer optimizer) {
    return isFor(settings, property, optimizer)
        ? settings.read(property)
        : property.fallback().orElseThrow();
  }

  /** Whether a setting is for the optimizer; one that isn't but is given is a problem. */
  private static boolean isFor(Settings settings, Property<?> property, Optimizer optimizer) {
    List<Property<?>> others = optimizer == Optimizer.L_BFGS ? OF_BATCHES : OF_ALL_ROWS;
    boolean other = others.contains(property);
    if (!other && !(property.equals(MOMENTUM) && optimizer != Optimizer.SGD)) {
      return true;
    }
    if (settings.has(property.key())) {
      settings.reject(
          property.key(),
          " does not apply to model.optimizer = " + Kind.word(optimizer) + "; remove it.");
    }
    return false;
  }
}
