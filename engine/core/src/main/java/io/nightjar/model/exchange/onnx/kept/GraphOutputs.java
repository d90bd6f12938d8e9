package io.nightjar.model.exchange.onnx.kept;

import io.nightjar.model.exchange.onnx.graph.GraphScan;
import io.nightjar.model.exchange.onnx.graph.GraphScan.MapsOf;
import io.nightjar.model.exchange.onnx.graph.OnnxValue;
import io.nightjar.model.exchange.onnx.kept.KeptGraph.Given;
import io.nightjar.model.graph.GraphOutput;
import io.nightjar.model.graph.GraphOutput.Place;
import java.util.List;
import java.util.Optional;

/** Which value of a graph is the prediction. */
final class GraphOutputs {
  private static final int FLOAT = 1;
  private static final int DOUBLE = 11;
  private static final int MOST_CLASSES = 100_000;

  private GraphOutputs() {}

  /** The output that is named, or the only one that holds numbers. */
  static GraphOutput find(GraphScan scan, Given given) {
    List<OnnxValue> numbers =
        scan.outputs().stream().filter(value -> isOfNumbers(scan, value)).toList();
    List<OnnxValue> wanted =
        numbers.stream()
            .filter(value -> given.output().map(value.name()::equals).orElse(true))
            .toList();
    if (wanted.size() != 1) {
      String said =
          given
              .output()
              .map(name -> "no output \"" + name + "\" of numbers")
              .orElse(numbers.size() + " outputs of numbers");
      throw new IllegalArgumentException(
          "the graph has %s among %s; name the one that is the prediction, which must be one of %s in float or double"
              .formatted(said, names(scan.outputs()), names(numbers)));
    }
    OnnxValue output = wanted.get(0);
    Optional<MapsOf> maps = mapsOf(scan, output);
    int columns = columns(scan, output, given.classes());
    return maps.map(of -> new GraphOutput(of.values(), columns, Place.BEFORE_MAPS))
        .orElseGet(() -> new GraphOutput(output.name(), columns, Place.OUTPUT));
  }

  /** The names of as many classes as an output has columns, the last that the graph gives. */
  static List<String> classes(GraphScan scan, GraphOutput output) {
    List<List<String>> named =
        scan.classes().stream().filter(names -> names.size() == output.columns()).toList();
    boolean several = output.columns() > 1 && !named.isEmpty();
    return several ? named.get(named.size() - 1) : List.of();
  }

  private static boolean isOfNumbers(GraphScan scan, OnnxValue value) {
    boolean tensor = value.type() == FLOAT || value.type() == DOUBLE;
    boolean rows = value.shape().size() <= 2;
    return (tensor && rows) || mapsOf(scan, value).isPresent();
  }

  private static Optional<MapsOf> mapsOf(GraphScan scan, OnnxValue value) {
    return scan.maps().stream().filter(of -> of.maps().equals(value.name())).findFirst();
  }

  /** As the shape says; where it is open as many as there are classes, or one. */
  private static int columns(GraphScan scan, OnnxValue output, int given) {
    int rank = output.shape().size();
    long told = rank == 2 ? output.shape().get(1) : rank == 1 ? 1 : OnnxValue.ANY;
    if (told == OnnxValue.ANY) {
      List<List<String>> named = scan.classes();
      int classes = named.isEmpty() ? 1 : named.get(named.size() - 1).size();
      return given > 0 ? given : classes;
    }
    if (told < 1 || told > MOST_CLASSES) {
      throw new IllegalArgumentException(
          "the output \"%s\" has %d columns; must be 1..%d"
              .formatted(output.name(), told, MOST_CLASSES));
    }
    return (int) told;
  }

  private static List<String> names(List<OnnxValue> values) {
    return values.stream().map(OnnxValue::name).limit(10).toList();
  }
}
