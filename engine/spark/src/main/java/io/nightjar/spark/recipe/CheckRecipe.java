package io.nightjar.spark.recipe;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import io.nightjar.config.DataConfig;
import io.nightjar.features.fit.FittedFeatures;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.read.Tables;
import io.nightjar.spark.run.RunContext;
import io.nightjar.spark.train.FeatureFit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Config and data without training: contract, label and features, every problem at once. */
public final class CheckRecipe {
  private CheckRecipe() {}

  /**
   * Checks.
   *
   * @throws NightjarException of kind DATA or CONFIG with everything that was found wrong
   */
  public static void run(RunContext run) {
    DataConfig data = run.config().data();
    Table table =
        run.stages()
            .time(
                "open the table",
                () -> Tables.training(run.spark(), data, run.identity().runDate()));
    table.notes().forEach(note -> run.record().warn(note.text()));
    List<Problem> problems = new ArrayList<>();
    FailureKind kind = FailureKind.DATA;
    try {
      run.record().set("rows", Map.of("in", TrainingData.checked(run, table).rows()));
    } catch (NightjarException e) {
      problems.addAll(e.problems());
    }
    try {
      FittedFeatures fitted =
          run.stages()
              .time(
                  "check the features", () -> FeatureFit.fit(table, run.config().features(), data));
      fitted.warnings().forEach(run.record()::warn);
    } catch (NightjarException e) {
      kind = problems.isEmpty() ? e.kind() : kind;
      problems.addAll(e.problems());
    }
    if (!problems.isEmpty()) {
      throw new NightjarException(kind, problems, null);
    }
  }
}
