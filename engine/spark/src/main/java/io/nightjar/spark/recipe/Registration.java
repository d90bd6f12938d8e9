package io.nightjar.spark.recipe;

import io.nightjar.config.model.ModelConfig;
import io.nightjar.journal.Event;
import io.nightjar.journal.VersionStatus;
import io.nightjar.metrics.gates.GateResult;
import io.nightjar.metrics.gates.Gates;
import io.nightjar.model.Provenance;
import io.nightjar.spark.data.Snapshot;
import io.nightjar.spark.recipe.version.HeldOut;
import io.nightjar.spark.registry.ModelVersion;
import io.nightjar.spark.registry.VersionRequest;
import io.nightjar.spark.run.RunContext;
import io.nightjar.spark.train.ForeignFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;

/** Makes a trained model a version, with everything that the decision rested on. */
final class Registration {
  private final RunContext run;
  private final Snapshot snapshot;
  private final Provenance provenance;
  private final List<GateResult> gates;

  private Registration(
      RunContext run, Snapshot snapshot, Provenance provenance, List<GateResult> gates) {
    this.run = run;
    this.snapshot = snapshot;
    this.provenance = provenance;
    this.gates = gates;
  }

  static Registration of(
      RunContext run, Snapshot snapshot, Provenance provenance, List<GateResult> gates) {
    return new Registration(run, snapshot, provenance, gates);
  }

  ModelVersion register(HeldOut.Results candidate, HeldOut.Results champion, Path directory) {
    Map<String, Map<String, Double>> metrics = new LinkedHashMap<>(candidate.finite());
    champion.finite().forEach((part, values) -> metrics.put("champion on " + part, values));
    VersionRequest request =
        new VersionRequest(
            run.config().name(),
            run.identity().runId(),
            Gates.passed(gates) ? VersionStatus.CANDIDATE : VersionStatus.REJECTED,
            metrics,
            gates.stream().map(Registration::outcome).toList(),
            origin(),
            run.config().configSha256());
    return run.registry().register(request, directory);
  }

  /** The rows that the model was fitted on, or the file that it comes from. */
  private Event.SnapshotReference origin() {
    if (run.config().model() instanceof ModelConfig.Import) {
      return new Event.SnapshotReference(
          ForeignFile.origin(provenance), 0, provenance.snapshot().fingerprint());
    }
    return new Event.SnapshotReference(
        snapshot.location(), snapshot.rows(), snapshot.fingerprint());
  }

  private static Event.GateOutcome outcome(GateResult gate) {
    return new Event.GateOutcome(
        gate.name(), gate.value(), gate.limit(), gate.verdict().text(), gate.why());
  }
}
