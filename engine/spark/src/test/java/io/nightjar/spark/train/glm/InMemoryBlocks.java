package io.nightjar.spark.train.glm;

import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.block.DoubleColumnBlock;
import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.kernels.linear.GlmTarget;
import io.nightjar.spark.data.OrderedReduce;
import io.nightjar.spark.train.block.BlockFolds;
import io.nightjar.spark.train.block.LabelledBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Blocks of rows that are here, dealt to partitions in order. */
public record InMemoryBlocks(List<List<LabelledBlock>> partitions) implements BlockFolds {

  /**
   * Float64 blocks.
   *
   * @param x by row
   * @param weights null for none
   */
  public static InMemoryBlocks of(
      double[][] x, double[] y, double[] weights, int partitions, int blockRows) {
    List<List<LabelledBlock>> all = new ArrayList<>();
    for (int p = 0; p < partitions; p++) {
      List<LabelledBlock> blocks = new ArrayList<>();
      int end = (p + 1) * x.length / partitions;
      for (int from = p * x.length / partitions; from < end; from += blockRows) {
        blocks.add(block(x, y, weights, from, Math.min(end, from + blockRows)));
      }
      all.add(blocks);
    }
    return new InMemoryBlocks(all);
  }

  private static LabelledBlock block(double[][] x, double[] y, double[] weights, int from, int to) {
    double[][] columns = new double[x[0].length][];
    for (int j = 0; j < columns.length; j++) {
      int column = j;
      columns[j] = IntStream.range(from, to).mapToDouble(i -> x[i][column]).toArray();
    }
    double[] w = weights == null ? null : Arrays.copyOfRange(weights, from, to);
    return new LabelledBlock(
        new DoubleColumnBlock(to - from, columns),
        new GlmTarget(Arrays.copyOfRange(y, from, to), w));
  }

  /** The same with float32 columns. */
  public InMemoryBlocks inFloats() {
    return new InMemoryBlocks(
        partitions.stream()
            .map(part -> part.stream().map(InMemoryBlocks::inFloats).toList())
            .toList());
  }

  private static LabelledBlock inFloats(LabelledBlock block) {
    double[][] wide = ((DoubleColumnBlock) block.features()).arrays();
    float[][] columns = new float[wide.length][block.rows()];
    for (int j = 0; j < wide.length; j++) {
      for (int i = 0; i < block.rows(); i++) {
        columns[j][i] = (float) wide[j][i];
      }
    }
    FeatureBlock features = new ColumnBlock(block.rows(), columns);
    return new LabelledBlock(features, block.target());
  }

  @Override
  public <T> T reduce(
      OrderedReduce.PartitionFold<LabelledBlock, T> fold, OrderedReduce.Merge<T> merge) {
    return OrderedReduce.reduce(
        partitions, fold, merge, (units, body) -> IntStream.range(0, units).forEach(body));
  }
}
