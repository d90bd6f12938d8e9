package io.nightjar.spark.train.als;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.factor.CholeskySolve;
import io.nightjar.kernels.factor.FactorLists;
import io.nightjar.kernels.factor.FactorMatrix;
import io.nightjar.model.factors.KeyedFactors;
import io.nightjar.spark.train.als.ratings.RatingKeys;
import io.nightjar.spark.train.als.ratings.Side;
import io.nightjar.spark.train.checkpoint.Continuation;
import io.nightjar.spark.train.task.FitPlace;
import java.io.Serializable;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Items and users solved in turn, each against all factors of the others, wherever their ratings
 * lie.
 *
 * @param wanted what is fitted
 * @param seed of the users' first factors
 * @param continuation what the fit goes on from
 */
record Sweeps(ModelConfig.Als wanted, long seed, Continuation<SweepState> continuation)
    implements Serializable {
  /**
   * Ratings by user and by item.
   *
   * @param place where both lie
   */
  record Ground(RatingKeys keys, RatingSide users, RatingSide items, FitPlace place) {}

  /**
   * Ratings of a pair can't be added up, as counts of implicit feedback are.
   *
   * @param repeated by user
   * @throws NightjarException of kind DATA where they would have to be
   */
  void requireOnce(Repeated repeated, RatingKeys keys) {
    if (repeated.count() > 0 && !wanted.implicit()) {
      throw NightjarException.of(
          FailureKind.DATA,
          "model.item",
          "%d training rows rate what another row of the same user rates, such as %s = %s and %s = %s; keep one rating of each pair, or set model.implicit = true, which adds them up"
              .formatted(
                  repeated.count(),
                  wanted.user(),
                  keys.of(Side.USER).key(repeated.row()),
                  wanted.item(),
                  keys.of(Side.ITEM).key(repeated.column())));
    }
  }

  /** All iterations, from the start or from a checkpoint. */
  AlsFit over(Ground ground, Repeated repeated, Kernels kernels) {
    AlsSpec spec = AlsSpec.of(wanted);
    Continuation<SweepState> from = continuation.ofThisAttempt();
    SortedMap<String, String> facts = facts(ground, repeated);
    SweepState state = from.from() == null ? start(ground.keys) : from.from();
    float[] v = new float[0];
    while (state.iterations() < wanted.iterations()) {
      SolvedSide item = ground.items.solve(spec, fixed(state.users(), kernels));
      SolvedSide user = ground.users.solve(spec, fixed(item.factors(), kernels));
      v = item.factors();
      state = new SweepState(state.iterations() + 1, user.factors());
      facts.put("objective", Double.toString(user.cost() + item.penalty()));
      if (state.iterations() < wanted.iterations()) { // the last one's items are not in the state
        from.checkpoints().after(state.iterations(), state);
      }
    }
    return new AlsFit(
        new KeyedFactors(ground.keys.of(Side.USER), wanted.rank(), state.users()),
        new KeyedFactors(ground.keys.of(Side.ITEM), wanted.rank(), v),
        facts,
        from.checkpoints().notes());
  }

  private SweepState start(RatingKeys keys) {
    return new SweepState(0, StartFactors.of(keys.of(Side.USER).size(), wanted.rank(), seed));
  }

  private FixedFactors fixed(float[] factors, Kernels kernels) {
    return new FixedFactors(
        wanted.rank(), factors, wanted.implicit() ? gram(factors, kernels) : new double[0]);
  }

  /** Σ v·vᵀ over all rows, in their order. */
  private double[] gram(float[] factors, Kernels kernels) {
    int rank = wanted.rank();
    int rows = factors.length / rank;
    float[] ones = new float[rows];
    Arrays.fill(ones, 1);
    FactorLists all =
        new FactorLists(
            new int[] {0, rows}, IntStream.range(0, rows).toArray(), ones, new float[rows]);
    double[] gram = new double[CholeskySolve.packedLength(rank)];
    kernels
        .factor()
        .normalEquations(new FactorMatrix(rows, rank, factors), all, gram, new double[rank]);
    return gram;
  }

  private SortedMap<String, String> facts(Ground ground, Repeated repeated) {
    SortedMap<String, String> facts = new TreeMap<>();
    facts.put("users", Integer.toString(ground.keys.of(Side.USER).size()));
    facts.put("items", Integer.toString(ground.keys.of(Side.ITEM).size()));
    if (wanted.implicit()) {
      facts.put("added-up", Long.toString(repeated.count()));
    }
    String solver =
        wanted.nonNegative()
            ? "normal equations and Cholesky under block principal pivoting"
            : "normal equations and Cholesky";
    String where =
        ground.place == FitPlace.ONE_TASK
            ? "; all ratings in one task"
            : "; the other side's factors are broadcast whole";
    facts.put("solver", solver + where);
    return facts;
  }
}
