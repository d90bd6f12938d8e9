package io.nightjar.spark.train.mlp;

import io.nightjar.kernels.Kernels;
import io.nightjar.spark.data.OrderedReduce;
import io.nightjar.spark.train.block.BlockFolds;
import io.nightjar.spark.train.mlp.pass.Backpropagation;
import io.nightjar.spark.train.mlp.pass.Chunk;
import io.nightjar.spark.train.mlp.pass.GradientSums;
import io.nightjar.spark.train.mlp.pass.LossSums;
import io.nightjar.spark.train.mlp.pass.PassValues;
import io.nightjar.spark.train.task.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows that all lie in this task, standardised once. Threads share out the partitions, whose sums
 * are merged in the tree that executors' sums are merged in: the same bits, without rounds.
 */
final class LocalRows implements TrainingRows {
  private final MlpSpec spec;
  private final Kernels kernels;
  private final Workers workers;
  private final List<PartitionRows> train;
  private final List<PartitionRows> validation;
  private final ThreadLocal<PassValues> values;

  LocalRows(BlockFolds blocks, MlpSpec spec, Scales scales, Kernels kernels, Workers workers) {
    this.spec = spec;
    this.kernels = kernels;
    this.workers = workers;
    this.values = ThreadLocal.withInitial(() -> new PassValues(spec.shape()));
    List<PartitionRows> all =
        blocks.reduce(
            (partition, part) ->
                new ArrayList<>(List.of(PartitionRows.of(partition, part, scales))),
            LocalRows::joined);
    this.train = all.subList(0, spec.partitions());
    this.validation = all.subList(spec.partitions(), all.size());
  }

  private static ArrayList<PartitionRows> joined(
      ArrayList<PartitionRows> left, ArrayList<PartitionRows> right) {
    left.addAll(right);
    return left;
  }

  @Override
  public GradientSums gradient(double[] theta, Step step) {
    Backpropagation pass = pass(theta);
    GradientSums[] sums = new GradientSums[train.size()];
    workers.forEach(
        sums.length,
        partition -> {
          GradientSums own = new GradientSums(theta.length);
          for (Chunk chunk : train.get(partition).chunks(step)) {
            pass.add(chunk, step.dropout(), values.get(), own);
          }
          sums[partition] = own;
        });
    return OrderedReduce.inTree(Arrays.asList(sums), GradientSums::plus);
  }

  @Override
  public double validationLoss(double[] theta) {
    Backpropagation pass = pass(theta);
    LossSums[] sums = new LossSums[validation.size()];
    workers.forEach(
        sums.length,
        partition -> {
          LossSums own = new LossSums();
          validation.get(partition).chunks(Step.ALL).forEach(chunk -> pass.evaluate(chunk, own));
          sums[partition] = own;
        });
    return OrderedReduce.inTree(Arrays.asList(sums), LossSums::plus).mean();
  }

  private Backpropagation pass(double[] theta) {
    return new Backpropagation(kernels, spec.shape(), spec.loss(), spec.shape().layers(theta));
  }
}
