package io.nightjar.metrics.threshold;

import java.io.Serializable;

/**
 * A threshold and what it comes to.
 *
 * @param threshold rows with at least this probability are called positive, 0..1
 * @param loss the rule's, over all rows
 * @param truePositives weight of positives that are called so
 * @param falsePositives weight of negatives that are called positive
 */
public record ThresholdChoice(
    double threshold, double loss, double truePositives, double falsePositives)
    implements Serializable {

  /** The better one: of less loss, and of equal ones the lower threshold. */
  ThresholdChoice orBetter(ThresholdChoice other) {
    if (other.loss != loss) {
      return other.loss < loss ? other : this;
    }
    return other.threshold < threshold ? other : this;
  }
}
