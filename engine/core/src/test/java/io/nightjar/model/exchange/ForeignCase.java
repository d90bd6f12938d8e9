package io.nightjar.model.exchange;

import io.nightjar.features.ColumnType;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.model.Model;
import io.nightjar.model.Task;
import io.nightjar.model.TreeModel;
import io.nightjar.scorer.ScoreBatch;
import io.nightjar.scorer.Scorer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** A folder with a library's model, rows, and what the library said of them. */
record ForeignCase(Path folder) {
  private static final Kernels KERNELS = Kernels.of(BackendPreference.SCALAR);

  /** The cases in a folder. */
  static List<ForeignCase> in(Path folder) {
    try (Stream<Path> cases = Files.list(folder)) {
      return cases.filter(Files::isDirectory).sorted().map(ForeignCase::new).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Properties properties() {
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(folder.resolve("case.properties"))) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  Model model() {
    Properties properties = properties();
    return imported(
        folder.resolve(properties.getProperty("model")),
        ColumnType.parse(properties.getProperty("numbers")));
  }

  static Model imported(Path file, ColumnType numbers) {
    ImportRequest request =
        ImportRequest.of("foreign", file.getFileName().toString(), "label").withNumbers(numbers);
    return ModelImport.read(request, bytes(file), "test");
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Rows of numbers; NaN where a field is empty. */
  static double[][] numbers(Path file, String separator, int skip) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .skip(skip)
          .map(
              line ->
                  Arrays.stream(line.split(separator, -1))
                      .mapToDouble(v -> v.isBlank() ? Double.NaN : Double.parseDouble(v))
                      .toArray())
          .toArray(double[][]::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  double[][] rows() {
    return numbers(folder.resolve("rows.csv"), ",", 1);
  }

  double[][] expected() {
    return numbers(folder.resolve("expected.csv"), ",", 0);
  }

  Optional<double[][]> shap() {
    Path file = folder.resolve("shap.csv");
    return Files.exists(file) ? Optional.of(numbers(file, ",", 0)) : Optional.empty();
  }

  /**
   * What the scorer says of rows: probabilities, of the positive class alone where there are two.
   */
  static double[][] scores(Model model, double[][] rows) {
    Object[][] raw = new Object[rows.length][];
    for (int row = 0; row < rows.length; row++) {
      raw[row] = Arrays.stream(rows[row]).boxed().toArray();
    }
    ScoreBatch batch = Scorer.of(model, KERNELS).batch().score(raw, rows.length);
    List<double[]> scores = new ArrayList<>();
    for (int row = 0; row < rows.length; row++) {
      if (batch.reason(row) != null) {
        throw new AssertionError("row " + row + " can't be scored: " + batch.reason(row));
      }
      int at = row;
      scores.add(
          model.target().task() == Task.MULTICLASS
              ? batch.score(at).probabilities().stream().mapToDouble(p -> p).toArray()
              : new double[] {batch.prediction(at)});
    }
    return scores.toArray(double[][]::new);
  }

  /** SHAP values of a model with one output, the base value last of each row. */
  static double[][] shapValues(TreeModel model, double[][] rows) {
    int features = model.ensemble().features();
    float[][] columns = new float[features][rows.length];
    for (int row = 0; row < rows.length; row++) {
      for (int f = 0; f < features; f++) {
        columns[f][row] = (float) rows[row][f];
      }
    }
    double[] out = new double[(features + 1) * rows.length];
    KERNELS.ensemble().shap(model.ensemble(), new ColumnBlock(rows.length, columns), out);
    double[][] values = new double[rows.length][features + 1];
    for (int row = 0; row < rows.length; row++) {
      for (int f = 0; f <= features; f++) {
        values[row][f] = out[f * rows.length + row];
      }
    }
    return values;
  }

  @Override
  public String toString() {
    return folder.getFileName().toString();
  }
}
