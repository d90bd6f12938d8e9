package io.nightjar.spark.train.kmeans;

import io.nightjar.kernels.cluster.Centroids;
import io.nightjar.model.files.format.Tensor;
import io.nightjar.spark.train.checkpoint.NamedTensors;
import io.nightjar.spark.train.checkpoint.StateForm;
import java.util.List;

/**
 * {@code counts} (iterations, refilled, clusters, columns) and {@code centroids} [clusters ·
 * columns]. What the clusters' rows come to is not kept: one more pass gives it again, bit for bit.
 */
record LloydForm() implements StateForm<LloydState> {
  private static final String COUNTS = "counts";
  private static final String CENTROIDS = "centroids";

  @Override
  public List<Tensor> tensors(LloydState state) {
    Centroids centroids = state.centroids();
    int[] counts = {state.iterations(), state.refilled(), centroids.count(), centroids.columns()};
    return List.of(Tensor.of(COUNTS, counts), Tensor.of(CENTROIDS, centroids.values()));
  }

  @Override
  public LloydState state(NamedTensors tensors) {
    int[] counts = tensors.need(COUNTS).ints();
    float[] values = tensors.need(CENTROIDS).floats();
    return new LloydState(counts[0], counts[1], new Centroids(counts[2], counts[3], values));
  }
}
