package io.nightjar.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Small journals for tests. */
final class Events {
  static final String AT = "2026-11-19T02:00:00Z";

  private Events() {}

  static Event.VersionRegistered version(String model, int version, VersionStatus status) {
    Map<String, String> files =
        Map.of("model.json", "ab".repeat(32), "w.safetensors", "cd".repeat(32));
    return new Event.VersionRegistered(
        model,
        version,
        status,
        "models/" + model + "/" + version,
        files,
        ModelFiles.sha256(files),
        Map.of("test", Map.of("auc", 0.9071, "log_loss", 0.31)),
        List.of(new Event.GateOutcome("auc.min", 0.9071, 0.9, "pass", "0.9071 is at least 0.9")),
        new Event.SnapshotReference("s-1", 32561, "ef".repeat(32)),
        "01".repeat(32));
  }

  static Event.VersionRegistered version(String model, int version) {
    return version(model, version, VersionStatus.CANDIDATE);
  }

  static Event.AliasMoved promote(String model, int version, Integer previous) {
    return new Event.AliasMoved(
        model,
        "champion",
        version,
        previous,
        AliasAction.PROMOTE,
        "gates passed",
        Map.of("auc", "0.9071"));
  }

  static Event.AliasMoved rollback(String model, int version, Integer previous) {
    return new Event.AliasMoved(
        model, "champion", version, previous, AliasAction.ROLLBACK, "bad night", Map.of());
  }

  static Event.ScoresPublished publish(String model, int version, String date) {
    return new Event.ScoresPublished(
        model, version, date, "scores", "23".repeat(32), 100, 97, 3, null);
  }

  /** Chains events into a journal that begins at number 1. */
  static List<JournalEntry> chain(Event... events) {
    return chain(List.of(events));
  }

  static List<JournalEntry> chain(List<? extends Event> events) {
    List<JournalEntry> entries = new ArrayList<>();
    String previous = JournalEntry.GENESIS;
    for (Event event : events) {
      JournalEntry entry =
          new JournalEntry(entries.size() + 1L, previous, AT, "run-" + entries.size(), event);
      entries.add(entry);
      previous = entry.sha256();
    }
    return entries;
  }
}
