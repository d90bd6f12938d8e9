package io.nightjar.spark.registry;

import io.nightjar.journal.Event;
import io.nightjar.journal.ModelFiles;
import io.nightjar.journal.VersionStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Small requests, events and model directories for tests. */
final class Versions {

  private Versions() {}

  static VersionRequest request(String model, String runId) {
    return request(model, runId, VersionStatus.CANDIDATE);
  }

  static VersionRequest request(String model, String runId, VersionStatus status) {
    boolean passed = status == VersionStatus.CANDIDATE;
    return new VersionRequest(
        model,
        runId,
        status,
        Map.of("test", Map.of("auc", passed ? 0.91 : 0.8)),
        List.of(
            new Event.GateOutcome(
                "auc.min",
                passed ? 0.91 : 0.8,
                0.9,
                passed ? "pass" : "fail",
                passed ? "0.91 is at least 0.9" : "0.8 is below 0.9")),
        new Event.SnapshotReference("snapshot-1", 100, "00".repeat(32)),
        "11".repeat(32));
  }

  /** An event without files, for tests of the journal alone. */
  static Event event(String model, int version) {
    Map<String, String> files = Map.of("model.json", "22".repeat(32));
    return new Event.VersionRegistered(
        model,
        version,
        VersionStatus.CANDIDATE,
        "models/" + model + "/" + version,
        files,
        ModelFiles.sha256(files),
        Map.of(),
        List.of(),
        new Event.SnapshotReference("s", 1, "00"),
        "11");
  }

  /** A staging directory with two files that hold {@code content}. */
  static org.apache.hadoop.fs.Path staging(Path directory, String content) {
    try {
      Files.createDirectories(directory.resolve("tensors"));
      Files.writeString(directory.resolve("model.json"), "{\"content\":\"" + content + "\"}");
      Files.writeString(directory.resolve("tensors/w.safetensors"), "w" + content);
      return new org.apache.hadoop.fs.Path(directory.toUri());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
