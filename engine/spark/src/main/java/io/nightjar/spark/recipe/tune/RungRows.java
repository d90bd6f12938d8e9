package io.nightjar.spark.recipe.tune;

import io.nightjar.config.JobConfig;
import io.nightjar.spark.data.Split;
import io.nightjar.spark.train.SharedRows;
import java.util.List;

/** The folds' rows as the trials of a rung share them; a later rung with the same rows goes on. */
final class RungRows implements AutoCloseable {
  private final JobConfig config;
  private final List<Split> folds;
  private final long seed;
  private Budget budget;
  private List<SharedRows> rows = List.of();

  RungRows(JobConfig config, List<Split> folds, long seed) {
    this.config = config;
    this.folds = folds;
    this.seed = seed;
  }

  /** A rung's rows; those of another one are dropped. */
  List<SharedRows> of(Budget wanted) {
    if (budget == null || !wanted.hasRowsOf(budget)) {
      close();
      rows =
          folds.stream()
              .map(fold -> SharedRows.ofMany(wanted.applied(fold, config, seed)))
              .toList();
    }
    budget = wanted;
    return rows;
  }

  @Override
  public void close() {
    rows.forEach(SharedRows::close);
    rows = List.of();
  }
}
