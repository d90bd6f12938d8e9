package io.nightjar.spark.recipe.tune;

import io.nightjar.config.JobConfig;
import io.nightjar.config.hocon.Kind;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.config.tune.HalvingConfig;
import io.nightjar.config.tune.TuneConfig;
import io.nightjar.spark.data.Folds;
import io.nightjar.spark.data.Split;
import java.util.ArrayList;
import java.util.List;

/**
 * What a rung gives each of its trials: a share of what the config gives a model.
 *
 * @param of what is shared out
 * @param share above 0, 1 at most
 */
record Budget(HalvingConfig.Budget of, double share) {

  /** The rungs' budgets, the last of which is the full one; a single one without halving. */
  static List<Budget> rungs(TuneConfig tune) {
    HalvingConfig.Budget of = tune.halving().budget();
    return tune.method() == TuneConfig.Method.SUCCESSIVE_HALVING
        ? tune.halving().shares().stream().map(share -> new Budget(of, share)).toList()
        : List.of(new Budget(of, 1));
  }

  boolean isFull() {
    return share == 1;
  }

  /** A trial's job within the budget. */
  JobConfig applied(JobConfig config, List<String> overrides) {
    JobConfig whole = config.with(overrides);
    if (isFull() || of != HalvingConfig.Budget.TREES) {
      return whole;
    }
    List<String> fewer = new ArrayList<>(overrides);
    fewer.add("model.trees=" + trees(whole.model()));
    return config.with(fewer);
  }

  private long trees(ModelConfig model) {
    int trees =
        model instanceof ModelConfig.Gbt gbt ? gbt.trees() : ((ModelConfig.Forest) model).trees();
    return Math.max(1, Math.round(share * trees));
  }

  /** A fold's rows within the budget. */
  Split applied(Split fold, JobConfig config, long seed) {
    return of == HalvingConfig.Budget.ROWS
        ? Folds.narrowed(fold, config.data().id(), share, seed)
        : fold;
  }

  /** Whether two budgets give a fold the same rows. */
  boolean hasRowsOf(Budget other) {
    return of == HalvingConfig.Budget.TREES || share == other.share;
  }

  /** Such as {@code 1/9 of the trees}. */
  String text() {
    String what = Kind.word(of);
    return isFull() ? "all " + what : "1/" + Math.round(1 / share) + " of the " + what;
  }
}
