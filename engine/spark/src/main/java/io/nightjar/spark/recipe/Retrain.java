package io.nightjar.spark.recipe;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import io.nightjar.config.JobConfig;
import io.nightjar.journal.VersionStatus;
import io.nightjar.spark.recipe.candidate.RecentNights;
import io.nightjar.spark.registry.ModelVersion;
import io.nightjar.spark.run.RunContext;
import io.nightjar.spark.run.RunIdentity;
import io.nightjar.spark.run.RunRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A night's retrain: on recent nights, through the same gates as any training. */
final class Retrain {
  private Retrain() {}

  /** Trains anew; a model that the gates refuse, or that can't be trained, keeps the champion. */
  static Decision because(RunContext run, String alarm) {
    RunContext step = step(run);
    try {
      ModelVersion version = TrainRecipe.train(step);
      takeOver(run.record(), step.record(), version);
      return decision(run, version, alarm);
    } catch (NightjarException e) {
      if (e.kind() == FailureKind.STORAGE || e.kind() == FailureKind.INTERNAL) {
        throw e;
      }
      return new Decision(
          "retrain-failed",
          Map.of("why", alarm, "failure", e.getMessage()),
          Optional.of(failed(e)));
    }
  }

  private static Decision decision(RunContext run, ModelVersion version, String alarm) {
    Map<String, String> evidence =
        Map.of("why", alarm, "version", version.reference(), "model_sha256", version.modelSha256());
    if (version.status() == VersionStatus.REJECTED) {
      return new Decision(
          "retrain-rejected", evidence, Optional.of(TrainRecipe.refused(version, run)));
    }
    boolean promoted = run.config().promote() == JobConfig.Promote.AUTO;
    return new Decision(
        promoted ? "retrain-promoted" : "retrain-waits", evidence, Optional.empty());
  }

  /** The same run on the retrain's table, with a record of its own. */
  private static RunContext step(RunContext run) {
    RunIdentity identity =
        new RunIdentity(
            "train",
            run.identity().runId(),
            RecentNights.last(run.config(), run.identity().runDate()));
    return run.step(new RunRecord(identity), run.stages()).with(RecentNights.of(run.config()));
  }

  /** The night's record shows the retrain's gates and what it was trained on. */
  private static void takeOver(RunRecord night, RunRecord train, ModelVersion version) {
    night.takeDetails(train);
    for (String field : new String[] {"gates", "calibration", "threshold"}) {
      night.set(field, train.get(field));
    }
    night.set("retrained_version", version.version());
    train.warnings().forEach(night::warn);
  }

  private static NightjarException failed(NightjarException e) {
    List<Problem> problems =
        e.problems().stream()
            .map(
                p ->
                    new Problem(
                        p.where(), "the retrain failed, the champion stays: " + p.message()))
            .toList();
    return new NightjarException(e.kind(), problems, e);
  }
}
