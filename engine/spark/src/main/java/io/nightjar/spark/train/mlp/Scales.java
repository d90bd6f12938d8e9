package io.nightjar.spark.train.mlp;

import io.nightjar.model.Task;
import io.nightjar.model.network.InputScale;
import io.nightjar.model.network.OutputScale;
import io.nightjar.spark.data.OrderedReduce;
import io.nightjar.spark.train.block.BlockFolds;
import io.nightjar.spark.train.block.DesignMoments;
import io.nightjar.spark.train.block.LabelledBlock;
import io.nightjar.spark.train.mlp.pass.Chunk;
import io.nightjar.spark.train.mlp.pass.ChunkBuilder;
import java.io.Serializable;
import java.util.Collections;
import java.util.function.Consumer;

/**
 * How inputs and labels are standardised.
 *
 * @param input by the training rows' means and deviations
 * @param output the label's moments for a number, none for classes
 */
record Scales(InputScale input, OutputScale output) implements Serializable {

  /** Those of the training rows. */
  static Scales of(BlockFolds blocks, MlpSpec spec) {
    int width = spec.shape().inputs(0);
    DesignMoments moments =
        DesignMoments.of(new TrainingPart(blocks, spec.partitions()), width, spec.labelClasses());
    if (spec.task() == Task.BINARY) {
      moments.requireBothClasses();
    }
    double[] mean = new double[width];
    double[] deviation = new double[width];
    for (int j = 0; j < width; j++) {
      mean[j] = moments.mean(j);
      deviation[j] = moments.deviation(j);
    }
    InputScale input = new InputScale(mean, deviation);
    if (spec.task() != Task.REGRESSION) {
      return new Scales(input, OutputScale.NONE);
    }
    double spread = moments.deviation(width);
    return new Scales(input, new OutputScale(moments.mean(width), spread > 0 ? spread : 1));
  }

  /** A builder of rows on these scales. */
  ChunkBuilder chunks(Consumer<Chunk> into) {
    return new ChunkBuilder(input, output, into);
  }

  /** The first partitions of some blocks; the others look empty. */
  private record TrainingPart(BlockFolds blocks, int partitions) implements BlockFolds {
    @Override
    public <T> T reduce(
        OrderedReduce.PartitionFold<LabelledBlock, T> fold, OrderedReduce.Merge<T> merge) {
      int own = partitions;
      return blocks.reduce(
          (partition, part) ->
              fold.fold(partition, partition < own ? part : Collections.emptyIterator()),
          merge);
    }
  }
}
