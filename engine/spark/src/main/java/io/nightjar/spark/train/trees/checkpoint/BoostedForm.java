package io.nightjar.spark.train.trees.checkpoint;

import io.nightjar.model.files.format.Tensor;
import io.nightjar.spark.train.checkpoint.NamedTensors;
import io.nightjar.spark.train.checkpoint.StateForm;
import io.nightjar.spark.train.trees.grow.Boosted;
import java.util.ArrayList;
import java.util.List;

/**
 * Trees so far: {@code base} [outputs], {@code losses} [rounds with validation] and the trees'
 * arrays as {@link TreeArrays} names them. The rows' margins are not kept: the trees give them
 * again, bit for bit, since each row adds the same numbers in the same order.
 */
public record BoostedForm() implements StateForm<Boosted> {
  private static final String BASE = "base";
  private static final String LOSSES = "losses";

  @Override
  public List<Tensor> tensors(Boosted boosted) {
    List<Tensor> tensors = new ArrayList<>(TreeArrays.of(boosted.trees()));
    double[] losses = boosted.losses().stream().mapToDouble(Double::doubleValue).toArray();
    tensors.add(Tensor.of(BASE, boosted.base()));
    tensors.add(Tensor.of(LOSSES, losses));
    return tensors;
  }

  @Override
  public Boosted state(NamedTensors tensors) {
    List<Double> losses = new ArrayList<>();
    for (double loss : tensors.need(LOSSES).doubles()) {
      losses.add(loss);
    }
    return new Boosted(tensors.need(BASE).doubles(), TreeArrays.trees(tensors), losses);
  }
}
