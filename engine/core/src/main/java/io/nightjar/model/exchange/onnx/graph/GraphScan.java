package io.nightjar.model.exchange.onnx.graph;

import static io.nightjar.model.exchange.onnx.graph.OnnxFields.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks through a whole ONNX file, subgraphs and functions with it, that another runtime is to run:
 * what goes in and comes out, which texts it knows, and whether it may run at all. Refused are
 * tensors in other files, operators of other domains than ONNX's own (some read files or are native
 * code of somebody else), endless loops and chance.
 */
public final class GraphScan {
  private static final Set<String> STANDARD = Set.of("", "ai.onnx", OnnxNode.ML);

  private static final Set<String> BY_CHANCE =
      Set.of(
          "RandomNormal",
          "RandomNormalLike",
          "RandomUniform",
          "RandomUniformLike",
          "Multinomial",
          "Bernoulli");

  /** Operators that look into a text, beyond whether it is another one. */
  private static final Set<String> INTO_TEXTS =
      Set.of(
          "StringConcat", "StringNormalizer", "StringSplit", "RegexFullMatch", "TfIdfVectorizer");

  private static final int DEEPEST = 16;
  private static final int MOST_INPUTS = 100_000;

  private final OnnxInput in;
  private String producer = "";
  private String producerVersion = "";
  private final List<OnnxValue> inputs = new ArrayList<>();
  private final List<OnnxValue> outputs = new ArrayList<>();
  private final Set<String> constants = new HashSet<>();
  private final Set<Operator> operators = new LinkedHashSet<>();
  private final Set<Operator> functions = new HashSet<>();
  private final Set<String> texts = new LinkedHashSet<>();
  private final List<MapsOf> maps = new ArrayList<>();
  private final List<List<String>> classes = new ArrayList<>();
  private int depth;

  private record Operator(String domain, String name) {}

  /**
   * A value that a node makes maps of, from the names of classes to their numbers.
   *
   * @param maps what the node gives
   * @param values what it takes
   */
  public record MapsOf(String maps, String values) {}

  private GraphScan(byte[] bytes) {
    this.in = new OnnxInput(bytes);
  }

  /**
   * Looks through a file.
   *
   * @throws IllegalArgumentException saying what is wrong with it, or what it holds that is refused
   */
  public static GraphScan of(byte[] bytes) {
    GraphScan scan = new GraphScan(bytes);
    scan.in.file(scan::model);
    scan.inputs.removeIf(input -> scan.constants.contains(input.name()));
    scan.requireStandard();
    return scan;
  }

  /** What wrote the file, with its version. */
  public OnnxModel.Producer producer() {
    return new OnnxModel.Producer(producer, producerVersion);
  }

  /** What a caller gives, constants left out. */
  public List<OnnxValue> inputs() {
    return List.copyOf(inputs);
  }

  /** What a caller gets. */
  public List<OnnxValue> outputs() {
    return List.copyOf(outputs);
  }

  /** Which outputs are maps, and of what. */
  public List<MapsOf> maps() {
    return List.copyOf(maps);
  }

  /** The lists of classes that nodes name, in the order of the nodes. */
  public List<List<String>> classes() {
    return List.copyOf(classes);
  }

  /** Every text that stands in the graph, in the order of the file. */
  public List<String> texts() {
    return List.copyOf(texts);
  }

  /** Refuses operators whose answer hangs on more of a text than whether it is another one. */
  public void requireTextsAsWholes() {
    for (Operator operator : operators) {
      if (INTO_TEXTS.contains(operator.name())) {
        throw new IllegalArgumentException(
            "%s looks into texts, and a graph with text inputs may only compare them; make its features where the table is made"
                .formatted(operator.name()));
      }
    }
  }

  private void requireStandard() {
    for (Operator operator : operators) {
      boolean own = functions.contains(operator);
      if (!own && !STANDARD.contains(operator.domain())) {
        throw new IllegalArgumentException(
            "the operator %s is of the domain %s; must be ONNX's own (ai.onnx, ai.onnx.ml): convert the model without it"
                .formatted(operator.name(), operator.domain()));
      }
      if (!own && operator.name().equals("Loop")) {
        throw new IllegalArgumentException(
            "the operator Loop may never end; convert the model without it");
      }
      if (!own && BY_CHANCE.contains(operator.name())) {
        throw new IllegalArgumentException(
            "the operator %s goes by chance, so that no row would be scored alike twice; convert the model without it"
                .formatted(operator.name()));
      }
    }
  }

