package io.nightjar.spark.registry;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.journal.Event;
import io.nightjar.journal.JournalChain;
import io.nightjar.journal.JournalEntry;
import io.nightjar.journal.RegistryState;
import io.nightjar.spark.storage.IoReason;
import io.nightjar.spark.storage.StorageRoot;
import io.nightjar.spark.storage.UnknownOutcomeException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The journal's files: {@code journal/00000000000000000001.json} and on, each created only if
 * absent. An append ends in one of Iceberg's three ways: a conflict is decided anew on what the
 * winner wrote and tried again; a failure leaves nothing behind; an unknown outcome deletes nothing
 * and is settled by reading the file again.
 *
 * <p>Entries never change, so those read once are kept. Safe for several threads; each process and
 * each store competes only through the file system.
 */
public final class JournalStore {
  private static final String DIRECTORY = "journal";
  private static final Pattern ENTRY = Pattern.compile("\\d{20}\\.json");
  private static final int SETTLING_READS = 3;

  private final StorageRoot root;
  private final Backoff backoff;
  private RegistryState state = RegistryState.EMPTY;
  private boolean listed;

  JournalStore(StorageRoot root, Backoff backoff) {
    this.root = root;
    this.backoff = backoff;
  }

  /**
   * Reads every entry from storage and verifies the chain, events of newer releases included.
   *
   * @throws NightjarException (storage) naming the first file that is missing, damaged or out of
   *     order
   */
  public List<JournalEntry> readAll() {
    List<JournalEntry> entries = readFrom(1, lastListed());
    JournalChain.verify(entries);
    return entries;
  }

  /** Whether anything was ever written. */
  boolean isEmpty() {
    return lastListed() == 0;
  }

  /** The state after the entries that are there now. */
  public synchronized RegistryState state() {
    if (!listed) {
      state = RegistryState.fold(readFrom(1, lastListed()));
      listed = true;
    }
    Optional<JournalEntry> next = readIfThere(state.lastSequence() + 1);
    while (next.isPresent()) {
      state = state.plus(List.of(next.get()));
      next = readIfThere(state.lastSequence() + 1);
    }
    return state;
  }

  /**
   * Appends the event that follows from the state, and decides again when another writer was
   * faster.
   *
   * @param runId the run that writes it
   * @param decide the event for a state, or empty when nothing is to be written; called once per
   *     attempt, and what it throws goes to the caller with nothing written
   * @return the entry, or empty when nothing was to be written
   * @throws NightjarException (storage) when races were lost too often, the write failed, or its
   *     outcome is unknown
   */
  public synchronized Optional<JournalEntry> append(
      String runId, Function<RegistryState, Optional<Event>> decide) {
    for (int attempt = 1; attempt <= backoff.attempts(); attempt++) {
      RegistryState before = state();
      Optional<Event> event = decide.apply(before);
      if (event.isEmpty()) {
        return Optional.empty();
      }
      JournalEntry entry = before.next(Instant.now().toString(), runId, event.get());
      RegistryState after = before.plus(List.of(entry));
      if (create(entry, entry.bytes())) {
        state = after;
        return Optional.of(entry);
      }
      backoff.pause(attempt);
    }
    throw NightjarException.of(
        FailureKind.STORAGE,
        directory().toString(),
        "lost the race for the next entry "
            + backoff.attempts()
            + " times; nothing was written. Run again when fewer others write.");
  }

  /** True when the entry is there; false when another writer's is. */
  private boolean create(JournalEntry entry, byte[] bytes) {
    Path target = file(entry.sequence());
    try {
      root.writes().createIfAbsent(target, bytes);
      return true;
    } catch (FileAlreadyExistsException e) {
      // A client that repeats a request whose answer was lost conflicts with itself.
      return settle(entry, bytes, e);
    } catch (UnknownOutcomeException e) {
      return settle(entry, bytes, e);
    } catch (IOException e) {
      throw NightjarException.of(
          FailureKind.STORAGE,
          target.toString(),
          "could not be written: "
              + IoReason.of(e)
              + ". The registry is unchanged: check the space and the access rights, then run"
              + " again.",
          e);
    }
  }

  private boolean settle(JournalEntry entry, byte[] bytes, IOException cause) {
    Path target = file(entry.sequence());
    for (int read = 1; read <= SETTLING_READS; read++) {
      try {
        return Arrays.equals(bytes, readBytes(target));
      } catch (IOException e) {
        cause.addSuppressed(e);
      }
      backoff.pause(read);
    }
    throw NightjarException.of(
        FailureKind.STORAGE,
        target.toString(),
        "it is unknown whether this entry was written ("
            + IoReason.of(cause)
            + "); nothing was deleted. When the storage answers again, run 'nightjar audit show':"
            + " if it lists an entry "
            + entry.sequence()
            + " of run "
            + entry.runId()
            + ", the step is done; if not, run the same command with --run-id "
            + entry.runId()
            + ".",
        cause);
  }

  private List<JournalEntry> readFrom(long first, long last) {
    List<JournalEntry> entries = new ArrayList<>();
    for (long sequence = first; sequence <= last; sequence++) {
      Optional<JournalEntry> entry = readIfThere(sequence);
      if (entry.isEmpty()) {
        throw NightjarException.of(
            FailureKind.STORAGE,
            DIRECTORY + "/" + JournalEntry.fileName(sequence),
            "is missing, but "
                + JournalEntry.fileName(last)
                + " is there. Restore it from a backup; entries are never edited or removed.");
      }
      entries.add(entry.get());
    }
    return entries;
  }

  private Optional<JournalEntry> readIfThere(long sequence) {
    Path file = file(sequence);
    try {
      return Optional.of(JournalEntry.read(readBytes(file), file.getName()));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private byte[] readBytes(Path file) throws IOException {
    try (FSDataInputStream in = root.fileSystem().open(file)) {
      byte[] bytes = in.readNBytes(JournalEntry.MAX_BYTES + 1);
      if (bytes.length > JournalEntry.MAX_BYTES) {
        throw JournalEntry.tooLarge(file.getName(), root.fileSystem().getFileStatus(file).getLen());
      }
      return bytes;
    }
  }

  /** The highest number in the directory; a listing may miss files that are just being written. */
  private long lastListed() {
    long last = 0;
    try {
      for (FileStatus file : root.fileSystem().listStatus(directory())) {
        String name = file.getPath().getName();
        if (ENTRY.matcher(name).matches()) {
          last = Math.max(last, sequenceOf(name));
        }
      }
    } catch (FileNotFoundException e) {
      return 0;
    } catch (IOException e) {
      throw unreadable(directory(), e);
    }
    return last;
  }

  private static long sequenceOf(String name) {
    try {
      return Long.parseLong(name.substring(0, 20));
    } catch (NumberFormatException e) {
      throw NightjarException.of(
          FailureKind.STORAGE,
          DIRECTORY + "/" + name,
          "has no possible entry number. Nightjar did not write it: move it elsewhere.",
          e);
    }
  }

  private Path directory() {
    return root.resolve(DIRECTORY);
  }

  private Path file(long sequence) {
    return root.resolve(DIRECTORY + "/" + JournalEntry.fileName(sequence));
  }

  private static NightjarException unreadable(Path path, IOException cause) {
    return NightjarException.of(
        FailureKind.STORAGE,
        path.toString(),
        "can't be read: " + IoReason.of(cause) + ". Check the storage and the access rights.",
        cause);
  }
}
