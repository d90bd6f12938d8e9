package io.nightjar.model.calibration;

import io.nightjar.metrics.ExactSum;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Isotonic regression by pooling adjacent violators (Ayer et al. 1955; Barlow et al. 1972): rows
 * come in ascending order of score, equal scores count together, and neighbours whose share of
 * positives doesn't rise are pooled. A run may be cut between scores: the pooled blocks of its
 * parts give the blocks of the whole, to the last bit, since their sums are exact. Not thread-safe.
 */
public final class MonotoneBlocks implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int KNOTS_OF_A_BLOCK = 2;

  private final List<Block> blocks = new ArrayList<>();
  private Block open;

  /** Rows of neighbouring scores and the share of positives among them. */
  private static final class Block implements Serializable {
    private static final long serialVersionUID = 1L;
    private final double lowest;
    private double highest;
    private final ExactSum positive = new ExactSum();
    private final ExactSum weight = new ExactSum();
    private double share;

    Block(double score) {
      lowest = score;
      highest = score;
    }

    void add(double label, double rowWeight) {
      weight.add(rowWeight);
      if (label == 1) {
        positive.add(rowWeight);
      }
    }

    void add(Block right) {
      highest = right.highest;
      positive.add(right.positive);
      weight.add(right.weight);
      close();
    }

    void close() {
      share = Math.min(1, positive.doubleValue() / weight.doubleValue());
    }
  }

  /** The next row: a score at least that of the one before, a label 0 or 1, a weight above 0. */
  public void add(double score, double label, double weight) {
    if (open != null && open.highest != score) {
      finish();
    }
    if (open == null) {
      open = new Block(score);
    }
    open.add(label, weight);
  }

  /** Closes the last score; call once, after the last row of this part. */
  public MonotoneBlocks finish() {
    if (open != null) {
      open.close();
      push(open);
      open = null;
    }
    return this;
  }

  /** Adds a finished part whose scores are all higher. */
  public MonotoneBlocks add(MonotoneBlocks higher) {
    higher.blocks.forEach(this::push);
    return this;
  }

  private void push(Block next) {
    blocks.add(next);
    int last = blocks.size() - 1;
    while (last > 0 && blocks.get(last - 1).share >= blocks.get(last).share) {
      blocks.get(last - 1).add(blocks.remove(last));
      last--;
    }
  }

  /**
   * The curve through the ends of the blocks. Where these are more than a curve may have knots,
   * neighbours are pooled until each has about the same weight; the curve still never falls.
   */
  public Isotonic curve() {
    List<Block> few =
        blocks.size() * KNOTS_OF_A_BLOCK > Isotonic.MOST_KNOTS
            ? pooled(Isotonic.MOST_KNOTS / KNOTS_OF_A_BLOCK)
            : blocks;
    List<Double> scores = new ArrayList<>();
    List<Double> probabilities = new ArrayList<>();
    for (Block block : few) {
      scores.add(block.lowest);
      probabilities.add(block.share);
      if (block.highest > block.lowest) {
        scores.add(block.highest);
        probabilities.add(block.share);
      }
    }
    return new Isotonic(scores, probabilities);
  }

  private List<Block> pooled(int most) {
    double all = blocks.stream().mapToDouble(block -> block.weight.doubleValue()).sum();
    List<Block> few = new ArrayList<>();
    double before = 0;
    int bin = -1;
    for (Block block : blocks) {
      double weight = block.weight.doubleValue();
      int own = Math.min(most - 1, (int) ((before + weight / 2) / all * most));
      if (own == bin) {
        few.get(few.size() - 1).add(block);
      } else {
        Block first = new Block(block.lowest);
        first.add(block);
        few.add(first);
      }
      bin = own;
      before += weight;
    }
    return few;
  }
}
