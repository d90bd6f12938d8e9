package io.nightjar.spark.recipe.reproduce;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.model.Model;
import io.nightjar.spark.data.lake.LakeFormat;
import io.nightjar.spark.data.lake.LakeTable;
import io.nightjar.spark.data.lake.TableVersion;
import io.nightjar.spark.recipe.candidate.Candidate;
import io.nightjar.spark.recipe.candidate.Staging;
import io.nightjar.spark.recipe.candidate.TrainingData;
import io.nightjar.spark.recipe.version.LoadedVersion;
import io.nightjar.spark.registry.ModelVersion;
import io.nightjar.spark.run.RunContext;
import io.nightjar.spark.train.HadoopModelFiles;
import io.nightjar.spark.train.WarmStart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A version trained again from its recorded snapshot and config: the same bits, or what differs.
 * The registry is read and never written: no version, no alias, no entry.
 */
public final class ReproduceRecipe {
  private final RunContext run;
  private final RecordedTraining recorded;
  private final ModelVersion version;

  private ReproduceRecipe(RunContext run, RecordedTraining recorded) {
    this.run = run;
    this.recorded = recorded;
    this.version = recorded.version();
  }

  /**
   * Trains again and compares.
   *
   * @param run with the recorded config and date, and the registry of the version
   * @throws NightjarException DATA where the training data aren't what they were; STORAGE where the
   *     same data and config make another model
   */
  public static void run(RunContext run, RecordedTraining recorded) {
    new ReproduceRecipe(run, recorded).run();
  }

  private void run() {
    run.record().set("model", version.name());
    run.record().set("version", version.version());
    run.record().set("model_sha256", version.modelSha256());
    run.stages().run("verify the version", () -> run.registry().verify(version));
    TrainingData data = sameData();
    try (Staging staging = Staging.of(run)) {
      Candidate candidate = Candidate.of(run, data, staging, warmStart());
      candidate.write(run, data);
      List<KernelUse> uses = candidate.placement();
      run.record().set("placement", uses);
      compare(staging, uses);
      staging.dropCheckpoints();
    }
  }

  /**
   * The training data.
   *
   * @throws NightjarException DATA naming every file that is missing or was changed
   */
  private TrainingData sameData() {
    DataDifferences differences = new DataDifferences(recorded, run.hadoop());
    requireNone(differences.missing());
    pin();
    TrainingData data = TrainingData.of(run);
    if (!(run.config().model() instanceof ModelConfig.Import)) {
      requireNone(differences.of(data.snapshot()));
    }
    return data;
  }

  private void requireNone(List<Problem> differences) {
    if (!differences.isEmpty()) {
      run.record().set("reproduction", Map.of("verdict", "data-changed"));
      throw new NightjarException(FailureKind.DATA, differences, null);
    }
  }

  /** A table of versions is read as it was. */
  private void pin() {
    JsonNode snapshot = recorded.snapshot().orElse(null);
    if (snapshot != null && snapshot.hasNonNull("version")) {
      String location = snapshot.path("location").asText();
      Optional<LakeFormat> format = LakeFormat.of(snapshot.path("format").asText());
      Optional<TableVersion> then = TableVersion.parse(snapshot.path("version").asText());
      if (format.isPresent() && then.isPresent()) {
        run.tables().versions().pin(location, then.get());
        run.tables()
            .versions()
            .pin(LakeTable.byPath(run.spark(), format.get(), location).location(), then.get());
      }
    }
  }

  /** The version that the trees were grown upon, whatever its alias names by now. */
  private Optional<WarmStart> warmStart() {
    if (run.config().model() instanceof ModelConfig.Gbt gbt && gbt.warmStart().isPresent()) {
      Model model = LoadedVersion.of(run, version.reference()).model();
      String reference = model.provenance().fit().get("warm-start");
      return Optional.of(LoadedVersion.warmStart(run, reference));
    }
    return Optional.empty();
  }

  private void compare(Staging staging, List<KernelUse> uses) {
    SortedMap<String, String> after = run.registry().hashes(staging.directory());
    String sha256 = io.nightjar.journal.ModelFiles.sha256(after);
    boolean same = sha256.equals(version.modelSha256());
    List<String> environment = EnvironmentDifferences.of(recorded.run(), run.spark(), uses);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("verdict", same ? "bit-identical" : "differs");
    facts.put("model_sha256", sha256);
    facts.put("environment", environment);
    run.record().set("reproduction", facts);
    if (!same) {
      environment.forEach(run.record()::warn);
      ModelDifferences differences =
          new ModelDifferences(
              HadoopModelFiles.of(version.directory().toString(), run.hadoop()),
              HadoopModelFiles.of(staging.directory().toString(), run.hadoop()));
      List<Problem> problems = new ArrayList<>();
      problems.add(
          new Problem(
              version.reference(),
              "the same rows and config made a model of SHA-256 %s; must be %s"
                  .formatted(sha256, version.modelSha256())));
      problems.addAll(differences.of(version.files(), after));
      throw new NightjarException(FailureKind.STORAGE, problems, null);
    }
  }
}
