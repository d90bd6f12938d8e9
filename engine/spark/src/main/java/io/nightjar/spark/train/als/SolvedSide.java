package io.nightjar.spark.train.als;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.metrics.ExactSum;
import io.nightjar.model.factors.KeyDictionary;
import io.nightjar.spark.train.als.ratings.RatingKeys;
import io.nightjar.spark.train.als.ratings.Side;
import io.nightjar.spark.train.block.KernelRuns;
import java.util.List;

/**
 * One half of a step: factors of all rows.
 *
 * @param factors row-major [rows][rank]
 * @param cost Σ (c·p² − x·b): all errors, and the penalty of these factors
 * @param penalty λ·Σ n·‖x‖² of these factors
 */
record SolvedSide(float[] factors, double cost, double penalty) {
  /**
   * What all blocks came to, in any order.
   *
   * @param runs told what the kernels did
   * @throws NightjarException of kind DATA naming a row that has no solution
   */
  static SolvedSide of(
      Side side, RatingKeys keys, AlsSpec spec, List<SolvedBlock> blocks, KernelRuns runs) {
    int rank = spec.rank();
    float[] factors = new float[keys.of(side).size() * rank];
    ExactSum cost = new ExactSum();
    ExactSum penalty = new ExactSum();
    for (SolvedBlock solved : blocks) {
      requireSolved(side, keys.of(side), spec, solved);
      for (int row = 0; row < solved.factors().length / rank; row++) {
        int place = row * blocks.size() + solved.block();
        System.arraycopy(solved.factors(), row * rank, factors, place * rank, rank);
      }
      cost.add(solved.cost());
      penalty.add(solved.penalty());
      runs.add(solved.uses());
    }
    return new SolvedSide(factors, cost.doubleValue(), penalty.doubleValue());
  }

  private static void requireSolved(
      Side side, KeyDictionary keys, AlsSpec spec, SolvedBlock solved) {
    if (solved.unsolved() >= 0) {
      throw NightjarException.of(
          FailureKind.DATA,
          side.setting(),
          "the factors of %s have no finite solution with model.lambda = %s: the ratings are fewer than model.rank, or too large; raise model.lambda, or scale the label"
              .formatted(keys.key(solved.unsolved()), spec.lambda()));
    }
  }
}
