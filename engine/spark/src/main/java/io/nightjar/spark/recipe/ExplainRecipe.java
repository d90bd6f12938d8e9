package io.nightjar.spark.recipe;

import io.nightjar.NightjarException;
import io.nightjar.kernels.Kernels;
import io.nightjar.spark.data.RawRows;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.read.Tables;
import io.nightjar.spark.kernel.TaskKernels;
import io.nightjar.spark.recipe.version.LoadedVersion;
import io.nightjar.spark.recipe.version.PermutationImportance;
import io.nightjar.spark.run.RunContext;
import io.nightjar.spark.score.explain.ChosenRows;
import io.nightjar.spark.score.explain.RowExplanations;
import io.nightjar.spark.train.block.KernelRuns;
import java.util.Optional;

/** Why rows got their predictions, or what each column is worth to a model. */
public final class ExplainRecipe {
  private ExplainRecipe() {}

  /**
   * Explains rows by SHAP values.
   *
   * @param selector champion, 7 or name@7
   * @param source path, glob or catalog table; empty: the night's table
   * @param top how many columns are listed for each row
   * @throws NightjarException CONFIG for a model that can't be explained or rows that can't be
   *     named; BACKEND where a backend is required and isn't there; DATA for a table that the model
   *     can't read, or an id that isn't there
   */
  public static void rows(
      RunContext run, String selector, Optional<String> source, ChosenRows chosen, int top) {
    LoadedVersion version =
        run.stages().time("load the model", () -> LoadedVersion.of(run, selector));
    version.record(run);
    Kernels kernels = TaskKernels.of(KernelRuns.preference(run.config().compute()));
    RowExplanations explanations = new RowExplanations(version.model(), kernels, top);
    Table table = run.stages().time("open the table", () -> table(run, version, source));
    version.model().signature().require(RawRows.columns(table.schema()));
    Optional<String> id = run.config().data().id();
    ChosenRows.Found found = run.stages().time("find the rows", () -> chosen.in(table, id));
    found.warning().ifPresent(run.record()::warn);
    run.record()
        .set(
            "explanations",
            run.stages().time("explain", () -> explanations.of(found.rows(), table.schema())));
    run.record().set("placement", kernels.drain());
  }

  /**
   * Measures each column's permutation importance on labelled rows.
   *
   * @param selector champion, 7 or name@7
   * @param source a labelled table; empty: the job's test part
   * @param metric by name; empty: auc of classes, rmse of numbers
   * @param repeats how often the rows are permuted
   */
  public static void permutation(
      RunContext run,
      String selector,
      Optional<String> source,
      Optional<String> metric,
      int repeats) {
    LoadedVersion version =
        run.stages().time("load the model", () -> LoadedVersion.of(run, selector));
    version.record(run);
    Table table = run.stages().time("open the table", () -> EvaluateRecipe.table(run, source));
    PermutationImportance importance = PermutationImportance.of(run, version, metric, repeats);
    run.record().set("importance", run.stages().time("permute", () -> importance.on(table)));
    run.record().set("placement", version.scorer().placements());
  }

  private static Table table(RunContext run, LoadedVersion version, Optional<String> source) {
    return source.isPresent()
        ? Tables.open(run.spark(), run.config().data(), source.get(), run.identity().runDate())
        : NightTable.open(run, version.model(), run.identity().runDate());
  }
}
