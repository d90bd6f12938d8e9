package io.nightjar.spark.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.journal.JournalEntry;
import io.nightjar.spark.storage.StorageRoot;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writers in Java processes of their own, which share nothing but the directory. */
class JournalProcessesTest {
  private static final int PROCESSES = 3;
  private static final int ENTRIES = 8;

  /** Seconds of work: only a writer that never ends takes so long. */
  private static final Duration HANG = Duration.ofMinutes(5);

  @TempDir private Path directory;

  @Test
  void losesAndDoublesNothingWithSeveralProcesses() throws Exception {
    Path registry = directory.resolve("registry");
    List<Process> writers = new ArrayList<>();
    try {
      for (int process = 0; process < PROCESSES; process++) {
        writers.add(start(Writer.class, registry.toString(), "p" + process, "" + ENTRIES));
      }
      for (int process = 0; process < PROCESSES; process++) {
        awaitSuccess(writers.get(process), process);
      }
    } finally {
      writers.forEach(Process::destroyForcibly);
    }
    List<JournalEntry> entries = store(registry.toString()).readAll();
    assertThat(entries).hasSize(PROCESSES * ENTRIES);
    assertThat(entries.stream().map(JournalEntry::runId).distinct()).hasSize(PROCESSES * ENTRIES);
    assertThat(store(registry.toString()).state().models().get("m").versions())
        .hasSize(PROCESSES * ENTRIES);
  }

  private void awaitSuccess(Process writer, int process) throws Exception {
    boolean ended = writer.waitFor(HANG.toSeconds(), TimeUnit.SECONDS);
    // A writer that waits has used next to no processor time; a starved one would be running still.
    assertThat(ended)
        .as(
            "ended within %s; processor time %s; its log:%n%s",
            HANG, writer.info().totalCpuDuration(), log(process))
        .isTrue();
    assertThat(writer.exitValue()).as(log(process)).isZero();
  }

  private Process start(Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    File log = directory.resolve(arguments[1] + ".log").toFile();
    return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
  }

  private String log(int process) throws IOException {
    return Files.readString(directory.resolve("p" + process + ".log"));
  }

  private static JournalStore store(String registry) {
    return new JournalStore(
        StorageRoot.open(registry, new Configuration()), new Backoff(500, 1, 16));
  }

  /** Appends so many versions of the model m to a registry. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) {
      JournalStore store = store(arguments[0]);
      for (int entry = 0; entry < Integer.parseInt(arguments[2]); entry++) {
        if (store.append(arguments[1] + "-" + entry, JournalStoreTest.nextVersion("m")).isEmpty()) {
          throw new IllegalStateException("nothing was appended");
        }
      }
    }
  }
}
