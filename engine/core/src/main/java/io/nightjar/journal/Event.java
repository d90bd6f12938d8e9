package io.nightjar.journal;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What happened in a registry. In a file an event is an object with a {@code type}; which record
 * reads it is decided by an explicit switch, never by a class name that a file gives.
 */
public sealed interface Event {

  /** The model that the event is about; empty for an {@link Unknown} event without one. */
  String model();

  /**
   * A new version, registered whatever the gates said.
   *
   * @param model the model's name
   * @param version 1, 2, … without gaps within a model
   * @param status candidate, or rejected by a gate
   * @param directory where its files lie, relative to the registry's root
   * @param files each file's path below the directory, with its SHA-256
   * @param modelSha256 the hash over the sorted files, see {@link ModelFiles#sha256}
   * @param metrics data set (validation, test, champion) to metric to value; what could not be
   *     decided is absent
   * @param gates each gate's verdict
   * @param trainedOn the rows that it was trained on
   * @param configSha256 SHA-256 of the resolved config
   */
  record VersionRegistered(
      String model,
      int version,
      VersionStatus status,
      String directory,
      Map<String, String> files,
      @JsonProperty("model_sha256") String modelSha256,
      Map<String, Map<String, Double>> metrics,
      List<GateOutcome> gates,
      SnapshotReference trainedOn,
      @JsonProperty("config_sha256") String configSha256)
      implements Event {
    public VersionRegistered {
      Objects.requireNonNull(model, "model");
      Objects.requireNonNull(status, "status");
      Objects.requireNonNull(directory, "directory");
      files = sortedCopy(files, "files");
      Objects.requireNonNull(modelSha256, "model_sha256");
      TreeMap<String, Map<String, Double>> copy = new TreeMap<>();
      Objects.requireNonNull(metrics, "metrics")
          .forEach((set, values) -> copy.put(set, sortedCopy(values, "metrics." + set)));
      copy.forEach(
          (set, values) ->
              values.forEach((name, value) -> requireFinite("metrics." + set + "." + name, value)));
      metrics = Collections.unmodifiableMap(copy);
      gates = List.copyOf(gates);
      Objects.requireNonNull(trainedOn, "trained_on");
      Objects.requireNonNull(configSha256, "config_sha256");
    }
  }

  /**
   * An alias now names another version.
   *
   * @param model the model's name
   * @param alias champion or challenger
   * @param version the version that it names from now on
   * @param previousVersion the version that it named before; null when it named none
   * @param action promote or rollback
   * @param reason in a sentence, for a person
   * @param evidence what the decision rests on, key by key
   */
  record AliasMoved(
      String model,
      String alias,
      int version,
      Integer previousVersion,
      AliasAction action,
      String reason,
      Map<String, String> evidence)
      implements Event {
    public AliasMoved {
      Objects.requireNonNull(model, "model");
      Objects.requireNonNull(alias, "alias");
      Objects.requireNonNull(action, "action");
      Objects.requireNonNull(reason, "reason");
      evidence = sortedCopy(evidence, "evidence");
    }
  }

  /**
   * Scores of one logical date became visible.
   *
   * @param model the model's name
   * @param version the version that scored
   * @param runDate the logical date, {@code 2026-11-19}
   * @param output where the scores lie
   * @param manifestSha256 SHA-256 of the publish's manifest
   * @param rowsIn rows read: scored + quarantined
   * @param rowsScored rows published
   * @param rowsQuarantined rows set aside, each with its reason
   * @param replacedRunId the run whose scores these replace; null when they replace none
   */
  record ScoresPublished(
      String model,
      int version,
      String runDate,
      String output,
      @JsonProperty("manifest_sha256") String manifestSha256,
      long rowsIn,
      long rowsScored,
      long rowsQuarantined,
      String replacedRunId)
      implements Event {
    public ScoresPublished {
      Objects.requireNonNull(model, "model");
      Objects.requireNonNull(runDate, "run_date");
      Objects.requireNonNull(output, "output");
      Objects.requireNonNull(manifestSha256, "manifest_sha256");
    }
  }

