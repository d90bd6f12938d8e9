package io.nightjar.model.exchange;

import io.nightjar.features.ColumnType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is to be imported as what.
 *
 * @param name the model's name
 * @param file the file's name, for messages and the provenance
 * @param format empty: by the first bytes
 * @param label the label's column, which no such file names
 * @param classes the label's values in the order of their numbers, negative before positive; empty:
 *     0, 1, …
 * @param features the input columns in the file's order; empty: as the file names them
 * @param numbers the type of columns of numbers: DOUBLE, which takes float columns too, or FLOAT,
 *     for which LightGBM's float64 thresholds are taken without loss
 * @param graph what an ONNX graph for ONNX Runtime doesn't say of itself
 */
public record ImportRequest(
    String name,
    String file,
    Optional<ModelFormat> format,
    String label,
    List<String> classes,
    List<String> features,
    ColumnType numbers,
    GraphChoice graph) {
  public ImportRequest {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(graph, "graph");
    classes = List.copyOf(classes);
    features = List.copyOf(features);
    if (numbers != ColumnType.DOUBLE && numbers != ColumnType.FLOAT) {
      throw new IllegalArgumentException(
          "numbers are " + numbers.text() + "; must be double or float");
    }
  }

  /** A request of a guessed format with the file's own names. */
  public static ImportRequest of(String name, String file, String label) {
    return new ImportRequest(
        name,
        file,
        Optional.empty(),
        label,
        List.of(),
        List.of(),
        ColumnType.DOUBLE,
        GraphChoice.OWN);
  }

  /** The same request with the names of the label's values. */
  public ImportRequest withClasses(List<String> wanted) {
    return new ImportRequest(name, file, format, label, wanted, features, numbers, graph);
  }

  /** The same request with other names of the input columns. */
  public ImportRequest withFeatures(List<String> wanted) {
    return new ImportRequest(name, file, format, label, classes, wanted, numbers, graph);
  }

  /** The same request for columns of another type of number. */
  public ImportRequest withNumbers(ColumnType wanted) {
    return new ImportRequest(name, file, format, label, classes, features, wanted, graph);
  }

  /** The same request of a certain format. */
  public ImportRequest withFormat(ModelFormat wanted) {
    return new ImportRequest(
        name, file, Optional.of(wanted), label, classes, features, numbers, graph);
  }

  /** The same request with what an ONNX graph doesn't say of itself. */
  public ImportRequest withGraph(GraphChoice wanted) {
    return new ImportRequest(name, file, format, label, classes, features, numbers, wanted);
  }
}
