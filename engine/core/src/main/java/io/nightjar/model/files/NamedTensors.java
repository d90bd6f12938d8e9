package io.nightjar.model.files;

import io.nightjar.model.files.format.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tensors of a file, each of which is to be taken once. */
final class NamedTensors {
  private final Map<String, Tensor> left = new HashMap<>();

  NamedTensors(List<Tensor> tensors) {
    tensors.forEach(tensor -> left.put(tensor.name(), tensor));
  }

  /** Whether one of that name is still there. */
  boolean has(String name) {
    return left.containsKey(name);
  }

  /** The one of that name; an IllegalArgumentException where it isn't there. */
  Tensor take(String name) {
    Tensor tensor = left.remove(name);
    if (tensor == null) {
      throw new IllegalArgumentException("tensor " + name + " is missing; must be there");
    }
    return tensor;
  }

  /** An IllegalArgumentException where any was not taken. */
  void requireNone(String whole) {
    if (!left.isEmpty()) {
      throw new IllegalArgumentException(
          "tensors "
              + left.keySet().stream().sorted().toList()
              + " are no part of "
              + whole
              + "; must be left out");
    }
  }
}
