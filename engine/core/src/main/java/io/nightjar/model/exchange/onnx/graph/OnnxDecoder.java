package io.nightjar.model.exchange.onnx.graph;

import static io.nightjar.model.exchange.onnx.graph.OnnxFields.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads an ONNX file. Fields that no model of trees has are skipped: functions, training,
 * subgraphs, sparse tensors, tensors of other types.
 */
public final class OnnxDecoder {
  private static final int MOST_NODES = 10_000;
  private static final int MOST_ATTRIBUTES = 64;
  private static final int MOST_NAMES = 100_000;

  private final OnnxInput in;
  private String producer = "";
  private String producerVersion = "";
  private String name = "";
  private final List<OnnxNode> nodes = new ArrayList<>();
  private final Map<String, OnnxTensor> constants = new LinkedHashMap<>();
  private final List<OnnxValue> inputs = new ArrayList<>();
  private final List<OnnxValue> outputs = new ArrayList<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();

  private OnnxDecoder(byte[] bytes) {
    this.in = new OnnxInput(bytes);
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static OnnxModel read(byte[] bytes) {
    OnnxDecoder decoder = new OnnxDecoder(bytes);
    decoder.in.file(decoder::model);
    decoder.inputs.removeIf(input -> decoder.constants.containsKey(input.name()));
    return new OnnxModel(
        new OnnxModel.Producer(decoder.producer, decoder.producerVersion),
        decoder.name,
        decoder.nodes,
        decoder.constants,
        decoder.inputs,
        decoder.outputs,
        decoder.metadata);
  }

  private boolean model(int field) throws IOException {
    switch (field) {
      case MODEL_PRODUCER -> producer = in.text();
      case MODEL_PRODUCER_VERSION -> producerVersion = in.text();
      case MODEL_GRAPH -> in.message(this::graph);
      case MODEL_METADATA -> entry();
      default -> {
        return false;
      }
    }
    return true;
  }

  private void entry() throws IOException {
    String[] pair = {"", ""};
    in.message(
        field -> {
          boolean known = field == ENTRY_KEY || field == ENTRY_VALUE;
          if (known) {
            pair[field - ENTRY_KEY] = in.text();
          }
          return known;
        });
    room("entries of metadata", metadata.size(), MOST_NODES);
    metadata.put(pair[0], pair[1]);
  }

  private boolean graph(int field) throws IOException {
    switch (field) {
      case GRAPH_NODE -> {
        room("nodes", nodes.size(), MOST_NODES);
        nodes.add(new NodeFields().read());
      }
      case GRAPH_NAME -> name = in.text();
      case GRAPH_INITIALIZER -> {
        room("constants", constants.size(), MOST_NODES);
        TensorDecoder.Named named = new TensorDecoder(in).read();
        constants.put(named.name(), named.tensor());
      }
      case GRAPH_INPUT -> inputs.add(value(inputs));
      case GRAPH_OUTPUT -> outputs.add(value(outputs));
      default -> {
        return false;
      }
    }
    return true;
  }

  private OnnxValue value(List<OnnxValue> among) throws IOException {
    room("inputs or outputs", among.size(), MOST_NAMES);
    return new ValueDecoder(in).read();
  }

  private static void room(String what, int held, int most) {
    if (held >= most) {
      throw new IllegalArgumentException(
          "the graph has more than " + most + " " + what + "; must be no more");
    }
  }

  /** The fields of one node. */
  private final class NodeFields {
    private String domain = "";
    private String op = "";
    private final List<String> takes = new ArrayList<>();
    private final List<String> gives = new ArrayList<>();
    private final Map<String, Object> attributes = new LinkedHashMap<>();

    OnnxNode read() throws IOException {
      in.message(this::field);
      return new OnnxNode(domain, op, takes, gives, attributes);
    }

    private boolean field(int field) throws IOException {
      switch (field) {
        case NODE_INPUT -> add(takes);
        case NODE_OUTPUT -> add(gives);
        case NODE_OP -> op = in.text();
        case NODE_DOMAIN -> domain = in.text();
        case NODE_ATTRIBUTE -> {
          room("attributes of one node", attributes.size(), MOST_ATTRIBUTES);
          new AttributeDecoder(in).readTo(attributes);
        }
        default -> {
          return false;
        }
      }
      return true;
    }

    private void add(List<String> names) throws IOException {
      room("names at one node", names.size(), MOST_NAMES);
      names.add(in.text());
    }
  }
}
