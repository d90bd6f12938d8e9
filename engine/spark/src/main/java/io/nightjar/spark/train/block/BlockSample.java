package io.nightjar.spark.train.block;

import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.block.DoubleColumnBlock;
import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.kernels.linear.GlmTarget;
import io.nightjar.spark.train.task.KeyHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * One of every so many rows of each partition, at a place among them that is drawn by the rows'
 * number: the same rows in every run over the same blocks. They come to whoever asks.
 */
public final class BlockSample {
  private static final long PURPOSE = 0x5a3b1eL;

  private final int every;
  private final int partition;

  private BlockSample(int every, int partition) {
    this.every = every;
    this.partition = partition;
  }

  /**
   * A sample, a block for each partition that has rows in it; reads the blocks once.
   *
   * @param every 1 or more
   */
  public static BlockFolds of(BlockFolds blocks, int every) {
    ArrayList<LabelledBlock> samples =
        blocks.reduce(
            (partition, part) -> new BlockSample(every, partition).of(part), BlockSample::joined);
    return InTaskBlocks.beside(blocks, samples.stream().map(List::of).toList());
  }

  private static ArrayList<LabelledBlock> joined(
      ArrayList<LabelledBlock> left, ArrayList<LabelledBlock> right) {
    left.addAll(right);
    return left;
  }

  private ArrayList<LabelledBlock> of(Iterator<LabelledBlock> part) {
    List<LabelledBlock> drawn = new ArrayList<>();
    long seen = 0;
    while (part.hasNext()) {
      LabelledBlock block = part.next();
      int[] rows = rows(seen, block.rows());
      seen += block.rows();
      if (rows.length > 0) {
        drawn.add(chosen(block, rows));
      }
    }
    ArrayList<LabelledBlock> one = new ArrayList<>();
    if (!drawn.isEmpty()) {
      one.add(together(drawn));
    }
    return one;
  }

  /** The drawn ones of {@code count} rows behind {@code first} others, by their places. */
  private int[] rows(long first, int count) {
    int[] rows = new int[count / every + 2];
    int drawn = 0;
    for (long group = first / every; group * every < first + count; group++) {
      double at = KeyHash.unit(KeyHash.mix(group, PURPOSE + partition));
      long row = group * every + (long) (at * every) - first;
      if (row >= 0 && row < count) {
        rows[drawn++] = (int) row;
      }
    }
    return Arrays.copyOf(rows, drawn);
  }

  private static LabelledBlock chosen(LabelledBlock block, int[] rows) {
    GlmTarget target = block.target();
    double[] weights = target.weights() == null ? null : chosen(target.weights(), rows);
    return new LabelledBlock(
        chosen(block.features(), rows), new GlmTarget(chosen(target.labels(), rows), weights));
  }

  private static FeatureBlock chosen(FeatureBlock block, int[] rows) {
    if (block instanceof ColumnBlock floats) {
      float[][] columns = new float[floats.columns()][rows.length];
      for (int j = 0; j < columns.length; j++) {
        float[] from = floats.column(j);
        for (int i = 0; i < rows.length; i++) {
          columns[j][i] = from[rows[i]];
        }
      }
      return new ColumnBlock(rows.length, columns);
    }
    DoubleColumnBlock doubles = (DoubleColumnBlock) block;
    double[][] columns = new double[doubles.columns()][];
    for (int j = 0; j < columns.length; j++) {
      columns[j] = chosen(doubles.column(j), rows);
    }
    return new DoubleColumnBlock(rows.length, columns);
  }

  private static double[] chosen(double[] values, int[] rows) {
    double[] chosen = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      chosen[i] = values[rows[i]];
    }
    return chosen;
  }

  private static LabelledBlock together(List<LabelledBlock> blocks) {
    int rows = blocks.stream().mapToInt(LabelledBlock::rows).sum();
    boolean weighted = blocks.get(0).target().weights() != null;
    double[] labels = new double[rows];
    double[] weights = weighted ? new double[rows] : null;
    int at = 0;
    for (LabelledBlock block : blocks) {
      System.arraycopy(block.target().labels(), 0, labels, at, block.rows());
      if (weighted) {
        System.arraycopy(block.target().weights(), 0, weights, at, block.rows());
      }
      at += block.rows();
    }
    return new LabelledBlock(features(blocks, rows), new GlmTarget(labels, weights));
  }

  private static FeatureBlock features(List<LabelledBlock> blocks, int rows) {
    int d = blocks.get(0).features().columns();
    boolean floats = blocks.get(0).features() instanceof ColumnBlock;
    float[][] narrow = new float[floats ? d : 0][rows];
    double[][] wide = new double[floats ? 0 : d][rows];
    int at = 0;
    for (LabelledBlock block : blocks) {
      for (int j = 0; j < d; j++) {
        if (floats) {
          System.arraycopy(
              ((ColumnBlock) block.features()).column(j), 0, narrow[j], at, block.rows());
        } else {
          System.arraycopy(
              ((DoubleColumnBlock) block.features()).column(j), 0, wide[j], at, block.rows());
        }
      }
      at += block.rows();
    }
    return floats ? new ColumnBlock(rows, narrow) : new DoubleColumnBlock(rows, wide);
  }
}
