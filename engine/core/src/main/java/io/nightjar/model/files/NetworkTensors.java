package io.nightjar.model.files;

import io.nightjar.kernels.dense.Activation;
import io.nightjar.model.files.format.Tensor;
import io.nightjar.model.network.InputScale;
import io.nightjar.model.network.Layer;
import io.nightjar.model.network.Network;
import io.nightjar.model.network.OutputScale;
import java.util.ArrayList;
import java.util.List;

/**
 * The arrays of a network as tensors: {@code input.mean}, {@code input.deviation}, for each layer
 * {@code layers.N.weights} [inputs][outputs] and {@code layers.N.bias}, and {@code output.scale},
 * the mean and deviation of what comes out.
 */
final class NetworkTensors {
  private static final String MEAN = "input.mean";
  private static final String DEVIATION = "input.deviation";
  private static final String SCALE = "output.scale";

  private NetworkTensors() {}

  /** The tensors of a network. */
  static List<Tensor> of(Network network) {
    List<Tensor> tensors = new ArrayList<>();
    tensors.add(Tensor.of(MEAN, network.input().mean()));
    tensors.add(Tensor.of(DEVIATION, network.input().deviation()));
    double[] scale = {network.output().mean(), network.output().deviation()};
    tensors.add(Tensor.of(SCALE, scale));
    for (int l = 0; l < network.layers().size(); l++) {
      Layer layer = network.layers().get(l);
      tensors.add(Tensor.of(weights(l), List.of(layer.inputs(), layer.outputs()), layer.matrix()));
      tensors.add(Tensor.of(bias(l), layer.bias()));
    }
    return tensors;
  }

  /**
   * The network of some tensors.
   *
   * @param activations what each layer applies, the output layer last
   * @throws IllegalArgumentException saying what is wrong with them
   */
  static Network network(List<Tensor> tensors, List<Activation> activations) {
    NamedTensors left = new NamedTensors(tensors);
    InputScale input = new InputScale(left.take(MEAN).doubles(), left.take(DEVIATION).doubles());
    double[] scale = left.take(SCALE).doubles();
    if (scale.length != 2) {
      throw new IllegalArgumentException(
          "tensor " + SCALE + " has " + scale.length + " values; must be mean and deviation");
    }
    List<Layer> layers = new ArrayList<>();
    for (int l = 0; l < activations.size(); l++) {
      Tensor weights = left.take(weights(l));
      if (weights.shape().size() != 2) {
        throw new IllegalArgumentException(
            "tensor %s has shape %s; must be [inputs, outputs]"
                .formatted(weights.name(), weights.shape()));
      }
      float[] bias = left.take(bias(l)).floats();
      layers.add(new Layer(weights.shape().get(0), activations.get(l), weights.floats(), bias));
    }
    left.requireNone("a network");
    return new Network(input, layers, new OutputScale(scale[0], scale[1]));
  }

  private static String weights(int layer) {
    return "layers." + layer + ".weights";
  }

  private static String bias(int layer) {
    return "layers." + layer + ".bias";
  }
}
