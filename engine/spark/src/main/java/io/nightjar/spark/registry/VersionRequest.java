package io.nightjar.spark.registry;

import io.nightjar.journal.Event;
import io.nightjar.journal.VersionStatus;
import java.util.List;
import java.util.Map;

/**
 * What is known of a model before it becomes a version.
 *
 * @param model the model's name
 * @param runId the run that made it; the same run with the same bytes is registered once
 * @param status candidate, or rejected by a gate
 * @param metrics data set to metric to value, finite; what could not be decided is absent
 * @param gates each gate's verdict
 * @param trainedOn the rows that it was trained on
 * @param configSha256 SHA-256 of the resolved config
 */
public record VersionRequest(
    String model,
    String runId,
    VersionStatus status,
    Map<String, Map<String, Double>> metrics,
    List<Event.GateOutcome> gates,
    Event.SnapshotReference trainedOn,
    String configSha256) {}
