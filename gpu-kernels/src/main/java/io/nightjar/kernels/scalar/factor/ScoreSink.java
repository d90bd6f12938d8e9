package io.nightjar.kernels.scalar.factor;

import io.nightjar.kernels.factor.BestItems;
import io.nightjar.kernels.factor.Exclusions;
import io.nightjar.kernels.factor.FactorMatrix;
import io.nightjar.kernels.scalar.dense.Block;
import io.nightjar.kernels.scalar.dense.BlockSink;
import io.nightjar.kernels.scalar.dense.BlockedProduct;
import io.nightjar.kernels.scalar.dense.DenseLoops;
import java.util.Arrays;

/**
 * Takes the best out of each block of scores; all blocks stand in the same place, one after the
 * other. Items come in ascending order, so one that is only as good as the worst of a full list
 * loses to it by its number.
 */
final class ScoreSink implements BlockSink {
  private final DenseLoops loops;
  private final BestItems best;
  private final Exclusions exclusions;
  private final float[] scores = new float[BlockedProduct.ROWS * BlockedProduct.COLUMNS];

  ScoreSink(DenseLoops loops, BestItems best, Exclusions exclusions) {
    this.loops = loops;
    this.best = best;
    this.exclusions = exclusions;
  }

  @Override
  public float[] array() {
    return scores;
  }

  @Override
  public int offset(Block block) {
    return 0;
  }

  @Override
  public int stride() {
    return BlockedProduct.COLUMNS;
  }

  @Override
  public int depth() {
    return FactorMatrix.MAX_RANK;
  }

  @Override
  public void begin(Block block) {
    for (int i = 0; i < block.rows(); i++) {
      Arrays.fill(scores, i * stride(), i * stride() + block.columns(), 0f);
    }
  }

  @Override
  public void end(Block block) {
    for (int i = 0; i < block.rows(); i++) {
      take(block, i, block.row() + i);
    }
  }

  private void take(Block block, int row, int user) {
    int from = row * stride();
    int to = from + block.columns();
    int at = loops.firstAbove(best.threshold(user), scores, from, to);
    while (at < to) {
      int item = block.column() + at - from;
      if (!exclusions.excludes(user, item)) {
        best.offer(user, item, scores[at]);
      }
      at = loops.firstAbove(best.threshold(user), scores, at + 1, to);
    }
  }
}
