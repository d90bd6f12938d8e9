package io.nightjar.spark.train.trees.grow;

import io.nightjar.spark.train.trees.bins.Bins;
import io.nightjar.spark.train.trees.objective.Objective;
import io.nightjar.spark.train.trees.split.GrowSpec;
import java.io.Serializable;

/**
 * What is grown.
 *
 * @param objective that is minimised
 * @param spec how trees are grown
 * @param bins of the columns
 * @param rounds how many, and how they are added up
 */
public record BoostPlan(Objective objective, GrowSpec spec, Bins bins, Rounds rounds)
    implements Serializable {

  /**
   * Rounds of trees.
   *
   * @param kind whether trees mend the ones before, or are averaged
   * @param most how many rounds at most, 1 or more
   * @param learningRate what a boosted tree's values are multiplied by
   * @param patience rounds without a lower validation loss after which it ends; 0 for all rounds
   */
  public record Rounds(Kind kind, int most, double learningRate, int patience)
      implements Serializable {}

  /** What a round's trees are to the ones before. */
  public enum Kind {
    BOOSTED,
    AVERAGED
  }

  double rate() {
    return rounds.kind() == Kind.BOOSTED ? rounds.learningRate() : 1.0 / rounds.most();
  }
}