  /**
   * A night's drift and decay measures.
   *
   * @param model the model's name
   * @param version the version whose frozen profile was compared with
   * @param runDate the logical date
   * @param alarms every measure that was taken, alarming or not
   * @param rows rows compared
   */
  record MonitorReported(
      String model, int version, String runDate, List<AlarmOutcome> alarms, long rows)
      implements Event {
    public MonitorReported {
      Objects.requireNonNull(model, "model");
      Objects.requireNonNull(runDate, "run_date");
      alarms = List.copyOf(alarms);
    }
  }

  /**
   * What a night decided, and why.
   *
   * @param model the model's name
   * @param runDate the logical date
   * @param decision {@code keep}, {@code retrain-promoted}, {@code retrain-rejected}, …
   * @param evidence what the decision rests on, key by key
   */
  record NightDecided(String model, String runDate, String decision, Map<String, String> evidence)
      implements Event {
    public NightDecided {
      Objects.requireNonNull(model, "model");
      Objects.requireNonNull(runDate, "run_date");
      Objects.requireNonNull(decision, "decision");
      evidence = sortedCopy(evidence, "evidence");
    }
  }

  /**
   * An event that this release can't read, because a newer one wrote it: shown by the audit,
   * refused by the fold.
   *
   * @param type the file's {@code type}
   * @param json the whole event, canonical
   * @param reason why it can't be read
   */
  record Unknown(String type, String json, String reason) implements Event {
    @Override
    public String model() {
      return EventJson.modelOf(json);
    }
  }

  /**
   * One gate's verdict on a version.
   *
   * @param name the metric and the rule, {@code auc.min}
   * @param value what was measured; null when it could not be
   * @param limit what is allowed; null when the rule has no number
   * @param verdict {@code pass}, {@code fail} or {@code insufficient}
   * @param why in a sentence
   */
  record GateOutcome(String name, Double value, Double limit, String verdict, String why) {
    public GateOutcome {
      Objects.requireNonNull(name, "name");
      requireFinite("gates." + name + ".value", value);
      requireFinite("gates." + name + ".limit", limit);
      if (!List.of("pass", "fail", "insufficient").contains(verdict)) {
        throw new IllegalArgumentException(
            "gates."
                + name
                + ".verdict is \""
                + verdict
                + "\"; must be pass, fail or insufficient");
      }
      Objects.requireNonNull(why, "why");
    }
  }

  /**
   * One measure of the monitor.
   *
   * @param column the column, or {@code prediction}
   * @param statistic {@code ks}, {@code psi}, {@code missing}, {@code auc}, …
   * @param value what was measured; null when it could not be
   * @param limit from where on it is an alarm; null when none is set
   * @param alarm whether the limit was passed
   */
  record AlarmOutcome(String column, String statistic, Double value, Double limit, boolean alarm) {
    public AlarmOutcome {
      Objects.requireNonNull(column, "column");
      Objects.requireNonNull(statistic, "statistic");
      requireFinite(column + "." + statistic + ".value", value);
      requireFinite(column + "." + statistic + ".limit", limit);
    }
  }

  /**
   * The rows that a version was trained on.
   *
   * @param id the snapshot's id
   * @param rows how many
   * @param sha256 the hash over its files or rows
   */
  record SnapshotReference(String id, long rows, String sha256) {
    public SnapshotReference {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(sha256, "sha256");
    }
  }

  private static <V> Map<String, V> sortedCopy(Map<String, V> map, String field) {
    TreeMap<String, V> copy = new TreeMap<>(Objects.requireNonNull(map, field));
    copy.forEach((key, value) -> Objects.requireNonNull(value, () -> field + "." + key));
    return Collections.unmodifiableMap(copy);
  }

  private static void requireFinite(String field, Double value) {
    if (value != null && !Double.isFinite(value)) {
      throw new IllegalArgumentException(
          field + " is " + value + "; must be finite, or absent when it could not be measured");
    }
  }
}
