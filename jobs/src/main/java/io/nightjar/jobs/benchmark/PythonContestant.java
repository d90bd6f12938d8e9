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
import java.util.List;

/**
 * XGBoost or LightGBM in a Python of its own, on arrays that it holds in memory; the process stays
 * open between fits, so that a fit pays neither for starting nor for reading.
 */
final class PythonContestant implements Contestant {
  private static final String SCRIPT = "/benchmark/trees.py";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String library;
  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter orders;
  private final Path log;
  private final String version;

  /**
   * Starts one.
   *
   * @param library xgboost or lightgbm
   * @param folder for the script and what the process says on standard error
   * @param threads that it may use
   */
  PythonContestant(String library, Python python, TrainCase bench, BenchTable table) {
    this.library = library;
    this.log = python.folder().resolve(library + ".log");
    try {
      Path script = python.folder().resolve("trees.py");
      try (InputStream in = PythonContestant.class.getResourceAsStream(SCRIPT)) {
        Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
      }
      this.process =
          new ProcessBuilder(command(python, script, bench, table))
              .redirectError(log.toFile())
              .start();
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

  /**
   * A Python with numpy, pyarrow, xgboost and lightgbm.
   *
   * @param executable its path
   * @param folder where files may be written
   * @param threads that a fit may use
   */
  record Python(String executable, Path folder, int threads) {}

  private List<String> command(Python python, Path script, TrainCase bench, BenchTable table) {
    TrainCase.PythonTrees trees = bench.python();
    return List.of(
        python.executable(),
        script.toString(),
        library,
        table.parquet().toString(),
        table.testParquet().toString(),
        bench.measure().label(),
        String.join(",", table.shape().names()),
        Integer.toString(trees.trees()),
        Integer.toString(trees.depth()),
        Double.toString(trees.learningRate()),
        Integer.toString(python.threads()));
  }

  @Override
  public String name() {
    return library + " " + version;
  }

  @Override
  public Fit fit() {
    try {
      orders.write("fit\n");
      orders.flush();
    } catch (IOException e) {
      throw stopped(e);
    }
    JsonNode answer = answer();
    double auc = answer.path("auc").asDouble();
    return new Fit(answer.path("seconds").asDouble(), () -> new Accuracy(auc, ""));
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
        "stopped while it fitted with "
            + library
            + ": "
            + lastWords()
            + "; it must have numpy, pyarrow, scipy, xgboost and lightgbm"
            + " (pip install numpy pyarrow scipy xgboost lightgbm).",
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
