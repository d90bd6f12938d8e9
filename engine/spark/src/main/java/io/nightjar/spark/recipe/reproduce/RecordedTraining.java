package io.nightjar.spark.recipe.reproduce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.JobConfig;
import io.nightjar.config.RunDates;
import io.nightjar.config.hocon.Secrets;
import io.nightjar.spark.recipe.candidate.RecentNights;
import io.nightjar.spark.recipe.version.LoadedVersion;
import io.nightjar.spark.registry.ModelVersion;
import io.nightjar.spark.run.RecordJson;
import io.nightjar.spark.run.RunFolder;
import io.nightjar.spark.train.HadoopModelFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;

/**
 * How a version was trained, as far as it is remembered.
 *
 * @param version the version
 * @param config it was trained with
 * @param runDate the logical date of its training
 * @param run the record of the run that trained it; empty where it is gone
 */
public record RecordedTraining(
    ModelVersion version, JobConfig config, LocalDate runDate, Optional<JsonNode> run) {
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final String IMPORTED = "imported from ";

  /**
   * Remembers.
   *
   * @param given a config that a person names; used where the version has none of its own, and for
   *     the secrets that a version's own leaves out
   * @throws NightjarException CONFIG where nothing can be trained again: the version was imported
   *     without a job, or its config isn't known; STORAGE where its files can't be read
   */
  public static RecordedTraining of(
      ModelVersion version, Optional<JobConfig> given, Configuration hadoop) {
    JobConfig config = config(version, given, hadoop);
    Optional<JsonNode> run = runRecord(config, version, hadoop);
    boolean nightly = run.filter(r -> verb(r).equals("nightly")).isPresent();
    LocalDate date = runDate(config, version, run);
    return nightly
        ? new RecordedTraining(
            version, RecentNights.of(config), RecentNights.last(config, date), run)
        : new RecordedTraining(version, config, date, run);
  }

  private static String verb(JsonNode run) {
    return run.path("result").path("verb").asText();
  }

  private static JobConfig config(
      ModelVersion version, Optional<JobConfig> given, Configuration hadoop) {
    String sha256 = version.record().event().configSha256();
    Optional<JobConfig> same = given.filter(config -> config.configSha256().equals(sha256));
    if (same.isPresent()) {
      return same.get();
    }
    if (version.files().containsKey(LoadedVersion.CONFIG)) {
      String text = text(version, hadoop);
      requireWhole(version, text);
      return JobConfig.parse(version.reference() + "'s config", text, List.of(), Map.of());
    }
    String from = version.record().event().trainedOn().id();
    if (from.startsWith(IMPORTED)) {
      throw refused(
          version,
          "was %s without a job, so there is no training to repeat; import the file again and compare model_sha256 with models show"
              .formatted(from));
    }
    if (given.isPresent()) {
      throw refused(
          version,
          "was trained with a config of SHA-256 %s, but %s comes to %s; give the config that it was trained with, in --job, with its overrides written into it"
              .formatted(sha256, given.get().where(""), given.get().configSha256()));
    }
    throw refused(
        version,
        "holds no %s, since an earlier build registered it; give the config that it was trained with (SHA-256 %s) in --job"
            .formatted(LoadedVersion.CONFIG, sha256));
  }

  /** Spark's own secrets may come from spark-submit; without the others no data can be read. */
  private static void requireWhole(ModelVersion version, String config) {
    ObjectNode settings = (ObjectNode) RecordJson.parse(config);
    settings.remove("spark");
    if (RecordJson.line(settings).contains(Secrets.MASK)) {
      throw refused(
          version,
          "was trained with a config that has a secret outside of its spark block, which no version keeps; give that config in --job");
    }
  }

  private static String text(ModelVersion version, Configuration hadoop) {
    HadoopModelFiles files = HadoopModelFiles.of(version.directory().toString(), hadoop);
    try (InputStream in = files.open(LoadedVersion.CONFIG)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw NightjarException.of(
          FailureKind.STORAGE,
          files.location(LoadedVersion.CONFIG),
          "can't be read: " + e.getMessage() + "; check it with models verify.",
          e);
    }
  }

  private static Optional<JsonNode> runRecord(
      JobConfig config, ModelVersion version, Configuration hadoop) {
    RunFolder folder = RunFolder.of(config.runs(), version.record().runId(), hadoop);
    return folder.has("run.json")
        ? Optional.of(RecordJson.parse(folder.read("run.json")))
            .filter(run -> !fingerprint(run).isEmpty())
        : Optional.empty();
  }

  private static String fingerprint(JsonNode run) {
    return run.path("data").path("snapshot").path("fingerprint").asText();
  }

  /** A later run of the same id may have written its own record over the one that is looked for. */
  private static LocalDate runDate(JobConfig config, ModelVersion version, Optional<JsonNode> run) {
    if (run.isPresent()) {
      return LocalDate.parse(run.get().path("result").path("run_date").asText());
    }
    if (!RunDates.isDated(config.data().source())) {
      return LocalDate.EPOCH;
    }
    String location = version.record().event().trainedOn().id();
    Matcher dates = DATE.matcher(location);
    String last = null;
    while (dates.find()) {
      last = dates.group();
    }
    if (last == null) {
      throw refused(
          version,
          "was trained on a night of %s, but which one is not remembered: the run record %s is gone, and the recorded location %s has no date; put the record back"
              .formatted(
                  config.data().source(),
                  config.runs() + "/" + version.record().runId() + "/run.json",
                  location));
    }
    return LocalDate.parse(last);
  }

  private static NightjarException refused(ModelVersion version, String why) {
    return NightjarException.of(FailureKind.CONFIG, version.reference(), why + ".");
  }

  /** What the run record says of the rows; empty where it is of another training. */
  Optional<JsonNode> snapshot() {
    String wanted = version.record().event().trainedOn().sha256();
    return run.filter(r -> fingerprint(r).equals(wanted)).map(r -> r.path("data").path("snapshot"));
  }
}
