package io.nightjar.jobs.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Another library in a Python of its own. The process stays open between orders, so that none pays
 * for its start; each order is one line on its standard input, answered by one line of JSON.
 */
final class PythonPeer implements AutoCloseable {
  /** All, since one may use what another defines. */
  private static final List<String> SCRIPTS = List.of("trees.py", "scores.py");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String library;
  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter orders;
  private final Path log;
  private final String version;

  /**
   * A Python with numpy, pyarrow and the libraries.
   *
   * @param executable its path
   * @param folder where files may be written
   * @param threads that a library may use
   */
  record Python(String executable, Path folder, int threads) {}

  /**
   * Starts one, and waits till it is ready for orders.
   *
   * @param script that is run, of this package's resources
   * @param library xgboost, lightgbm or onnxruntime
   * @param arguments of the script after the library
   * @throws NightjarException of kind CONFIG where it does not start
   */
  PythonPeer(Python python, String script, String library, List<String> arguments) {
    this.library = library;
    this.log = python.folder().resolve(library + ".log");
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(python.executable(), python.folder().resolve(script).toString(), library));
    command.addAll(arguments);
    try {
      copyScripts(python.folder());
      this.process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    } catch (IOException e) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          "--python",
          "'" + python.executable() + "' does not start: " + e.getMessage() + ".",
          e);
    }
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.orders = process.outputWriter(StandardCharsets.UTF_8);
    this.version = answer().path("version").asText();
  }

  private static void copyScripts(Path folder) throws IOException {
    for (String script : SCRIPTS) {
      try (InputStream in = PythonPeer.class.getResourceAsStream("/benchmark/" + script)) {
        Files.copy(in, folder.resolve(script), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** The library and its version. */
  String name() {
    return library + " " + version;
  }

  /**
   * Has the work done once.
   *
   * @return what the script says of it
   * @throws NightjarException of kind CONFIG where the process stopped
   */
  JsonNode order() {
    try {
      orders.write("go\n");
      orders.flush();
    } catch (IOException e) {
      throw stopped(e);
    }
    return answer();
  }

  private JsonNode answer() {
    try {
      String line = answers.readLine();
      if (line == null) {
        throw stopped(null);
      }
      return JSON.readTree(line);
    } catch (IOException e) {
      throw stopped(e);
    }
  }

  private NightjarException stopped(IOException cause) {
    return NightjarException.of(
        FailureKind.CONFIG,
        "--python",
        "stopped while it worked with "
            + library
            + ": "
            + lastWords()
            + "; it must have numpy, pyarrow, scipy, xgboost, lightgbm and, to score, onnxruntime"
            + " (pip install numpy pyarrow scipy xgboost lightgbm onnxruntime).",
        cause);
  }

  private String lastWords() {
    try {
      List<String> lines = Files.readAllLines(log);
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
