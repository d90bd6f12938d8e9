package io.nightjar.config.tune;

import io.nightjar.config.hocon.Kind;
import io.nightjar.config.hocon.Property;
import io.nightjar.config.hocon.Settings;
import io.nightjar.config.model.ModelConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Successive halving (Jamieson and Talwalkar 2016, "Non-stochastic best arm identification and
 * hyperparameter optimization"): all trials begin with a small budget, and of each rung's trials
 * the best 1/factor go on to the next, with factor times the budget.
 *
 * @param budget what is given out
 * @param factor η, what a rung's budget is multiplied by and its trials are divided by, 2 or more
 * @param leastShare the least share of the full budget that a rung may have, above 0, 1 at most
 */
public record HalvingConfig(Budget budget, int factor, double leastShare) {
  private static final double SLACK = 1e-12;

  /** What a trial's budget is a share of. */
  public enum Budget {
    /** Of its {@code model.trees}. */
    TREES,
    /** Of each fold's training rows, by a hash of their keys; a larger share holds a smaller. */
    ROWS
  }

  static final Property<Budget> BUDGET =
      Property.optional(
          "tune.halving.budget",
          Kind.oneOf(Budget.class),
          "trees for gbt and forest, else rows",
          "what a rung has a share of: the model's trees, or the training rows");
  static final Property<Integer> FACTOR =
      Property.of(
          "tune.halving.factor",
          Kind.integer(2, 10),
          3,
          "η: the best 1/η of a rung's trials go on, with η times the budget");
  static final Property<Double> LEAST_SHARE =
      Property.of(
          "tune.halving.least-share",
          Kind.share(),
          0.1,
          "the least share of the full budget that a rung may have");

  static final List<Property<?>> PROPERTIES = List.of(BUDGET, FACTOR, LEAST_SHARE);

  static HalvingConfig read(Settings settings, ModelConfig model) {
    Budget budget = settings.find(BUDGET).orElse(growsTrees(model) ? Budget.TREES : Budget.ROWS);
    settings.effective(BUDGET, budget);
    return new HalvingConfig(budget, settings.read(FACTOR), settings.read(LEAST_SHARE));
  }

  static boolean growsTrees(ModelConfig model) {
    return model instanceof ModelConfig.Gbt || model instanceof ModelConfig.Forest;
  }

  /**
   * The rungs' shares of the full budget, from the least to 1: 1/ηᵏ, as far as {@link #leastShare}.
   */
  public List<Double> shares() {
    List<Double> shares = new ArrayList<>();
    double divisor = 1;
    while (1 / divisor >= leastShare - SLACK) {
      shares.add(1 / divisor);
      divisor *= factor;
    }
    Collections.reverse(shares);
    return List.copyOf(shares);
  }
}
