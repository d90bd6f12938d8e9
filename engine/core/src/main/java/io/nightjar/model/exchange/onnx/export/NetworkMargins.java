package io.nightjar.model.exchange.onnx.export;

import io.nightjar.kernels.dense.Activation;
import io.nightjar.model.NetworkModel;
import io.nightjar.model.exchange.onnx.graph.OnnxTensor;
import io.nightjar.model.exchange.onnx.graph.OnnxTensor.Type;
import io.nightjar.model.network.InputScale;
import io.nightjar.model.network.Layer;
import io.nightjar.model.network.Network;
import java.util.Arrays;
import java.util.List;

/**
 * The margins of a network: its inputs are standardised in float64 and rounded once, its layers run
 * in float32, as the model's own do.
 */
final class NetworkMargins {
  private NetworkMargins() {}

  /** Adds them to a graph; gives their value, [rows, outputs] in float64. */
  static String add(NetworkModel model, GraphBuilder graph) {
    Network network = model.network();
    String design = graph.concat(DesignColumns.add(model.header(), graph));
    String value = graph.cast(Type.FLOAT, standardised(network.input(), design, graph));
    for (Layer layer : network.layers()) {
      value = layer(layer, value, graph);
    }
    String scaled =
        graph.op("Mul", graph.cast(Type.DOUBLE, value), graph.number(network.output().deviation()));
    return graph.op("Add", scaled, graph.number(network.output().mean()));
  }

  private static String standardised(InputScale input, String design, GraphBuilder graph) {
    double[] inverse = Arrays.stream(input.deviation()).map(s -> s == 0 ? 0 : 1 / s).toArray();
    String centred = graph.op("Sub", design, graph.constant(OnnxTensor.doubles(input.mean())));
    return graph.op("Mul", centred, graph.constant(OnnxTensor.doubles(inverse)));
  }

  private static String layer(Layer layer, String from, GraphBuilder graph) {
    List<Long> shape = List.of((long) layer.inputs(), (long) layer.outputs());
    String matrix = graph.constant(new OnnxTensor(Type.FLOAT, shape, layer.matrix()));
    List<Long> width = List.of((long) layer.outputs());
    String bias = graph.constant(new OnnxTensor(Type.FLOAT, width, layer.bias()));
    String sums = graph.op("Add", graph.op("MatMul", from, matrix), bias);
    Activation activation = layer.activation();
    return switch (activation) {
      case IDENTITY -> sums;
      case RELU -> graph.op("Relu", sums);
      case TANH -> graph.op("Tanh", sums);
      case SIGMOID -> graph.op("Sigmoid", sums);
    };
  }
}
