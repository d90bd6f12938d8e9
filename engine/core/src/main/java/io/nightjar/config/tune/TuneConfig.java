package io.nightjar.config.tune;

import io.nightjar.config.hocon.Kind;
import io.nightjar.config.hocon.Property;
import io.nightjar.config.hocon.Settings;
import io.nightjar.config.model.ModelConfig;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A search over settings of the model and its features.
 *
 * @param method how the values to try are found
 * @param metric what trials are compared by, such as {@code log_loss}: the mean over the folds
 * @param trials how many combinations are drawn; unused by grid
 * @param seed seed of the draws and of the folds
 * @param parallelism how many fits run at once; the result doesn't depend on it
 * @param folds how the training rows are cut
 * @param halving the budgets of successive halving; unused by the others
 * @param ranges what is tried, in the order of the file, at least one
 */
public record TuneConfig(
    Method method,
    String metric,
    int trials,
    long seed,
    int parallelism,
    FoldsConfig folds,
    HalvingConfig halving,
    List<Range> ranges) {

  /** How the values to try are found. */
  public enum Method {
    /** Every combination of the ranges' values. */
    GRID,
    /** Combinations drawn from the ranges. */
    RANDOM,
    /** As random, but only the best trials get the full budget. */
    SUCCESSIVE_HALVING
  }

  static final Property<Method> METHOD =
      Property.of(
          "tune.method",
          Kind.oneOf(Method.class),
          Method.RANDOM,
          "how values are found: every combination (grid), so many drawn ones (random), or drawn ones"
              + " of which only the best get the full budget (successive-halving)");

  /** What trials are compared by. */
  public static final Property<String> METRIC =
      Property.required(
          "tune.metric",
          Kind.text(),
          "the metric that trials are compared by, its mean over the folds, such as log-loss");

  static final Property<Integer> TRIALS =
      Property.of(
          "tune.trials",
          Kind.integer(1, 10_000),
          20,
          "the number of combinations that are drawn (random, successive-halving)");
  static final Property<Long> SEED =
      Property.optional(
          "tune.seed", Kind.whole(0), "seed", "the seed of the drawn values and of the folds");
  static final Property<Integer> PARALLELISM =
      Property.of(
          "tune.parallelism",
          Kind.integer(1, 256),
          1,
          "how many fits run at once; the result doesn't depend on it. A fit inside one task has a"
              + " thread for each core of its executor, so that several share them");

  public TuneConfig {
    ranges = List.copyOf(ranges);
  }

  /** Every setting of the block. */
  public static List<Property<?>> properties() {
    return Stream.of(
            List.of(METHOD, METRIC, TRIALS, SEED, PARALLELISM),
            FoldsConfig.PROPERTIES,
            HalvingConfig.PROPERTIES,
            List.of(RangeReader.RANGES))
        .<Property<?>>flatMap(List::stream)
        .toList();
  }

  /**
   * Reads the block; empty where it isn't there.
   *
   * @param known all settings of a job, which say what takes whole numbers
   * @param roles the columns that folds may go by
   * @param model whose settings are tried
   * @param jobSeed the seed unless the block has its own
   */
  public static Optional<TuneConfig> read(
      Settings settings,
      Collection<Property<?>> known,
      RowRoles roles,
      ModelConfig model,
      long jobSeed) {
    if (!settings.has("tune")) {
      return Optional.empty();
    }
    long seed = settings.find(SEED).orElse(jobSeed);
    settings.effective(SEED, seed);
    return Optional.of(
        new TuneConfig(
            settings.read(METHOD),
            settings.read(METRIC).replace('-', '_'),
            settings.read(TRIALS),
            seed,
            settings.read(PARALLELISM),
            FoldsConfig.read(settings, roles),
            HalvingConfig.read(settings, model),
            new RangeReader(settings, known).read()));
  }
}
