package io.nightjar.spark.train.solve;

import io.nightjar.model.files.format.Tensor;
import io.nightjar.spark.train.checkpoint.NamedTensors;
import io.nightjar.spark.train.checkpoint.StateForm;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code counts} (iterations, still, steps), {@code enough} [1], {@code x} [length] and of step k
 * {@code step.k} and {@code change.k} [length]. The objective and its gradient are not kept: x
 * gives them again, bit for bit.
 */
public record QuasiNewtonForm() implements StateForm<QuasiNewtonState> {
  private static final String COUNTS = "counts";
  private static final String ENOUGH = "enough";
  private static final String X = "x";
  private static final String STEP = "step.";
  private static final String CHANGE = "change.";

  @Override
  public List<Tensor> tensors(QuasiNewtonState state) {
    int count = state.steps().size();
    List<Tensor> tensors = new ArrayList<>();
    tensors.add(Tensor.of(COUNTS, new int[] {state.iterations(), state.still(), count}));
    tensors.add(Tensor.of(ENOUGH, new double[] {state.enough()}));
    tensors.add(Tensor.of(X, state.x()));
    for (int k = 0; k < count; k++) {
      tensors.add(Tensor.of(STEP + k, state.steps().get(k)));
      tensors.add(Tensor.of(CHANGE + k, state.changes().get(k)));
    }
    return tensors;
  }

  @Override
  public QuasiNewtonState state(NamedTensors tensors) {
    int[] counts = tensors.need(COUNTS).ints();
    List<double[]> steps = new ArrayList<>();
    List<double[]> changes = new ArrayList<>();
    for (int k = 0; k < counts[2]; k++) {
      steps.add(tensors.need(STEP + k).doubles());
      changes.add(tensors.need(CHANGE + k).doubles());
    }
    return new QuasiNewtonState(
        counts[0],
        counts[1],
        tensors.need(ENOUGH).doubles()[0],
        tensors.need(X).doubles(),
        steps,
        changes);
  }
}
