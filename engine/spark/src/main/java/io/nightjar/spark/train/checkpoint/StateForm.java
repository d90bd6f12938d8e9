package io.nightjar.spark.train.checkpoint;

import io.nightjar.model.files.format.Tensor;
import java.io.Serializable;
import java.util.List;

/**
 * How a trainer's state is written as tensors, to the bit.
 *
 * @param <S> all that the next round hangs on, beside the rows and the config
 */
public interface StateForm<S extends Serializable> extends Serializable {
  /** The tensors of a state, each with a name of its own. */
  List<Tensor> tensors(S state);

  /**
   * The state of such tensors.
   *
   * @throws IllegalArgumentException if one is missing or of another type
   */
  S state(NamedTensors tensors);
}
