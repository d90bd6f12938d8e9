package io.nightjar.spark.recipe.version;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.model.Model;
import io.nightjar.model.files.LoadedModel;
import io.nightjar.model.files.ModelDirectory;
import io.nightjar.spark.monitor.profile.Profile;
import io.nightjar.spark.registry.AliasRequest;
import io.nightjar.spark.registry.ModelVersion;
import io.nightjar.spark.run.RunContext;
import io.nightjar.spark.score.TableScorer;
import io.nightjar.spark.train.HadoopModelFiles;
import io.nightjar.spark.train.WarmStart;
import java.util.Optional;

/**
 * A registered version, every byte of it checked, ready to score.
 *
 * @param version what the registry says of it
 * @param loaded its files
 * @param scorer scores tables with it
 */
public record LoadedVersion(ModelVersion version, LoadedModel loaded, TableScorer scorer) {
  /** The file of a version that holds the profile of its training rows. */
  public static final String PROFILE = "profile.json";

  /** The file of a version that holds the config it was trained with. */
  public static final String CONFIG = "config.json";

  /** The version that a selector names: champion, 7, or name@7. */
  public static LoadedVersion of(RunContext run, String selector) {
    return of(run, run.registry().resolve(run.config().name(), selector));
  }

  /** The champion, where there is one. */
  public static Optional<LoadedVersion> champion(RunContext run) {
    return run.registry()
        .holder(run.config().name(), AliasRequest.CHAMPION)
        .map(version -> of(run, version));
  }

  /**
   * What a fit goes on from.
   *
   * @param reference churn@7, churn@champion, churn, or one of them behind {@code models:/}
   */
  public static WarmStart warmStart(RunContext run, String reference) {
    String prefix = "models:/";
    boolean prefixed = reference.startsWith(prefix);
    ModelVersion version =
        run.registry().resolve(prefixed ? reference.substring(prefix.length()) : reference);
    return new WarmStart(version.reference(), version.modelSha256(), read(run, version).model());
  }

  private static LoadedModel read(RunContext run, ModelVersion version) {
    run.registry().verify(version);
    return ModelDirectory.read(HadoopModelFiles.of(version.directory().toString(), run.hadoop()));
  }

  private static LoadedVersion of(RunContext run, ModelVersion version) {
    LoadedModel loaded = read(run, version);
    return new LoadedVersion(version, loaded, Scorers.of(run, loaded.model(), version.directory()));
  }

  /** The model itself. */
  public Model model() {
    return loaded.model();
  }

  /**
   * What its training rows and its predictions for them looked like.
   *
   * @throws NightjarException CONFIG if the version was imported, so that nobody knows
   */
  public Profile profile() {
    if (!loaded.manifest().files().containsKey(PROFILE)) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          version.reference(),
          "has no profile of its training rows, since it was imported; monitor only versions that"
              + " were trained here.");
    }
    return Profile.fromJson(loaded.bytes(PROFILE));
  }

  /** Says in the record which version this is. */
  public void record(RunContext run) {
    run.record().set("model", version.name());
    run.record().set("version", version.version());
    run.record().set("model_sha256", version.modelSha256());
  }
}
