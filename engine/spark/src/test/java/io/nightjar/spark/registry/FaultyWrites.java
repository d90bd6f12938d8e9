package io.nightjar.spark.registry;

import io.nightjar.journal.JournalEntry;
import io.nightjar.journal.RegistryState;
import io.nightjar.spark.storage.AtomicWrites;
import io.nightjar.spark.storage.RootFixtures;
import io.nightjar.spark.storage.StorageRoot;
import io.nightjar.spark.storage.UnknownOutcomeException;
import java.io.IOException;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Real writes on a real directory that end as a network may let them end. */
final class FaultyWrites implements AtomicWrites {

  enum Fault {
    UNKNOWN_AFTER_WRITING,
    UNKNOWN_WITHOUT_WRITING,
    UNKNOWN_AFTER_ANOTHER_WROTE,
    CONFLICT_WITH_ITSELF,
    ALWAYS_ANOTHER,
    DISK_FULL
  }

  private final StorageRoot root;
  private final Fault fault;
  private boolean struck;

  private FaultyWrites(StorageRoot root, Fault fault) {
    this.root = root;
    this.fault = fault;
  }

  static StorageRoot on(StorageRoot root, Fault fault) {
    return RootFixtures.withWrites(root, new FaultyWrites(root, fault));
  }

  @Override
  public FileSystem fileSystem() {
    return root.fileSystem();
  }

  @Override
  public void createIfAbsent(Path target, byte[] content) throws IOException {
    if (struck && fault != Fault.ALWAYS_ANOTHER) {
      root.writes().createIfAbsent(target, content);
      return;
    }
    struck = true;
    switch (fault) {
      case DISK_FULL -> throw new IOException("No space left on device");
      case UNKNOWN_WITHOUT_WRITING -> throw lostAnswer(target);
      case UNKNOWN_AFTER_WRITING -> {
        root.writes().createIfAbsent(target, content);
        throw lostAnswer(target);
      }
      case CONFLICT_WITH_ITSELF -> {
        root.writes().createIfAbsent(target, content);
        throw new FileAlreadyExistsException(target.toString());
      }
      case UNKNOWN_AFTER_ANOTHER_WROTE -> {
        writeAnother();
        throw lostAnswer(target);
      }
      case ALWAYS_ANOTHER -> {
        writeAnother();
        throw new FileAlreadyExistsException(target.toString());
      }
    }
  }

  @Override
  public void replace(Path target, byte[] content) throws IOException {
    root.writes().replace(target, content);
  }

  @Override
  public void moveDirectory(Path source, Path target) throws IOException {
    root.writes().moveDirectory(source, target);
  }

  private void writeAnother() throws IOException {
    RegistryState state = new JournalStore(root, Backoff.DEFAULT).state();
    int next = state.models().get("m").nextVersion();
    JournalEntry entry = state.next("2026-11-19T00:00:00Z", "other", Versions.event("m", next));
    root.writes().createIfAbsent(root.resolve("journal/" + entry.fileName()), entry.bytes());
  }

  private static UnknownOutcomeException lostAnswer(Path target) {
    return new UnknownOutcomeException(target.toString(), new IOException("connection reset"));
  }
}
