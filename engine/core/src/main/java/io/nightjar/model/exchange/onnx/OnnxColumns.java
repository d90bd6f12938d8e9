package io.nightjar.model.exchange.onnx;

import io.nightjar.model.exchange.onnx.graph.OnnxModel;
import io.nightjar.model.exchange.onnx.graph.OnnxNode;
import io.nightjar.model.exchange.onnx.graph.OnnxValue;
import io.nightjar.model.exchange.trees.ForeignTrees;
import io.nightjar.model.exchange.trees.ForeignTrees.Input;
import io.nightjar.model.exchange.trees.ForeignTrees.Values;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * The columns that an ensemble looks at: the graph's inputs, put side by side by {@code Concat},
 * with no more between than a change of type. An input of one column gives its own name; one of
 * several gives NAME_0, NAME_1, …, or f0, f1, … where it is the only one.
 */
final class OnnxColumns {
  /** FLOAT, INT32, INT64, DOUBLE in {@code TensorProto.DataType}. */
  private static final Set<Integer> NUMBERS = Set.of(1, 6, 7, 11);

  private static final Set<Long> FLOATING = Set.of(1L, 11L);

  private final OnnxModel model;
  private final Producers producers;
  private final int features;
  private final List<Input> columns = new ArrayList<>();

  private OnnxColumns(OnnxModel model, Producers producers, int features) {
    this.model = model;
    this.producers = producers;
    this.features = features;
  }

  /**
   * The columns of an ensemble.
   *
   * @param features how many it must have at least, by its splits
   */
  static List<Input> of(OnnxModel model, Producers producers, OnnxNode ensemble, int features) {
    OnnxColumns columns = new OnnxColumns(model, producers, features);
    columns.collect(Producers.input(ensemble, 0));
    return columns.columns;
  }

  private void collect(String first) {
    Deque<String> waiting = new ArrayDeque<>(List.of(first));
    List<OnnxValue> inputs = new ArrayList<>();
    int steps = 0;
    while (!waiting.isEmpty()) {
      String value = waiting.pop();
      OnnxNode node = producers.of(value).orElse(null);
      // Whatever waits is a step to come, so that it can be refused before it is kept.
      long more = node == null ? 0 : node.inputs().size();
      if (++steps + waiting.size() + more > ForeignTrees.MAX_FEATURES) {
        throw new IllegalArgumentException(
            "the trees' columns pass through more than %d nodes; must be no more, and no circle"
                .formatted(ForeignTrees.MAX_FEATURES));
      }
      if (node == null) {
        inputs.add(input(value));
      } else {
        before(node, waiting);
      }
    }
    inputs.forEach(input -> add(input, inputs.size() == 1));
  }

  /** Whether a node casts to float or double, which keeps numbers what they are. */
  static boolean isFloating(OnnxNode node) {
    return node.is("", "Cast") && FLOATING.contains(node.whole("to", 0));
  }

  private static void before(OnnxNode node, Deque<String> waiting) {
    boolean cast = isFloating(node);
    long axis = node.is("", "Concat") ? node.whole("axis", 0) : 0;
    boolean concat = axis == 1 || axis == -1;
    if (!cast && !concat && !node.is("", "Identity")) {
      throw new IllegalArgumentException(
          "%s stands before the trees; only Cast to float or double, Identity and Concat of columns may: convert the model without its preprocessing, or import it with the format onnx-runtime"
              .formatted(node.op()));
    }
    int last = concat ? node.inputs().size() - 1 : 0;
    for (int i = last; i >= 0; i--) {
      waiting.push(Producers.input(node, i));
    }
  }

  private OnnxValue input(String name) {
    OnnxValue input =
        model.inputs().stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the trees look at \"" + name + "\", which is no input of the graph"));
    if (!NUMBERS.contains(input.type()) || input.shape().size() != 2) {
      throw new IllegalArgumentException(
          "the input \"%s\" has type %d and %d dimensions; must be rows of float, double, int32 or int64 (1, 11, 6, 7)"
              .formatted(name, input.type(), input.shape().size()));
    }
    return input;
  }

  private void add(OnnxValue input, boolean alone) {
    long told = input.shape().get(1);
    long width = told == OnnxValue.ANY && alone ? features : told;
    if (width < 1 || columns.size() + width > ForeignTrees.MAX_FEATURES) {
      throw new IllegalArgumentException(
          "the input \"%s\" has %d columns; must be 1..%d in all"
              .formatted(input.name(), told, ForeignTrees.MAX_FEATURES));
    }
    for (int i = 0; i < width; i++) {
      String name = width == 1 ? input.name() : (alone ? "f" : input.name() + "_") + i;
      columns.add(new Input(name, Values.NUMBERS));
    }
  }
}
