package io.nightjar.model.network;

import io.nightjar.kernels.dense.Activation;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * A multilayer perceptron: standardised inputs, hidden layers of one activation, an output layer of
 * plain sums, and the scale from these to margins.
 *
 * @param input of the design columns
 * @param layers one or more, from the inputs to the outputs; the last one's activation is identity
 * @param output from the last layer's outputs to margins
 */
public record Network(InputScale input, List<Layer> layers, OutputScale output)
    implements Serializable {
  public Network {
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(output, "output");
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("a network has no layers; must have 1 or more");
    }
    int width = input.columns();
    for (int l = 0; l < layers.size(); l++) {
      if (layers.get(l).inputs() != width) {
        throw new IllegalArgumentException(
            "layer %d takes %d values a row; must take the %d that come in"
                .formatted(l, layers.get(l).inputs(), width));
      }
      width = layers.get(l).outputs();
    }
    if (layers.get(layers.size() - 1).activation() != Activation.IDENTITY) {
      throw new IllegalArgumentException(
          "the output layer applies %s; must be IDENTITY"
              .formatted(layers.get(layers.size() - 1).activation()));
    }
  }

  /** Values a row that come in: design columns. */
  public int inputs() {
    return input.columns();
  }

  /** Margins a row. */
  public int outputs() {
    return layers.get(layers.size() - 1).outputs();
  }
}
