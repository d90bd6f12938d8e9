package io.nightjar.config.model;

import io.nightjar.config.hocon.Kind;
import io.nightjar.config.hocon.Property;
import io.nightjar.config.hocon.Settings;
import java.util.List;

/** The settings of alternating least squares. */
final class AlsKeys {
  private static final double LAMBDA = 0.1;
  private static final double CONFIDENCE = 1;

  static final Property<String> USER =
      Property.required(
          "model.user",
          Kind.text(),
          "the column that names the user, of whole numbers or text (als)");
  static final Property<String> ITEM =
      Property.required(
          "model.item",
          Kind.text(),
          "the column that names the item, of whole numbers or text (als)");
  static final Property<Integer> RANK =
      Property.of(
          "model.rank", Kind.integer(1, 256), 10, "the number of factors of a user or item (als)");
  static final Property<Integer> ITERATIONS =
      Property.of(
          "model.iterations",
          Kind.integer(1, 10_000),
          10,
          "how often items' and then users' factors are solved (als)");
  static final Property<Boolean> IMPLICIT =
      Property.of(
          "model.implicit",
          Kind.bool(),
          false,
          "whether the label is how often or how long, from which a preference is learnt, and no"
              + " rating (als)");
  static final Property<Boolean> NON_NEGATIVE =
      Property.of(
          "model.non-negative",
          Kind.bool(),
          false,
          "whether factors are 0 or more, so that each adds to a prediction and none takes away (als)");
  static final Property<ModelConfig.ColdStart> COLD_START =
      Property.of(
          "model.cold-start",
          Kind.oneOf(ModelConfig.ColdStart.class),
          ModelConfig.ColdStart.NAN,
          "what becomes of a row whose user or item training never met: its prediction is NaN, or it"
              + " goes to the quarantine (drop); evaluation leaves it out (als)");

  private AlsKeys() {}

  static List<Property<?>> ofAls() {
    return List.of(
        USER,
        ITEM,
        RANK,
        ITERATIONS,
        ModelKeys.LAMBDA,
        IMPLICIT,
        ModelKeys.ALPHA,
        NON_NEGATIVE,
        COLD_START,
        ModelKeys.CHECKPOINT_ROUNDS);
  }

  static ModelConfig.Als readAls(Settings settings) {
    boolean implicit = settings.read(IMPLICIT);
    String alpha = ModelKeys.ALPHA.key();
    if (!implicit && settings.has(alpha)) {
      settings.reject(
          alpha, " is the confidence of implicit feedback, but model.implicit is false; drop it.");
    }
    return new ModelConfig.Als(
        settings.read(USER),
        settings.read(ITEM),
        settings.read(RANK),
        settings.read(ITERATIONS),
        ModelKeys.readOr(settings, ModelKeys.LAMBDA, LAMBDA),
        implicit,
        implicit ? ModelKeys.readOr(settings, ModelKeys.ALPHA, CONFIDENCE) : CONFIDENCE,
        settings.read(NON_NEGATIVE),
        settings.read(COLD_START),
        ModelKeys.readCheckpointRounds(settings));
  }
}
