package io.nightjar.spark.recipe;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import io.nightjar.config.DataConfig;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.features.fit.FittedFeatures;
import io.nightjar.model.Model;
import io.nightjar.model.Target;
import io.nightjar.spark.data.RawRows;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.contract.LabelFacts;
import io.nightjar.spark.data.read.Tables;
import io.nightjar.spark.recipe.candidate.TrainingData;
import io.nightjar.spark.run.NightjarVersion;
import io.nightjar.spark.run.RunContext;
import io.nightjar.spark.train.FeatureFit;
import io.nightjar.spark.train.FeatureRules;
import io.nightjar.spark.train.ImportTraining;
import io.nightjar.spark.train.Targets;
import io.nightjar.spark.train.als.AlsTraining;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    Optional<LabelFacts> labels = Optional.empty();
    try {
      labels = Optional.of(TrainingData.checked(run, table));
      run.record().set("rows", Map.of("in", labels.get().rows()));
    } catch (NightjarException e) {
      problems.addAll(e.problems());
    }
    try {
      checkFeatures(run, table, labels);
    } catch (NightjarException e) {
      kind = problems.isEmpty() ? e.kind() : kind;
      problems.addAll(e.problems());
    }
    if (!problems.isEmpty()) {
      throw new NightjarException(kind, problems, null);
    }
  }

  /**
   * Whether encodings can be fitted or, where there is a file or there are keys instead, whether
   * these can be used.
   */
  private static void checkFeatures(RunContext run, Table table, Optional<LabelFacts> labels) {
    DataConfig data = run.config().data();
    if (run.config().model() instanceof ModelConfig.Import) {
      labels
          .map(found -> Targets.of(run.config().model(), data, found))
          .ifPresent(target -> run.stages().run("check the file", () -> read(run, target, table)));
      return;
    }
    if (run.config().model() instanceof ModelConfig.Als) {
      run.stages().run("check the keys", () -> AlsTraining.check(run.config(), table));
      return;
    }
    FittedFeatures fitted =
        run.stages()
            .time("check the features", () -> FeatureFit.fit(table, run.config().features(), data));
    FeatureRules.require(run.config().model(), fitted.spec());
    fitted.warnings().forEach(run.record()::warn);
  }

  private static Model read(RunContext run, Target target, Table table) {
    return ImportTraining.read(
        run.config(),
        target,
        RawRows.columns(table.schema()),
        NightjarVersion.text(),
        run.spark().sparkContext().hadoopConfiguration());
  }
}
