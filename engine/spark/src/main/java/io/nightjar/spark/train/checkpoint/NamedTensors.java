package io.nightjar.spark.train.checkpoint;

import io.nightjar.model.files.format.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tensors of a checkpoint. */
public final class NamedTensors {
  private final Map<String, Tensor> byName = new HashMap<>();

  NamedTensors(List<Tensor> tensors) {
    tensors.forEach(tensor -> byName.put(tensor.name(), tensor));
  }

  /**
   * A tensor that must be there.
   *
   * @throws IllegalArgumentException if it isn't
   */
  public Tensor need(String name) {
    Tensor tensor = byName.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("lacks the tensor " + name);
    }
    return tensor;
  }
}
