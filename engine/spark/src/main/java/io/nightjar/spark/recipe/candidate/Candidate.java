package io.nightjar.spark.recipe.candidate;

import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.spark.monitor.profile.Profile;
import io.nightjar.spark.recipe.version.DecisionStep;
import io.nightjar.spark.recipe.version.LoadedVersion;
import io.nightjar.spark.recipe.version.Scorers;
import io.nightjar.spark.recipe.version.TrainingProfile;
import io.nightjar.spark.run.NightjarVersion;
import io.nightjar.spark.run.RunContext;
import io.nightjar.spark.score.TableScorer;
import io.nightjar.spark.train.TrainRequest;
import io.nightjar.spark.train.TrainedModel;
import io.nightjar.spark.train.Trainer;
import io.nightjar.spark.train.WarmStart;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model as it would become a version: fitted, calibrated and with its threshold.
 *
 * @param trained the model and what the fit says of itself
 * @param scorer of the model
 * @param decision what was settled after the fit
 */
public record Candidate(TrainedModel trained, TableScorer scorer, DecisionStep decision) {

  /**
   * Fits, and settles what the config asks for.
   *
   * @param warmStart the version that trees are grown upon
   */
  public static Candidate of(
      RunContext run, TrainingData data, Staging staging, Optional<WarmStart> warmStart) {
    TrainedModel fitted =
        run.stages().time("fit", () -> fit(run, request(run, data, staging, warmStart)));
    DecisionStep decision = new DecisionStep(run, data.split());
    TrainedModel trained = settle(run, decision, fitted, staging);
    TableScorer scorer = Scorers.of(run, trained.model(), staging.directory());
    return new Candidate(trained, scorer, decision);
  }

  private static TrainRequest request(
      RunContext run, TrainingData data, Staging staging, Optional<WarmStart> warmStart) {
    return new TrainRequest(
        run.config(),
        data.split(),
        data.labels(),
        data.snapshot(),
        staging.directory().toString(),
        NightjarVersion.text(),
        Optional.of(staging.checkpoints().toString()),
        warmStart);
  }

  private static TrainedModel fit(RunContext run, TrainRequest request) {
    TrainedModel trained = Trainer.train(run.spark(), request);
    trained.warnings().forEach(run.record()::warn);
    return trained;
  }

  /** Calibration and threshold, where the config asks for them. */
  private static TrainedModel settle(
      RunContext run, DecisionStep decision, TrainedModel fitted, Staging staging) {
    if (!run.config().decidesAfterFit()) {
      return fitted;
    }
    TableScorer scorer = Scorers.of(run, fitted.model(), staging.directory());
    return fitted.withModel(
        run.stages().time("calibrate and decide", () -> decision.settle(fitted.model(), scorer)));
  }

  /** Which kernels ran where, in the fit and in what was scored since. */
  public List<KernelUse> placement() {
    List<KernelUse> uses = new ArrayList<>(trained.placement());
    uses.addAll(scorer.placements());
    return KernelUse.merge(uses);
  }

  /**
   * Writes the version's files: the model, the profile of its training rows and the config, by
   * which it can be made again.
   */
  public void write(RunContext run, TrainingData data) {
    Profile profile =
        run.stages()
            .time(
                "profile",
                () -> TrainingProfile.of(run, trained.model(), scorer, data.split().train()));
    byte[] config = run.config().provenance().stated().getBytes(StandardCharsets.UTF_8);
    trained.write(Map.of(LoadedVersion.PROFILE, profile.toJson(), LoadedVersion.CONFIG, config));
  }
}
