package io.nightjar.spark.train.glm.objective;

import io.nightjar.spark.train.block.BlockFolds;
import io.nightjar.spark.train.block.DesignMoments;
import io.nightjar.spark.train.block.LabelledBlock;
import java.util.Arrays;
import java.util.Iterator;

/**
 * The columns of blocks behind the d design columns, whose coefficient is always 1: their sum is
 * the rows' offset.
 *
 * @param d design columns before them
 * @param count how many there are; 0 without an offset
 */
public record FixedColumns(int d, int count) {

  /** (β, b) with the fixed coefficients between, as the kernels take them. */
  public double[] with(double[] beta) {
    if (count == 0) {
      return beta;
    }
    double[] all = new double[d + count + 1];
    Arrays.fill(all, 1);
    System.arraycopy(beta, 0, all, 0, d);
    all[d + count] = beta[d];
    return all;
  }

  /** The gradient over (β, b) alone. */
  double[] without(double[] gradient) {
    if (count == 0) {
      return gradient;
    }
    double[] own = Arrays.copyOf(gradient, d + 1);
    own[d] = gradient[d + count];
    return own;
  }

  /** The weighted mean of the offset, 0 where there is none; reads the blocks once. */
  public double mean(BlockFolds blocks, double weight) {
    if (count == 0) {
      return 0;
    }
    int from = d;
    int to = d + count;
    return blocks.reduce((partition, part) -> sum(part, from, to), Double::sum) / weight;
  }

  private static double sum(Iterator<LabelledBlock> part, int from, int to) {
    double sum = 0;
    while (part.hasNext()) {
      LabelledBlock block = part.next();
      for (int j = from; j < to; j++) {
        double[] column = DesignMoments.values(block, j);
        for (int i = 0; i < column.length; i++) {
          sum += block.weight(i) * column[i];
        }
      }
    }
    return sum;
  }
}
