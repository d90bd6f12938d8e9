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
 * @param judged what the validation rows are judged by; null: by the objective's loss
 * @param earlier what was grown before, elsewhere; null: nothing
 */
public record BoostPlan(
    Objective objective, GrowSpec spec, Bins bins, Rounds rounds, JudgedBy judged, Earlier earlier)
    implements Serializable {

  /**
   * Rounds that were grown before on whatever rows; the margins that rows start with have their
   * trees' values.
   *
   * @param base the margins before the first of them
   * @param rounds how many
   */
  public record Earlier(double[] base, int rounds) implements Serializable {}

  /** What is grown where the validation rows are judged by the objective's loss. */
  public BoostPlan(Objective objective, GrowSpec spec, Bins bins, Rounds rounds) {
    this(objective, spec, bins, rounds, null, null);
  }

  /**
   * Rounds of trees.
   *
   * @param kind whether trees mend the ones before, or are averaged
   * @param most how many rounds at most, 1 or more
   * @param learningRate what a boosted tree's values are multiplied by
   * @param patience rounds without a better validation value after which it ends; 0 for all rounds
   */
  public record Rounds(Kind kind, int most, double learningRate, int patience)
      implements Serializable {}

  /** What a round's trees are to the ones before. */
  public enum Kind {
    BOOSTED,
    AVERAGED
  }

  /** The number of the first round that is grown here: later ones draw other random numbers. */
  int firstRound() {
    return earlier == null ? 0 : earlier.rounds();
  }

  double rate() {
    return rounds.kind() == Kind.BOOSTED ? rounds.learningRate() : 1.0 / rounds.most();
  }
}
