package io.nightjar.spark.score.publish;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** The folders in which a try writes before it publishes; a killed one's are swept by the next. */
final class Staging {
  private static final int LONGEST_RUN_ID = 60;

  /** Left by a process on another host, which can't be asked: removed when this old. */
  private static final Duration FOREIGN_LIFE = Duration.ofHours(24);

  private final Storage storage;

  Staging(Storage storage) {
    this.storage = storage;
  }

  /** {@code _staging/RUN-ATTEMPT}; letters of the run id that a path may not hold become dashes. */
  static Path folder(PublishTable table, String runId, String attempt) {
    return new Path(table.stagingRoot(), prefix(runId) + attempt);
  }

  private static String prefix(String runId) {
    String safe = runId.replaceAll("[^A-Za-z0-9._=-]", "-");
    String cut = safe.length() > LONGEST_RUN_ID ? safe.substring(0, LONGEST_RUN_ID) : safe;
    return cut + "-";
  }

  /** What dead tries of a run left staged, except what an open intent still needs. */
  List<Path> left(PublishTable table, String runId, IntentLog log) throws IOException {
    List<FileStatus> staged = storage.list(table.stagingRoot());
    Set<String> needed = log.openAttempts();
    return staged.stream()
        .filter(child -> isDead(child) && isOf(runId, child))
        .map(FileStatus::getPath)
        .filter(path -> needed.stream().noneMatch(path.getName()::endsWith))
        .toList();
  }

  private static boolean isOf(String runId, FileStatus child) {
    String name = child.getPath().getName();
    String prefix = prefix(runId);
    return name.startsWith(prefix) && Owner.isAttempt(name.substring(prefix.length()));
  }

  /**
   * Removes what dead tries left, except what is spared and what an open intent still needs. The
   * intents are read after the folders are listed: whatever was listed has an intent that is open
   * still, or needs nothing.
   */
  void sweep(PublishTable table, IntentLog log, List<Path> spared) throws IOException {
    List<FileStatus> staged = storage.list(table.stagingRoot());
    List<FileStatus> trash = storage.list(table.trashRoot());
    Set<String> needed = log.openAttempts();
    for (FileStatus child : trash) {
      deleteUnless(child, needed);
    }
    for (FileStatus child : staged) {
      if (isDead(child) && !spared.contains(child.getPath())) {
        deleteUnless(child, needed);
      }
    }
  }

  private void deleteUnless(FileStatus child, Set<String> needed) throws IOException {
    String name = child.getPath().getName();
    if (needed.stream().noneMatch(name::endsWith)) {
      storage.delete(child.getPath());
    }
  }

  private static boolean isDead(FileStatus child) {
    long age = System.currentTimeMillis() - child.getModificationTime();
    return switch (Owner.livenessOf(child.getPath().getName())) {
      case ALIVE -> false;
      case DEAD -> true;
      case UNKNOWN -> age > FOREIGN_LIFE.toMillis();
    };
  }
}