  private boolean model(int field) throws IOException {
    switch (field) {
      case MODEL_PRODUCER -> producer = in.text();
      case MODEL_PRODUCER_VERSION -> producerVersion = in.text();
      case MODEL_GRAPH -> in.message(this::outermost);
      case MODEL_TRAINING ->
          throw new IllegalArgumentException(
              "the file holds graphs for training; export the model for inference");
      case MODEL_FUNCTION -> function();
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean outermost(int field) throws IOException {
    if (field == GRAPH_INPUT || field == GRAPH_OUTPUT) {
      List<OnnxValue> values = field == GRAPH_INPUT ? inputs : outputs;
      if (values.size() == MOST_INPUTS) {
        throw new IllegalArgumentException(
            "the graph has more than " + MOST_INPUTS + " inputs or outputs; must have no more");
      }
      values.add(new ValueDecoder(in).read());
      return true;
    }
    return graph(field);
  }

  private boolean graph(int field) throws IOException {
    switch (field) {
      case GRAPH_NODE -> node();
      case GRAPH_INITIALIZER -> {
        String name = tensor();
        if (depth == 0) {
          constants.add(name);
        }
      }
      case GRAPH_SPARSE_INITIALIZER -> in.message(this::sparse);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void function() throws IOException {
    String[] named = {"", ""};
    in.message(
        field -> {
          switch (field) {
            case FUNCTION_NAME -> named[1] = in.text();
            case FUNCTION_DOMAIN -> named[0] = in.text();
            case FUNCTION_NODE -> node();
            case FUNCTION_ATTRIBUTE -> in.message(new Attribute()::field);
            default -> {
              return false;
            }
          }
          return true;
        });
    boolean reserved =
        named[0].isEmpty() || named[0].matches("(ai\\.onnx|com\\.microsoft)(\\..*)?");
    if (!reserved) {
      functions.add(new Operator(named[0], named[1]));
    }
  }

  private void node() throws IOException {
    List<String> takes = new ArrayList<>();
    List<String> gives = new ArrayList<>();
    String[] operator = {"", ""};
    in.message(
        field -> {
          switch (field) {
            case NODE_INPUT -> takes.add(in.text());
            case NODE_OUTPUT -> gives.add(in.text());
            case NODE_DOMAIN -> operator[0] = in.text();
            case NODE_OP -> operator[1] = in.text();
            case NODE_ATTRIBUTE -> new Attribute().read();
            default -> {
              return false;
            }
          }
          return true;
        });
    operators.add(new Operator(operator[0], operator[1]));
    if (operator[1].equals("ZipMap") && !takes.isEmpty() && !gives.isEmpty()) {
      maps.add(new MapsOf(gives.get(0), takes.get(0)));
    }
  }

  private boolean sparse(int field) throws IOException {
    boolean known = field == SPARSE_VALUES || field == SPARSE_INDICES;
    if (known) {
      tensor();
    }
    return known;
  }

  /** Looks through a tensor without keeping its numbers; gives its name. */
  private String tensor() throws IOException {
    String[] name = {""};
    boolean[] elsewhere = {false};
    in.message(
        field -> {
          switch (field) {
            case TENSOR_STRINGS -> texts.add(in.text());
            case TENSOR_NAME -> name[0] = in.text();
            case TENSOR_LOCATION -> elsewhere[0] |= in.whole() != 0;
            case TENSOR_EXTERNAL -> {
              elsewhere[0] = true;
              return false;
            }
            default -> {
              return false;
            }
          }
          return true;
        });
    if (elsewhere[0]) {
      throw new IllegalArgumentException(
          "the tensor \"" + name[0] + "\" lies in another file; must stand in the model itself");
    }
    return name[0];
  }

  private void subgraph() throws IOException {
    if (depth == DEEPEST) {
      throw new IllegalArgumentException(
          "graphs lie in graphs more than " + DEEPEST + " deep; must be no deeper");
    }
    depth++;
    in.message(this::graph);
    depth--;
  }

  /** One attribute of a node. */
  private final class Attribute {
    private String name = "";
    private final List<String> strings = new ArrayList<>();
    private final OnnxNumbers wholes = new OnnxNumbers();

    void read() throws IOException {
      in.message(this::field);
      texts.addAll(strings);
      if (!name.startsWith("classlabels_")) {
        return;
      }
      List<String> values = new ArrayList<>(strings);
      for (long whole : wholes.wholes()) {
        values.add(String.valueOf(whole));
      }
      if (!values.isEmpty()) {
        classes.add(List.copyOf(values));
      }
    }

    private boolean field(int field) throws IOException {
      switch (field) {
        case ATTRIBUTE_NAME -> name = in.text();
        case ATTRIBUTE_S -> texts.add(in.text());
        case ATTRIBUTE_STRINGS -> strings.add(in.text());
        case ATTRIBUTE_INTS -> in.wholes(wholes);
        case ATTRIBUTE_T, ATTRIBUTE_TENSORS -> tensor();
        case ATTRIBUTE_GRAPH, ATTRIBUTE_GRAPHS -> subgraph();
        case ATTRIBUTE_SPARSE, ATTRIBUTE_SPARSES -> in.message(GraphScan.this::sparse);
        default -> {
          return false;
        }
      }
      return true;
    }
  }
}
