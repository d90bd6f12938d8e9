package io.nightjar.spark.recipe;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import io.nightjar.config.JobConfig;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.journal.VersionStatus;
import io.nightjar.metrics.gates.GateResult;
import io.nightjar.metrics.gates.Gates;
import io.nightjar.model.Model;
import io.nightjar.model.Provenance;
import io.nightjar.spark.evaluate.suspect.SuspectColumns;
import io.nightjar.spark.recipe.candidate.Candidate;
import io.nightjar.spark.recipe.candidate.Staging;
import io.nightjar.spark.recipe.candidate.TrainingData;
import io.nightjar.spark.recipe.version.HeldOut;
import io.nightjar.spark.recipe.version.LoadedVersion;
import io.nightjar.spark.recipe.version.ModelFacts;
import io.nightjar.spark.recipe.version.UnlabelledFacts;
import io.nightjar.spark.registry.AliasRequest;
import io.nightjar.spark.registry.ModelVersion;
import io.nightjar.spark.run.RunContext;
import io.nightjar.spark.train.TrainedModel;
import io.nightjar.spark.train.WarmStart;
import java.util.List;
import java.util.Optional;

/**
 * Contract, snapshot, split, fit, evaluate, gates, register; promote where the config says so and
 * the gates pass. A model that the gates refuse is registered as rejected and never promoted.
 */
public final class TrainRecipe {
  private TrainRecipe() {}

  /**
   * Trains and registers.
   *
   * @throws NightjarException of kind GATES when the gates refuse the model
   */
  public static void run(RunContext run) {
    ModelVersion version = train(run);
    if (version.status() == VersionStatus.REJECTED) {
      throw refused(version, run);
    }
  }

  /** Trains and registers; a refused model is registered as rejected and returned. */
  static ModelVersion train(RunContext run) {
    run.stages().run("open the registry", () -> run.registry().state());
    return train(run, TrainingData.of(run));
  }

  /** The same on data that is read and checked. */
  static ModelVersion train(RunContext run, TrainingData data) {
    try (Staging staging = Staging.of(run)) {
      return train(run, data, staging);
    }
  }

  private static ModelVersion train(RunContext run, TrainingData data, Staging staging) {
    Candidate model = Candidate.of(run, data, staging, warmStart(run));
    HeldOut heldOut = new HeldOut(run, data.split());
    HeldOut.Results candidate =
        run.stages()
            .time("evaluate", () -> heldOut.evaluate(model.trained().model(), model.scorer()));
    model.decision().record(candidate);
    lookForSuspects(run, data, model.trained().model());
    HeldOut.Results champion = run.stages().time("evaluate the champion", heldOut::champion);
    List<GateResult> gates =
        Gates.judge(run.config().gates(), candidate.byPart(), champion.byPart());
    model.write(run, data);
    Provenance provenance = model.trained().model().provenance();
    ModelVersion version =
        run.stages()
            .time(
                "register",
                () ->
                    Registration.of(run, data.snapshot(), provenance, gates)
                        .register(candidate, champion, staging.directory()));
    staging.dropCheckpoints();
    record(run, model, gates);
    promote(run, version, gates);
    recordVersion(run, version);
    return version;
  }

  private static void lookForSuspects(RunContext run, TrainingData data, Model model) {
    run.stages()
        .time(
            "look for suspect columns",
            () ->
                SuspectColumns.warnings(
                    data.split().train(),
                    data.split().rows().train(),
                    model.target(),
                    model.signature().plainNames(),
                    run.config().data().id()))
        .forEach(warning -> run.record().warn(warning));
  }

  /** The version that trees are grown upon, where the config names one. */
  private static Optional<WarmStart> warmStart(RunContext run) {
    return run.config().model() instanceof ModelConfig.Gbt gbt
        ? gbt.warmStart().map(reference -> LoadedVersion.warmStart(run, reference))
        : Optional.empty();
  }

  private static void record(RunContext run, Candidate candidate, List<GateResult> gates) {
    TrainedModel trained = candidate.trained();
    run.record().set("gates", gates);
    run.record().set("placement", candidate.placement());
    run.record().detail("features", ModelFacts.features(trained.model()));
    run.record().detail("training", ModelFacts.training(trained.model()));
    run.record().detail("coefficients", ModelFacts.coefficients(trained.model()));
    run.record().detail("lambda_path", ModelFacts.lambdaPath(trained));
    run.record().detail("importance", ModelFacts.importance(trained.model()));
    run.record().detail("clusters", UnlabelledFacts.clusters(trained.model()));
    run.record().detail("components", UnlabelledFacts.components(trained.model()));
  }

  private static void promote(RunContext run, ModelVersion version, List<GateResult> gates) {
    if (Gates.passed(gates) && run.config().promote() == JobConfig.Promote.AUTO) {
      AliasRequest request =
          AliasRequest.champion(
              version.name(),
              run.identity().runId(),
              "its " + gates.size() + " gates passed and promote = auto");
      boolean moved = run.registry().promote(request, version.version()).isPresent();
      run.stages()
          .note(version.reference() + (moved ? " is the champion now" : " is the champion"));
      run.record().set("alias", AliasRequest.CHAMPION);
    }
  }

  private static void recordVersion(RunContext run, ModelVersion version) {
    run.record().set("model", version.name());
    run.record().set("version", version.version());
    run.record().set("model_sha256", version.modelSha256());
  }

  /** What a refused version ends its run with. */
  static NightjarException refused(ModelVersion version, RunContext run) {
    List<Problem> problems =
        version.record().event().gates().stream()
            .filter(gate -> !gate.verdict().equals("pass"))
            .map(
                gate ->
                    new Problem(
                        run.config().where(key(gate.name())), gate.name() + ": " + gate.why()))
            .toList();
    return new NightjarException(FailureKind.GATES, problems, null);
  }

  /** The config's key of a gate: {@code log_loss.max} stands under {@code gates.log-loss.max}. */
  private static String key(String gate) {
    return "gates." + gate.replace('_', '-');
  }
}
