package io.nightjar.model.exchange.onnx.kept;

import io.nightjar.model.exchange.onnx.graph.GraphScan;
import io.nightjar.model.exchange.onnx.graph.OnnxModel;
import io.nightjar.model.graph.GraphInput;
import io.nightjar.model.graph.GraphOutput;
import io.nightjar.model.graph.GraphSignature;
import io.nightjar.model.graph.OnnxGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An ONNX file for ONNX Runtime: any graph whose inputs are columns or matrices of numbers, texts
 * or booleans, one row a row.
 *
 * @param graph the file with its way in and out
 * @param library what wrote it
 * @param columns the names of the inputs' columns, in order
 * @param texts those that the graph knows, the empty one among them; empty without inputs of texts
 * @param classes the label's values as the graph names them; empty where it doesn't
 */
public record KeptGraph(
    OnnxGraph graph,
    String library,
    List<String> columns,
    List<String> texts,
    List<String> classes) {
  public KeptGraph {
    columns = List.copyOf(columns);
    texts = List.copyOf(texts);
    classes = List.copyOf(classes);
  }

  /**
   * What is said from outside.
   *
   * @param output the prediction's name; empty: the only output of numbers
   * @param columns how many columns a lone matrix of unknown width has; 0 for unknown
   * @param classes how many classes there are; 0 for a number, or where the graph names them
   */
  public record Given(Optional<String> output, int columns, int classes) {}

  /**
   * Finds the way through a file.
   *
   * @throws IllegalArgumentException saying what is wrong with the file, or what it holds that
   *     can't be run
   */
  public static KeptGraph read(byte[] bytes, Given given) {
    GraphScan scan = GraphScan.of(bytes);
    GraphInputs inputs = GraphInputs.of(scan.inputs(), given.columns());
    List<String> texts = List.of();
    if (inputs.texts()) {
      scan.requireTextsAsWholes();
      texts = known(scan.texts(), inputs.inputs());
    }
    GraphOutput output = GraphOutputs.find(scan, given);
    GraphSignature signature = new GraphSignature(inputs.inputs(), output, inputs.batch());
    OnnxModel.Producer producer = scan.producer();
    String library = (producer.name() + " " + producer.version()).strip();
    return new KeptGraph(
        new OnnxGraph(bytes, signature),
        library.isEmpty() ? "onnx" : library,
        inputs.names(),
        texts,
        GraphOutputs.classes(scan, output));
  }

  /** The bounds are those of a column's dictionary in {@code model.json}. */
  private static List<String> known(List<String> texts, List<GraphInput> inputs) {
    int most = 1_000_000;
    if ((long) texts.size() * inputs.size() > most) {
      throw new IllegalArgumentException(
          "the graph knows %d texts for %d inputs; must be at most %d, the one times the other"
              .formatted(texts.size(), inputs.size(), most));
    }
    for (String text : texts) {
      boolean passes = text.chars().allMatch(c -> c != 0 && !Character.isSurrogate((char) c));
      if (!passes) {
        throw new IllegalArgumentException(
            "the graph knows the text \"%s\"; must be of characters U+0001 to U+FFFF, as the runtime takes no others from Java"
                .formatted(text));
      }
    }
    List<String> known = new ArrayList<>(texts);
    if (!known.contains("")) {
      known.add("");
    }
    return known;
  }
}
