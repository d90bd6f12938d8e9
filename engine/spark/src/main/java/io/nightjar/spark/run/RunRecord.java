package io.nightjar.spark.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run did, with its evidence: the result object that {@code --json} prints, and the details
 * that the report shows. Filled step by step; what doesn't apply to a verb is absent.
 */
public final class RunRecord {
  private final RunIdentity identity;
  private final Map<String, Object> result = new LinkedHashMap<>();
  private final Map<String, Object> metrics = new LinkedHashMap<>();
  private final Map<String, Object> details = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private int exitCode;

  /** An empty record of a run. */
  public RunRecord(RunIdentity identity) {
    this.identity = identity;
  }

  /** Which run this is the record of. */
  public RunIdentity identity() {
    return identity;
  }

  /**
   * Sets a field of the result object.
   *
   * @param field one of the documented names, snake_case
   */
  public void set(String field, Object value) {
    result.put(field, value);
  }

  /** A field of the result object that was set, or null. */
  public Object get(String field) {
    return result.get(field);
  }

  /**
   * Puts the metrics of one evaluation into the result.
   *
   * @param on validation, test or champion
   * @param values metric name to its value
   */
  public void metrics(String on, Map<String, ?> values) {
    metrics.put(on, values);
  }

  /** Sets a section of details for the report: data, contract, features, evaluations and so on. */
  public void detail(String section, Object value) {
    details.put(section, value);
  }

  /** Takes over the sections of a step's record, and its metrics, where this one has none. */
  public void takeDetails(RunRecord step) {
    step.details.forEach(details::putIfAbsent);
    step.metrics.forEach((on, values) -> metrics.putIfAbsent("retrained " + on, values));
  }

  /** Something that a person should know though the run went on. */
  public void warn(String message) {
    if (!warnings.contains(message)) {
      warnings.add(message);
    }
  }

  /** What was warned of so far. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** Notes a failure: its kind gives the exit code, its problems stand in the result. */
  public void failed(NightjarException failure) {
    failed(failure.kind(), failure.problems());
  }

  /** Notes a failure by kind and problems. */
  public void failed(FailureKind kind, List<Problem> found) {
    exitCode = kind.exitCode();
    problems.addAll(found);
  }

  /** 0 unless the run failed. */
  public int exitCode() {
    return exitCode;
  }

  /** What went wrong, empty for a run that ended well. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** The result object: documented fields, snake_case, absent where they don't apply. */
  public ObjectNode resultJson(Stages stages) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("verb", identity.verb());
    all.put("status", exitCode == 0 ? "done" : "failed");
    all.put("exit_code", exitCode);
    all.put("run_id", identity.runId());
    all.put("run_date", identity.runDate().toString());
    all.putAll(result);
    if (!metrics.isEmpty()) {
      all.put("metrics", metrics);
    }
    all.put("timings_ms", stages.millis());
    all.put("problems", problems);
    if (!warnings.isEmpty()) {
      all.put("warnings", warnings);
    }
    JsonNode tree = RecordJson.tree(all);
    return (ObjectNode) tree;
  }

  /** The whole record: the result and the details. */
  public ObjectNode json(Stages stages) {
    ObjectNode whole = (ObjectNode) RecordJson.tree(Map.of());
    whole.set("result", resultJson(stages));
    details.forEach((section, value) -> whole.set(section, RecordJson.tree(value)));
    return whole;
  }
}
