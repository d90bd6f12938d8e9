package io.nightjar.model.exchange;

import io.nightjar.features.ColumnType;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.model.Model;
import io.nightjar.model.Task;
import io.nightjar.model.TreeModel;
import io.nightjar.scorer.BlockEncoder;
import io.nightjar.scorer.BlockScorer;
import io.nightjar.scorer.EncodedBlock;
import io.nightjar.scorer.ScoreBatch;
import io.nightjar.scorer.Scorer;
import io.nightjar.scorer.explain.Contributions;
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
    ScoreBatch batch = Scorer.of(model, KERNELS).batch().score(raw(rows), rows.length);
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

  /**
   * The explanations of rows: what each column added to the margin of the predicted class, or to
   * the only margin; the base value last of each row.
   */
  static double[][] shapValues(TreeModel model, double[][] rows) {
    BlockScorer scorer = BlockScorer.of(model, KERNELS).explaining();
    EncodedBlock block = BlockEncoder.of(model).encode(raw(rows), rows.length);
    Contributions found = scorer.explain(block, scorer.score(block));
    int features = found.columns().size();
    double[][] values = new double[rows.length][features + 1];
    for (int row = 0; row < rows.length; row++) {
      for (int f = 0; f < features; f++) {
        values[row][f] = found.value(f, row);
      }
      values[row][features] = found.base(row);
    }
    return values;
  }

  /** The library's values of the class that it predicts, out of those of all classes. */
  double[][] expectedShap() {
    double[][] all = shap().orElseThrow();
    double[][] expected = expected();
    double[][] chosen = new double[all.length][];
    for (int row = 0; row < all.length; row++) {
      int stride = all[row].length / expected[row].length;
      int output = 0;
      for (int k = 1; k < expected[row].length; k++) {
        output = expected[row][k] > expected[row][output] ? k : output;
      }
      chosen[row] = Arrays.copyOfRange(all[row], output * stride, (output + 1) * stride);
    }
    return chosen;
  }

  private static Object[][] raw(double[][] rows) {
    Object[][] raw = new Object[rows.length][];
    for (int row = 0; row < rows.length; row++) {
      raw[row] = Arrays.stream(rows[row]).boxed().toArray();
    }
    return raw;
  }

  @Override
  public String toString() {
    return folder.getFileName().toString();
  }
}
