package io.nightjar.metrics.threshold;

import io.nightjar.metrics.ClassWeights;
import java.io.Serializable;
import java.util.Optional;

/**
 * The best threshold among all distinct scores, and the one just above the highest, at which no row
 * is positive. Rows come in descending order of score. A run may be cut between scores, each part
 * being told what stands before it; the weights are exact, so the choice is the same to the last
 * bit however it is cut. Not thread-safe.
 */
public final class ThresholdSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ThresholdRule rule;
  private final double positives;
  private final ClassWeights above = new ClassWeights();
  private double score = Double.NaN;
  private ThresholdChoice best;

  /**
   * The sums of a part of the run.
   *
   * @param before weights of the parts before
   * @param all weights of all rows
   */
  public ThresholdSums(ThresholdRule rule, ClassWeights before, ClassWeights all) {
    this.rule = rule;
    this.positives = all.positive().doubleValue();
    above.add(before);
  }

  /** The next row: a probability at most that of the one before, a label 0 or 1, its weight. */
  public void add(double rowScore, double label, double weight) {
    if (Double.isNaN(score) && isFirst() && rowScore < 1) {
      consider(Math.nextUp(rowScore));
    }
    if (rowScore != score) {
      finish();
      score = rowScore;
    }
    above.add(label, weight);
  }

  private boolean isFirst() {
    return above.positive().doubleValue() == 0 && above.negative().doubleValue() == 0;
  }

  /** Closes the last score; call once, after the last row of this part. */
  public ThresholdSums finish() {
    if (!Double.isNaN(score)) {
      consider(score);
    }
    return this;
  }

  private void consider(double threshold) {
    double tp = above.positive().doubleValue();
    double fp = above.negative().doubleValue();
    ThresholdChoice choice = new ThresholdChoice(threshold, rule.loss(tp, fp, positives), tp, fp);
    best = best == null ? choice : best.orBetter(choice);
  }

  /** Adds another finished part; parts may be merged in any order. */
  public ThresholdSums add(ThresholdSums other) {
    if (other.best != null) {
      best = best == null ? other.best : best.orBetter(other.best);
    }
    return this;
  }

  /** The best; empty without rows. */
  public Optional<ThresholdChoice> best() {
    return Optional.ofNullable(best);
  }
}
