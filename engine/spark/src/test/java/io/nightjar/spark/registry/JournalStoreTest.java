package io.nightjar.spark.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.journal.Event;
import io.nightjar.journal.JournalEntry;
import io.nightjar.journal.ModelState;
import io.nightjar.journal.RegistryState;
import io.nightjar.spark.storage.StorageRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalStoreTest {
  @TempDir private Path directory;
  private Path journal;

  @BeforeEach
  void locate() {
    journal = directory.resolve("journal");
  }

  @Test
  void losesAndDoublesNothingWithFiftyWritersAtOnce() throws Exception {
    int writers = 50;
    ExecutorService pool = Executors.newFixedThreadPool(writers);
    try {
      List<Callable<Optional<JournalEntry>>> tasks = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        String runId = "run-" + writer;
        tasks.add(() -> store().append(runId, nextVersion("m")));
      }
      for (Future<Optional<JournalEntry>> task : pool.invokeAll(tasks)) {
        assertThat(task.get()).isPresent();
      }
    } finally {
      pool.shutdown();
    }
    List<JournalEntry> entries = store().readAll();
    assertThat(entries).hasSize(writers);
    assertThat(entries.stream().map(JournalEntry::runId).distinct()).hasSize(writers);
    assertThat(store().state().model("m").orElseThrow().versions().keySet()).hasSize(writers);
    assertThat(names()).hasSize(writers).allMatch(name -> name.matches("\\d{20}\\.json"));
  }

  @Test
  void seesWhatAnotherStoreWrote() {
    JournalStore one = store();
    JournalStore other = store();
    append(one, "a", 1);
    assertThat(other.state().lastSequence()).isEqualTo(1);
    append(other, "a", 2);
    append(one, "a", 3);
    assertThat(one.state()).isEqualTo(other.state());
  }

  @Test
  void writesNothingWhenThereIsNothingToDecide() {
    assertThat(store().append("run", state -> Optional.empty())).isEmpty();
    assertThat(journal).doesNotExist();
  }

  @Test
  void refusesAnEventThatContradictsTheState() {
    append(store(), "m", 1);
    assertThatThrownBy(() -> store().append("run", state -> Optional.of(Versions.event("m", 1))))
        .hasMessage(
            "journal/00000000000000000002.json: registers m@1 a second time;"
                + " 00000000000000000001.json registered it first.");
    assertThat(names()).hasSize(1);
  }

  @Test
  void doesNotSeeTheTemporaryFileOfAnInterruptedWrite() throws IOException {
    append(store(), "m", 1);
    Files.writeString(journal.resolve(".tmp-0b2c"), "{\"half");
    assertThat(store().readAll()).hasSize(1);
    append(store(), "m", 2);
    assertThat(store().state().lastSequence()).isEqualTo(2);
  }

  @Test
  void findsAFlippedByte() throws IOException {
    three();
    Path second = journal.resolve("00000000000000000002.json");
    byte[] bytes = Files.readAllBytes(second);
    bytes[bytes.length / 2] ^= 1;
    Files.write(second, bytes);
    assertDamaged().hasMessageStartingWith("journal/00000000000000000002.json: is damaged: ");
  }

  @Test
  void findsAFlippedByteInTheLastEntry() throws IOException {
    three();
    Path last = journal.resolve("00000000000000000003.json");
    Files.writeString(last, Files.readString(last).replace("\"version\":3", "\"version\":4"));
    assertDamaged().hasMessageContaining("its content has the SHA-256 ");
  }

  @Test
  void findsAMissingEntry() throws IOException {
    three();
    Files.delete(journal.resolve("00000000000000000002.json"));
    assertDamaged()
        .hasMessage(
            "journal/00000000000000000002.json: is missing, but 00000000000000000003.json is there."
                + " Restore it from a backup; entries are never edited or removed.");
  }

  @Test
  void findsATruncatedEntry() throws IOException {
    three();
    Path second = journal.resolve("00000000000000000002.json");
    Files.writeString(second, Files.readString(second).substring(0, 40));
    assertDamaged()
        .hasMessage(
            "journal/00000000000000000002.json: is damaged: it is not JSON (40 bytes). Restore this"
                + " file from a backup; entries are never edited or removed.");
  }

  @Test
  void findsTwoSwappedEntries() throws IOException {
    three();
    Path first = journal.resolve("00000000000000000001.json");
    Path second = journal.resolve("00000000000000000002.json");
    Files.move(first, journal.resolve("x"));
    Files.move(second, first);
    Files.move(journal.resolve("x"), second);
    assertDamaged()
        .hasMessage(
            "journal/00000000000000000001.json: is damaged: it holds the entry number 2. Restore"
                + " this file from a backup; entries are never edited or removed.");
  }

  @Test
  void findsAnEntryThatIsTooLarge() throws IOException {
    three();
    try (var file =
        new java.io.RandomAccessFile(journal.resolve("00000000000000000002.json").toFile(), "rw")) {
      file.setLength(5 << 20);
    }
    assertDamaged()
        .hasMessage(
            "journal/00000000000000000002.json: has 5242880 bytes; an entry has at most 4194304."
                + " Nightjar did not write it: restore it from a backup.");
  }

  @Test
  void countsAWriteWhoseAnswerWasLostAsDone() {
    JournalStore store = store(FaultyWrites.Fault.UNKNOWN_AFTER_WRITING);
    assertThat(store.append("run-1", nextVersion("m"))).isPresent();
    assertThat(store().readAll()).hasSize(1);
  }

  @Test
  void countsItsOwnRepeatedRequestAsDone() {
    JournalStore store = store(FaultyWrites.Fault.CONFLICT_WITH_ITSELF);
    assertThat(store.append("run-1", nextVersion("m"))).isPresent();
    assertThat(store().readAll()).hasSize(1);
  }

  @Test
  void triesAgainWhenAnotherWroteDuringAnUnknownOutcome() {
    append(store(), "m", 1);
    JournalStore store = store(FaultyWrites.Fault.UNKNOWN_AFTER_ANOTHER_WROTE);
    JournalEntry entry = store.append("run-1", nextVersion("m")).orElseThrow();
    assertThat(entry.sequence()).isEqualTo(3);
    assertThat(store().readAll())
        .extracting(JournalEntry::runId)
        .containsExactly("r1", "other", "run-1");
  }

  @Test
  void tellsWhatToDoWhenTheOutcomeStaysUnknown() {
    JournalStore store = store(FaultyWrites.Fault.UNKNOWN_WITHOUT_WRITING);
    assertThatThrownBy(() -> store.append("run-1", nextVersion("m")))
        .isInstanceOfSatisfying(
            NightjarException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.STORAGE))
        .hasMessage(
            "file:"
                + journal.resolve("00000000000000000001.json")
                + ": it is unknown whether this entry was written (it is unknown whether file:"
                + journal.resolve("00000000000000000001.json")
                + " was written); nothing was deleted. When the storage answers again, run 'nightjar"
                + " audit show': if it lists an entry 1 of run run-1, the step is done; if not, run"
                + " the same command with --run-id run-1.");
  }

  @Test
  void saysThatAFailedWriteChangedNothing() {
    JournalStore store = store(FaultyWrites.Fault.DISK_FULL);
    assertThatThrownBy(() -> store.append("run-1", nextVersion("m")))
        .hasMessage(
            "file:"
                + journal.resolve("00000000000000000001.json")
                + ": could not be written: No space left on device. The registry is unchanged: check"
                + " the space and the access rights, then run again.");
    assertThat(store().readAll()).isEmpty();
  }

  @Test
  void givesUpAfterSoManyLostRaces() {
    append(store(), "m", 1);
    JournalStore store = store(FaultyWrites.Fault.ALWAYS_ANOTHER);
    assertThatThrownBy(() -> store.append("run-1", nextVersion("m")))
        .hasMessage(
            "file:"
                + journal
                + ": lost the race for the next entry 5 times; nothing was written. Run again when"
                + " fewer others write.");
  }

  @Test
  void readsTheTrailOfANewerReleaseButRefusesItsState() {
    RegistryState empty = RegistryState.EMPTY;
    Event newer =
        new Event.Unknown("model_signed", "{\"type\":\"model_signed\"}", "its type is not known");
    JournalEntry entry = empty.next("2026-11-19T00:00:00Z", "future", newer);
    writeRaw(entry);
    assertThat(store().readAll()).containsExactly(entry);
    assertThatThrownBy(() -> store().state()).hasMessageContaining("upgrade this one");
  }

  private void writeRaw(JournalEntry entry) {
    try {
      Files.createDirectories(journal);
      Files.write(journal.resolve(entry.fileName()), entry.bytes());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertDamaged() {
    assertThatThrownBy(() -> store().state()).isInstanceOf(NightjarException.class);
    return assertThatThrownBy(() -> store().readAll())
        .isInstanceOfSatisfying(
            NightjarException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.STORAGE));
  }

  private void three() {
    JournalStore store = store();
    for (int version = 1; version <= 3; version++) {
      append(store, "m", version);
    }
  }

  private static void append(JournalStore store, String model, int version) {
    assertThat(store.append("r" + version, state -> Optional.of(Versions.event(model, version))))
        .isPresent();
  }

  static Function<RegistryState, Optional<Event>> nextVersion(String model) {
    return state ->
        Optional.of(
            Versions.event(model, state.model(model).map(ModelState::nextVersion).orElse(1)));
  }

  private List<String> names() {
    String[] names = journal.toFile().list();
    return names == null ? List.of() : List.of(names);
  }

  private JournalStore store() {
    return new JournalStore(root(), new Backoff(500, 1, 8));
  }

  private JournalStore store(FaultyWrites.Fault fault) {
    return new JournalStore(FaultyWrites.on(root(), fault), new Backoff(5, 1, 2));
  }

  private StorageRoot root() {
    return StorageRoot.open(directory.toString(), new Configuration());
  }
}
