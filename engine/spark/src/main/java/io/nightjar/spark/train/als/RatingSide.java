package io.nightjar.spark.train.als;

/** All ratings in blocks of their users, or in blocks of their items, wherever those lie. */
interface RatingSide {
  /**
   * Solves every row against the other side's factors.
   *
   * @throws io.nightjar.NightjarException of kind DATA naming a row that has no solution
   */
  SolvedSide solve(AlsSpec spec, FixedFactors fixed);
}
