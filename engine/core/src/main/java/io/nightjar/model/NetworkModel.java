package io.nightjar.model;

import io.nightjar.features.design.LinearDesign;
import io.nightjar.features.design.Precision;
import io.nightjar.model.network.Network;
import java.util.Objects;

/**
 * A model that is a neural network over the columns of {@link LinearDesign}. Its link is the task's
 * own: one margin for a binary target or a number, one per class for several.
 *
 * @param header what every model has; its precision is float
 * @param network from design columns to margins
 * @param threshold probability from which a row is called positive
 */
public record NetworkModel(ModelHeader header, Network network, double threshold) implements Model {
  public NetworkModel {
    Objects.requireNonNull(header, "header");
    Objects.requireNonNull(network, "network");
    Model.requireThreshold(threshold);
    if (header.precision() != Precision.FLOAT) {
      throw new IllegalArgumentException(
          "precision is %s; must be float for a network".formatted(header.precision().text()));
    }
    Target target = header.target();
    int outputs = target.task() == Task.MULTICLASS ? target.classes().size() : 1;
    int columns = LinearDesign.of(header.features()).width();
    if (network.outputs() != outputs || network.inputs() != columns) {
      throw new IllegalArgumentException(
          "the network has %d outputs of %d columns; must have %d of %d"
              .formatted(network.outputs(), network.inputs(), outputs, columns));
    }
  }

  /** From margins to predictions. */
  public Link link() {
    return Link.of(target().task());
  }

  @Override
  public NetworkModel withThreshold(double wanted) {
    return new NetworkModel(header, network, wanted);
  }

  @Override
  public NetworkModel withHeader(ModelHeader wanted) {
    return new NetworkModel(wanted, network, threshold);
  }
}
