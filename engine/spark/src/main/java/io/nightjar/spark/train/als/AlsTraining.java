package io.nightjar.spark.train.als;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.JobConfig;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.factor.CholeskySolve;
import io.nightjar.kernels.factor.FactorLists;
import io.nightjar.kernels.factor.FactorMatrix;
import io.nightjar.model.factors.KeyedFactors;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.kernel.TaskKernels;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.checkpoint.Continuation;
import io.nightjar.spark.train.checkpoint.RunCheckpoints;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Fits factors of users and items by alternating least squares, as {@link ModelConfig.Als} says.
 * Users start where {@link StartFactors} says; then items and users are solved in turn, each
 * against all factors of the others, which are broadcast. Each row's sums are made in the order of
 * its own ratings' keys, so that the factors hang on the ratings and the seed alone (on one
 * backend), not on partitions, blocks or the order of rows.
 */
public final class AlsTraining {
  private final JobConfig config;
  private final ModelConfig.Als wanted;
  private final AlsSpec spec;
  private final KernelRuns runs;

  /** Training of a job's model of type als. */
  public AlsTraining(JobConfig config, KernelRuns runs) {
    this.config = config;
    this.wanted = (ModelConfig.Als) config.model();
    this.spec = AlsSpec.of(wanted);
    this.runs = runs;
  }

  /**
   * Fits on the training rows, {@code rows} of them, from the start or from a checkpoint.
   *
   * @throws NightjarException of kind DATA: what to mend
   */
  public AlsFit fit(Table train, long rows, RunCheckpoints checkpoints) {
    String label = config.data().requireLabel();
    int blocks = AlsSize.blocks(rows, config.compute().partitions());
    try (RatingTable table = RatingTable.of(train, wanted, label);
        RatingSide users = RatingSide.of(table, RatingSide.By.USER, blocks);
        RatingSide items = RatingSide.of(table, RatingSide.By.ITEM, blocks)) {
      RatingSide.Repeated repeated = ReadFailures.reading(train.origin(), users::make);
      requireOnce(table, repeated);
      items.make();
      table.release();
      SortedMap<String, String> facts = facts(table, repeated.count());
      Continuation<SweepState> continuation = checkpoints.latest(new SweepForm());
      return iterated(new Sides(table, users, items), facts, continuation);
    }
  }

  /**
   * Looks at the keys and the label of a table without training.
   *
   * @throws NightjarException of kind DATA: what to mend
   */
  public static void check(JobConfig config, Table table) {
    RatingTable.check(table, (ModelConfig.Als) config.model(), config.data().requireLabel());
  }

  private record Sides(RatingTable table, RatingSide users, RatingSide items) {}

  private AlsFit iterated(
      Sides sides, SortedMap<String, String> facts, Continuation<SweepState> continuation) {
    Kernels kernels = TaskKernels.of(runs.preference());
    SweepState state = continuation.from() == null ? start(sides.table) : continuation.from();
    float[] v = new float[0];
    while (state.iterations() < wanted.iterations()) {
      RatingSide.Solved item = sides.items.solve(spec, fixed(state.users(), kernels), runs);
      RatingSide.Solved user = sides.users.solve(spec, fixed(item.factors(), kernels), runs);
      v = item.factors();
      state = new SweepState(state.iterations() + 1, user.factors());
      facts.put("objective", Double.toString(user.cost() + item.penalty()));
      if (state.iterations() < wanted.iterations()) { // the last one's items are not in the state
        continuation.checkpoints().after(state.iterations(), state);
      }
    }
    runs.add(kernels.drain());
    return new AlsFit(
        new KeyedFactors(sides.table.users(), spec.rank(), state.users()),
        new KeyedFactors(sides.table.items(), spec.rank(), v),
        facts,
        continuation.checkpoints().notes());
  }

  private SweepState start(RatingTable table) {
    return new SweepState(0, StartFactors.of(table.users().size(), spec.rank(), config.seed()));
  }

  private FixedFactors fixed(float[] factors, Kernels kernels) {
    return new FixedFactors(
        spec.rank(), factors, spec.implicit() ? gram(factors, kernels) : new double[0]);
  }

  /** Σ v·vᵀ over all rows, in their order. */
  private double[] gram(float[] factors, Kernels kernels) {
    int rank = spec.rank();
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

  /** Ratings of a pair can't be added up, as counts of implicit feedback are. */
  private void requireOnce(RatingTable table, RatingSide.Repeated repeated) {
    if (repeated.count() > 0 && !spec.implicit()) {
      throw NightjarException.of(
          FailureKind.DATA,
          "model.item",
          "%d training rows rate what another row of the same user rates, such as %s = %s and %s = %s; keep one rating of each pair, or set model.implicit = true, which adds them up"
              .formatted(
                  repeated.count(),
                  wanted.user(),
                  table.users().key(repeated.pair()[0]),
                  wanted.item(),
                  table.items().key(repeated.pair()[1])));
    }
  }

  private SortedMap<String, String> facts(RatingTable table, long added) {
    SortedMap<String, String> facts = new TreeMap<>();
    facts.put("users", Integer.toString(table.users().size()));
    facts.put("items", Integer.toString(table.items().size()));
    if (spec.implicit()) {
      facts.put("added-up", Long.toString(added));
    }
    String solver =
        spec.nonNegative()
            ? "normal equations and Cholesky under block principal pivoting"
            : "normal equations and Cholesky";
    facts.put("solver", solver + "; the other side's factors are broadcast whole");
    return facts;
  }
}
