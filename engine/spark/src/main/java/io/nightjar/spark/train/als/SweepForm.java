package io.nightjar.spark.train.als;

import io.nightjar.model.files.format.Tensor;
import io.nightjar.spark.train.checkpoint.NamedTensors;
import io.nightjar.spark.train.checkpoint.StateForm;
import java.util.List;

/** {@code iterations} [1] and {@code users} [users · rank]. */
record SweepForm() implements StateForm<SweepState> {
  private static final String ITERATIONS = "iterations";
  private static final String USERS = "users";

  @Override
  public List<Tensor> tensors(SweepState state) {
    return List.of(
        Tensor.of(ITERATIONS, new int[] {state.iterations()}), Tensor.of(USERS, state.users()));
  }

  @Override
  public SweepState state(NamedTensors tensors) {
    return new SweepState(tensors.need(ITERATIONS).ints()[0], tensors.need(USERS).floats());
  }
}
