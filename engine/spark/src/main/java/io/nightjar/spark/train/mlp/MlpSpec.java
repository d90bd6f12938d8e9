package io.nightjar.spark.train.mlp;

import io.nightjar.config.model.ModelConfig;
import io.nightjar.model.Task;
import io.nightjar.spark.train.mlp.pass.NetworkShape;
import io.nightjar.spark.train.mlp.pass.OutputLoss;
import java.io.Serializable;

/**
 * What is to be learnt, and how: (1/Σw)·Σ wᵢ·lossᵢ + λ/2·Σ‖W‖² over standardised inputs, biases
 * free.
 *
 * @param shape of the network
 * @param task what is predicted
 * @param config the settings of the job's model
 * @param seed of the first weights, the batches and the dropout
 * @param rows training rows
 * @param partitions of the blocks that hold training rows; those behind hold validation rows
 */
public record MlpSpec(
    NetworkShape shape, Task task, ModelConfig.Mlp config, long seed, long rows, int partitions)
    implements Serializable {

  OutputLoss loss() {
    return OutputLoss.of(task);
  }

  /** Whether there are validation rows, which say when to stop. */
  boolean validated() {
    return config.descent().earlyStoppingRounds() > 0;
  }

  /** How many classes the label has; 0 for a number. */
  int labelClasses() {
    return switch (task) {
      case REGRESSION, PREFERENCE, CLUSTERING, PROJECTION, ANOMALY -> 0;
      case BINARY -> 2;
      case MULTICLASS -> shape.outputs(shape.layers() - 1);
    };
  }

  /**
   * How many batches an epoch has, so that each holds about as many rows as were asked for: one,
   * where there are fewer rows than that.
   */
  int batches() {
    return Math.toIntExact(Math.max(1, Math.round(rows / (double) config.descent().batchSize())));
  }
}
