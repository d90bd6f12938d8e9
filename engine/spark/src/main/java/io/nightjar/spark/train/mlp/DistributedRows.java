package io.nightjar.spark.train.mlp;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.spark.kernel.TaskKernels;
import io.nightjar.spark.train.block.BlockFolds;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.block.LabelledBlock;
import io.nightjar.spark.train.mlp.pass.Backpropagation;
import io.nightjar.spark.train.mlp.pass.ChunkBuilder;
import io.nightjar.spark.train.mlp.pass.GradientSums;
import io.nightjar.spark.train.mlp.pass.LossSums;
import io.nightjar.spark.train.mlp.pass.PassValues;
import java.util.Iterator;

/** Rows in their partitions on all executors: one Spark job a step, one an evaluation. */
final class DistributedRows implements TrainingRows {
  private final BlockFolds blocks;
  private final MlpSpec spec;
  private final Scales scales;
  private final KernelRuns runs;

  DistributedRows(BlockFolds blocks, MlpSpec spec, Scales scales, KernelRuns runs) {
    this.blocks = blocks;
    this.spec = spec;
    this.scales = scales;
    this.runs = runs;
  }

  @Override
  public GradientSums gradient(double[] theta, Step step) {
    MlpSpec what = spec;
    Scales how = scales;
    BackendPreference preference = runs.preference();
    GradientSums sums =
        blocks.reduce(
            (partition, part) -> {
              GradientSums own = new GradientSums(theta.length);
              if (partition < what.partitions()) {
                Kernels kernels = TaskKernels.of(preference);
                Backpropagation pass = pass(kernels, what, theta);
                PassValues values = new PassValues(what.shape());
                ChunkBuilder builder =
                    how.chunks(chunk -> pass.add(chunk, step.dropout(), values, own));
                feed(partition, part, step, builder);
                own.add(kernels.drain());
              }
              return own;
            },
            GradientSums::plus);
    runs.add(sums.uses());
    return sums;
  }

  @Override
  public double validationLoss(double[] theta) {
    MlpSpec what = spec;
    Scales how = scales;
    BackendPreference preference = runs.preference();
    LossSums sums =
        blocks.reduce(
            (partition, part) -> {
              LossSums own = new LossSums();
              if (partition >= what.partitions()) {
                Kernels kernels = TaskKernels.of(preference);
                Backpropagation pass = pass(kernels, what, theta);
                ChunkBuilder builder = how.chunks(chunk -> pass.evaluate(chunk, own));
                feed(partition, part, Step.ALL, builder);
                own.add(kernels.drain());
              }
              return own;
            },
            LossSums::plus);
    runs.add(sums.uses());
    return sums.mean();
  }

  private static void feed(
      int partition, Iterator<LabelledBlock> blocks, Step step, ChunkBuilder builder) {
    long position = 0;
    while (blocks.hasNext()) {
      LabelledBlock block = blocks.next();
      for (int row = 0; row < block.rows(); row++) {
        long id = Step.id(partition, position++);
        if (step.batchOf(id) == step.batch()) {
          builder.add(block, row, id);
        }
      }
    }
    builder.flush();
  }

  private static Backpropagation pass(Kernels kernels, MlpSpec spec, double[] theta) {
    return new Backpropagation(kernels, spec.shape(), spec.loss(), spec.shape().layers(theta));
  }
}
