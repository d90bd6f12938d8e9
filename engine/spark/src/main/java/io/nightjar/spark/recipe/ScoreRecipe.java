package io.nightjar.spark.recipe;

import io.nightjar.config.ScoreConfig;
import io.nightjar.config.output.OutputColumn;
import io.nightjar.config.output.RecommendConfig;
import io.nightjar.journal.Event;
import io.nightjar.model.Model;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.contract.RowRules;
import io.nightjar.spark.recipe.version.Challengers;
import io.nightjar.spark.recipe.version.LoadedVersion;
import io.nightjar.spark.recipe.version.Scorers;
import io.nightjar.spark.registry.ModelVersion;
import io.nightjar.spark.run.NightjarVersion;
import io.nightjar.spark.run.RunContext;
import io.nightjar.spark.score.BatchScoring;
import io.nightjar.spark.score.ScoreRequest;
import io.nightjar.spark.score.ScoreResult;
import io.nightjar.spark.score.ScoringInput;
import io.nightjar.spark.score.ScoringModel;
import io.nightjar.spark.score.ScoringModel.Challenger;
import io.nightjar.spark.score.ScoringPlan;
import io.nightjar.spark.score.publish.PublishRequest.Repeat;
import io.nightjar.spark.score.recommend.Recommendations;
import io.nightjar.spark.train.block.KernelRuns;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Batch-scores one logical date and publishes the scores exactly once. */
public final class ScoreRecipe {
  private ScoreRecipe() {}

  /**
   * Scores and publishes.
   *
   * @param selector champion, 7 or name@7
   */
  public static void run(RunContext run, String selector) {
    LoadedVersion version =
        run.stages().time("load the model", () -> LoadedVersion.of(run, selector));
    score(run, version);
  }

  /** Scores with a version; says in the record and the journal what was published. */
  static ScoreResult score(RunContext run, LoadedVersion version) {
    version.record(run);
    ScoringModel model = model(run, version);
    ScoreResult result =
        run.stages()
            .time(
                "score and publish",
                () ->
                    BatchScoring.run(run.spark(), request(run), model, () -> input(run, version)));
    record(run, result);
    tell(run, version.version(), result);
    return result;
  }

  private static ScoringInput input(RunContext run, LoadedVersion version) {
    Table night = NightTable.whole(run, version.model(), run.identity().runDate());
    if (!night.origin().unreadable().isEmpty()) {
      run.record().detail("unreadable_files", night.origin().unreadable());
    }
    return ScoringInput.of(night);
  }

  private static ScoreRequest request(RunContext run) {
    return new ScoreRequest(
        run.config().name(),
        run.identity().runId(),
        run.identity().runDate(),
        run.republish() == RunContext.Republish.ALWAYS ? Repeat.REPLACE : Repeat.SKIP,
        NightTable.config(run),
        run.config().data().id(),
        RowRules.of(run.config().data()),
        NightjarVersion.text());
  }

  private static ScoringModel model(RunContext run, LoadedVersion version) {
    ModelVersion registered = version.version();
    ScoreConfig config = NightTable.config(run);
    List<Challengers.Stored> stored = Challengers.of(run, version, config.challengers());
    List<Challenger> challengers = stored.stream().map(Challengers.Stored::challenger).toList();
    Model wanted =
        config.threshold().isPresent()
            ? version.model().withThreshold(config.threshold().getAsDouble())
            : version.model();
    ScoringPlan plan =
        new ScoringPlan(
            wanted,
            config.explainTop(),
            config.columns().contains(OutputColumn.MARGIN),
            challengers.stream().map(Challenger::model).toList());
    return new ScoringModel(
        registered.name(),
        registered.version(),
        registered.modelSha256(),
        wanted,
        Scorers.of(run, plan, registered.directory(), stored),
        challengers,
        config.recommend().map(r -> recommendations(run, r)));
  }

  private static Recommendations recommendations(RunContext run, RecommendConfig config) {
    return new Recommendations(
        run.spark(),
        config,
        KernelRuns.preference(run.config().compute()),
        run.config().compute().partitions());
  }

  private static void record(RunContext run, ScoreResult result) {
    Map<String, Long> rows = new LinkedHashMap<>();
    rows.put("in", result.rowsIn());
    rows.put("scored", result.rowsScored());
    rows.put("quarantined", result.rowsQuarantined());
    result.filtered().ifPresent(dropped -> rows.put("filtered", dropped.rows()));
    run.record().set("rows", rows);
    run.record().detail("input", result.input());
    if (result.unreadableFiles() > 0) {
      run.record().set("unreadable_files", result.unreadableFiles());
      run.record()
          .warn(
              result.unreadableFiles()
                  + " files of the table can't be read; they stand in the quarantine with the reason,"
                  + " and none of their rows is among the scores");
    }
    run.record().set("published", result.output());
    run.record().set("already_published", result.alreadyPublished());
    run.record().set("placement", result.placements());
    if (result.published()) {
      run.record()
          .set("written", result.rowByRow().map("row by row: "::concat).orElse("by column"));
    }
    result
        .filtered()
        .filter(dropped -> dropped.skippedGroups() > 0)
        .ifPresent(dropped -> run.record().set("row_groups_skipped", dropped.skippedGroups()));
    result
        .takenUp()
        .ifPresent(
            before -> {
              run.record().set("parts", Map.of("taken_up", before.parts(), "of", before.of()));
              run.record().warn(stopped(before));
            });
    if (!result.agreements().isEmpty()) {
      run.record().set("challengers", result.agreements());
    }
    if (result.rowsQuarantined() > 0) {
      run.record()
          .warn(
              result.rowsQuarantined()
                  + " rows are not among the scores; they stand in the quarantine with the reason");
    }
  }

  private static String stopped(ScoreResult.TakenUp before) {
    return before.of() == 0
        ? "this run was stopped before and was done anew, as rows were written one by one"
        : "this run was stopped before; "
            + before.parts()
            + " of "
            + before.of()
            + " parts of the scores were whole then and were taken up";
  }

  /**
   * Tells the journal of this publish once: a run that was cut off between the publish and this
   * entry tells it when it is run again.
   */
  private static void tell(RunContext run, ModelVersion version, ScoreResult result) {
    String date = run.identity().runDate().toString();
    Event.ScoresPublished event =
        new Event.ScoresPublished(
            version.name(),
            version.version(),
            date,
            result.output(),
            result.manifestSha256(),
            result.rowsScored() + result.rowsQuarantined(),
            result.rowsScored(),
            result.rowsQuarantined(),
            result.replacedRunId().orElse(null));
    boolean told =
        run.registry()
            .append(
                run.identity().runId(),
                state ->
                    state
                            .model(version.name())
                            .flatMap(model -> model.published(result.output(), date))
                            .filter(p -> p.event().manifestSha256().equals(result.manifestSha256()))
                            .isPresent()
                        ? Optional.empty()
                        : Optional.of(event))
            .isPresent();
    if (told && result.alreadyPublished()) {
      run.record().warn("the journal had no entry of this publish; it has now");
    }
  }
}
