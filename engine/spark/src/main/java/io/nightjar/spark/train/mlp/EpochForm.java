package io.nightjar.spark.train.mlp;

import io.nightjar.model.files.format.Tensor;
import io.nightjar.spark.train.checkpoint.NamedTensors;
import io.nightjar.spark.train.checkpoint.StateForm;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code counts} (epochs, best epoch, arrays of memory), {@code losses} (training, validation),
 * {@code theta} and {@code kept} [weights], and the optimizer's {@code memory.k}. Batches and
 * dropout are not kept: the seed and the epoch's number give them.
 */
record EpochForm() implements StateForm<EpochState> {
  private static final String COUNTS = "counts";
  private static final String LOSSES = "losses";
  private static final String THETA = "theta";
  private static final String KEPT = "kept";
  private static final String MEMORY = "memory.";

  @Override
  public List<Tensor> tensors(EpochState state) {
    BatchDescent.Result kept = state.kept();
    int arrays = state.memory().size();
    List<Tensor> tensors = new ArrayList<>();
    tensors.add(Tensor.of(COUNTS, new int[] {kept.epochs(), kept.best(), arrays}));
    tensors.add(Tensor.of(LOSSES, new double[] {kept.trainingLoss(), kept.validationLoss()}));
    tensors.add(Tensor.of(THETA, state.theta()));
    tensors.add(Tensor.of(KEPT, kept.theta()));
    for (int k = 0; k < arrays; k++) {
      tensors.add(Tensor.of(MEMORY + k, state.memory().get(k)));
    }
    return tensors;
  }

  @Override
  public EpochState state(NamedTensors tensors) {
    int[] counts = tensors.need(COUNTS).ints();
    double[] losses = tensors.need(LOSSES).doubles();
    List<double[]> memory = new ArrayList<>();
    for (int k = 0; k < counts[2]; k++) {
      memory.add(tensors.need(MEMORY + k).doubles());
    }
    double[] kept = tensors.need(KEPT).doubles();
    return new EpochState(
        tensors.need(THETA).doubles(),
        memory,
        new BatchDescent.Result(kept, counts[0], counts[1], losses[0], losses[1], false));
  }
}
