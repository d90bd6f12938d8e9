package io.nightjar.spark.recipe;

import io.nightjar.metrics.Evaluation;
import io.nightjar.metrics.Metric;
import io.nightjar.metrics.MetricValue;
import io.nightjar.model.Model;
import io.nightjar.model.Task;
import io.nightjar.spark.evaluate.LeakingColumns;
import io.nightjar.spark.recipe.candidate.TrainingData;
import io.nightjar.spark.recipe.version.HeldOut;
import io.nightjar.spark.run.RunContext;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is said of a model that tells two classes apart all but without fault because of a column
 * that does so alone.
 */
final class LeakWarning {
  private LeakWarning() {}

  /** Empty where the model isn't that good on any held-out part, or no column is alone. */
  static Optional<String> of(
      RunContext run, TrainingData data, Model model, HeldOut.Results heldOut) {
    boolean suspicious =
        model.target().task() == Task.BINARY
            && heldOut.byPart().values().stream().anyMatch(LeakWarning::isSuspicious);
    if (!suspicious) {
      return Optional.empty();
    }
    Map<String, Double> columns =
        run.stages()
            .time(
                "look for columns that leak the label",
                () ->
                    LeakingColumns.of(
                        data.split().train(),
                        data.split().rows().train(),
                        model.target(),
                        model.signature().names(),
                        run.config().data().id()));
    return columns.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s the label \"%s\": %s. Where that is known only after the label is, leave it out by"
                    .formatted(
                        columns.size() == 1 ? "one column alone tells" : "columns that alone tell",
                        model.target().column(),
                        columns.entrySet().stream()
                            .map(
                                column ->
                                    column.getKey() + " (AUC %.4f)".formatted(column.getValue()))
                            .collect(Collectors.joining(", ")))
                + " features.exclude");
  }

  private static boolean isSuspicious(Evaluation evaluation) {
    MetricValue auc = evaluation.metric(Metric.AUC);
    return auc.isPresent() && auc.value() >= LeakingColumns.SUSPICIOUS;
  }
}
