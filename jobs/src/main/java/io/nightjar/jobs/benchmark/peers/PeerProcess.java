package io.nightjar.jobs.benchmark.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.jobs.benchmark.cases.Memory;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * Another library in a process of its own. It stays open between orders, so that none pays for its
 * start; each order is one line on its standard input, answered by one line of JSON.
 */
final class PeerProcess implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Launch launch;
  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter orders;
  private final String version;

  /**
   * What is started.
   *
   * @param option of the command line that asked for it
   * @param library its name
   * @param command program and arguments
   * @param log where its standard error goes
   * @param needs what it must have, for a message
   */
  record Launch(String option, String library, List<String> command, Path log, String needs) {}

  /**
   * Starts one, and waits till it is ready for orders.
   *
   * @throws NightjarException of kind CONFIG where it does not start
   */
  PeerProcess(Launch launch) {
    this.launch = launch;
    try {
      this.process =
          new ProcessBuilder(launch.command()).redirectError(launch.log().toFile()).start();
    } catch (IOException e) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          launch.option(),
          "'" + launch.command().get(0) + "' does not start: " + e.getMessage() + ".",
          e);
    }
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.orders = process.outputWriter(StandardCharsets.UTF_8);
    this.version = answer().path("version").asText();
  }

  /** Copies a program that lies beside these classes to a folder. */
  static Path program(String name, Path folder) {
    Path copy = folder.resolve(name);
    try (InputStream in = PeerProcess.class.getResourceAsStream("/benchmark/" + name)) {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("a peer's program can't be written to " + copy, e);
    }
    return copy;
  }

  /** What a program is told, as one argument. */
  static String json(Object job) {
    try {
      return JSON.writeValueAsString(job);
    } catch (IOException e) {
      throw new UncheckedIOException("a peer's job can't be written", e);
    }
  }

  /** The library and its version. */
  String name() {
    return launch.library() + " " + version;
  }

  /**
   * Has the work done once.
   *
   * @return what the program says of it
   * @throws NightjarException of kind CONFIG where the process stopped
   */
  JsonNode order(String what) {
    try {
      orders.write(what + "\n");
      orders.flush();
    } catch (IOException e) {
      throw stopped(e);
    }
    return answer();
  }

  /** Libraries may print lines of their own; ours are objects. */
  private JsonNode answer() {
    try {
      String line = answers.readLine();
      while (line != null && !line.startsWith("{")) {
        line = answers.readLine();
      }
      if (line == null) {
        throw stopped(null);
      }
      return JSON.readTree(line);
    } catch (IOException e) {
      throw stopped(e);
    }
  }

  /** The memory that a fit's answer tells of; none where the system does not say. */
  static Optional<Memory> memory(JsonNode fit) {
    if (!fit.path("held_mib").isNumber()) {
      return Optional.empty();
    }
    double held = fit.path("held_mib").asDouble();
    return Optional.of(new Memory(Memory.Kind.RESIDENT, held, fit.path("peak_mib").asDouble()));
  }

  private NightjarException stopped(IOException cause) {
    return NightjarException.of(
        FailureKind.CONFIG,
        launch.option(),
        "stopped while it worked with "
            + launch.library()
            + ": "
            + lastWords()
            + "; it must have "
            + launch.needs()
            + ".",
        cause);
  }

  private String lastWords() {
    try {
      List<String> lines =
          Files.readAllLines(launch.log()).stream().filter(line -> !line.isBlank()).toList();
      return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
    } catch (IOException e) {
      return "what it said can't be read (" + e.getMessage() + ")";
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
