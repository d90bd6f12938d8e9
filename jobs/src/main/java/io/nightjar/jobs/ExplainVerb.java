package io.nightjar.jobs;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.jobs.shell.ExitCodes;
import io.nightjar.jobs.shell.JobOptions;
import io.nightjar.jobs.shell.JobRunner;
import io.nightjar.jobs.shell.ModelOption;
import io.nightjar.jobs.shell.OptionRange;
import io.nightjar.jobs.shell.OutputOptions;
import io.nightjar.spark.recipe.ExplainRecipe;
import io.nightjar.spark.score.explain.ChosenRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code explain}. */
@Command(
    name = "explain",
    description =
        "Why rows got their predictions (SHAP values of the margin), or with --permutation what each"
            + " column is worth to the model.",
    mixinStandardHelpOptions = true)
final class ExplainVerb implements Callable<Integer> {
  private static final int TOP = 10;
  private static final int LIMIT = 100;
  private static final int REPEATS = 5;

  @Mixin private JobOptions job;
  @Mixin private ModelOption model;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "A row to explain, by the column data.id; may be repeated.")
  private List<String> ids = new ArrayList<>();

  @Option(
      names = "--where",
      paramLabel = "SQL",
      description = "The rows to explain, by an SQL predicate such as \"age > 60\".")
  private String where;

  @Option(
      names = "--table",
      paramLabel = "TABLE",
      description =
          "Path, glob or catalog table. Default: score.source of the logical date; with"
              + " --permutation the config's test part.")
  private String table;

  @Option(
      names = "--top",
      paramLabel = "K",
      description = "The most columns that are listed for a row. Default: " + TOP + ".")
  private Integer top;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "The most rows that are explained. Default: " + LIMIT + ".")
  private Integer limit;

  @Option(
      names = "--permutation",
      description =
          "Permutation importance on a labelled table: how much worse the metric gets when a"
              + " column's values are given to other rows. For any model.")
  private boolean permutation;

  @Option(
      names = "--metric",
      paramLabel = "METRIC",
      description = "With --permutation: the metric. Default: auc of classes, rmse of numbers.")
  private String metric;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      description = "With --permutation: how often rows are permuted. Default: " + REPEATS + ".")
  private Integer repeats;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    try {
      check();
    } catch (NightjarException e) {
      return ExitCodes.say("explain", e, output);
    }
    Optional<String> source = Optional.ofNullable(table);
    JobRunner runner = new JobRunner("explain", job, output);
    if (permutation) {
      return runner.run(
          run ->
              ExplainRecipe.permutation(
                  run,
                  model.selector(),
                  source,
                  Optional.ofNullable(metric),
                  or(repeats, REPEATS)));
    }
    ChosenRows chosen = new ChosenRows(ids, Optional.ofNullable(where), or(limit, LIMIT));
    return runner.run(
        run -> ExplainRecipe.rows(run, model.selector(), source, chosen, or(top, TOP)));
  }

  private static int or(Integer given, int otherwise) {
    return given == null ? otherwise : given;
  }

  private void check() {
    boolean rows = !ids.isEmpty() || where != null;
    if (rows == permutation) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          "explain",
          permutation
              ? "has --permutation, which takes every row of its table; drop --id and --where."
              : "needs rows to explain; give --id or --where, or ask for --permutation.");
    }
    checkUse("--metric", metric, true);
    checkUse("--repeats", repeats, true);
    checkUse("--top", top, false);
    checkUse("--limit", limit, false);
    new OptionRange(1, 1000).require("--top", or(top, TOP));
    new OptionRange(1, 100_000).require("--limit", or(limit, LIMIT));
    new OptionRange(1, 1000).require("--repeats", or(repeats, REPEATS));
  }

  /** Refuses an option that the other use alone takes. */
  private void checkUse(String option, Object given, boolean ofPermutation) {
    if (given != null && ofPermutation != permutation) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          option,
          ofPermutation
              ? "is for --permutation; add that, or drop it."
              : "is for rows that are explained by --id or --where; drop it, or --permutation.");
    }
  }
}
