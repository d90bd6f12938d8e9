package io.nightjar.spark.recipe;

import io.nightjar.config.DataConfig;
import io.nightjar.metrics.Evaluation;
import io.nightjar.model.FactorModel;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.Split;
import io.nightjar.spark.data.Splits;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.read.Tables;
import io.nightjar.spark.recipe.version.FactorRows;
import io.nightjar.spark.recipe.version.LoadedVersion;
import io.nightjar.spark.recipe.version.PartEvaluation;
import io.nightjar.spark.run.RunContext;
import java.util.Map;
import java.util.Optional;

/** A registered version on a labelled table, exactly on all its rows. */
public final class EvaluateRecipe {
  private EvaluateRecipe() {}

  /**
   * Evaluates.
   *
   * @param selector champion, 7 or name@7
   * @param source a labelled table; empty: the job's test part
   */
  public static void run(RunContext run, String selector, Optional<String> source) {
    LoadedVersion version =
        run.stages().time("load the model", () -> LoadedVersion.of(run, selector));
    version.record(run);
    Table table = run.stages().time("open the table", () -> table(run, source));
    Evaluation evaluation =
        run.stages()
            .time(
                "evaluate",
                () ->
                    new PartEvaluation(
                            version.model(),
                            version.scorer(),
                            run.config().data().weight(),
                            run.config().compute().partitions())
                        .of(table));
    if (version.model() instanceof FactorModel) {
      long rows = ReadFailures.reading(table.origin(), () -> table.rows().count());
      FactorRows.warnOfUnmet(run, version.model(), "test", rows, evaluation);
    }
    run.record().metrics("test", evaluation.metrics());
    run.record().detail("evaluations", Map.of("test", evaluation));
    run.record().set("rows", Map.of("in", evaluation.rows()));
    run.record().set("placement", version.scorer().placements());
  }

  static Table table(RunContext run, Optional<String> source) {
    DataConfig data = run.config().data();
    if (source.isPresent()) {
      return Tables.open(run.spark(), data, source.get(), run.identity().runDate());
    }
    Optional<Table> test = Tables.test(run.spark(), data, run.identity().runDate());
    if (test.isPresent()) {
      return test.get();
    }
    Table training = Tables.training(run.spark(), data, run.identity().runDate());
    Split split = Splits.of(training, test, data, run.config().split());
    return split.test();
  }
}
