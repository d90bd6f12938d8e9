package io.nightjar.spark.train.als;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.factor.CholeskySolve;
import io.nightjar.kernels.factor.FactorLists;
import io.nightjar.metrics.ExactSum;
import io.nightjar.spark.train.solve.NonNegativeSolve;
import java.util.Arrays;

/**
 * Solves each row of a block against fixed factors v, for x of order k:
 *
 * <pre>(G + Σ w·v·vᵀ + λ·n·I)·x = Σ t·v
 * </pre>
 *
 * over the row's ratings r. Explicit: w = 1, t = r, G = 0. Implicit: w = α·|r|, t = 1 + α·|r| where
 * r is above 0, else 0, and G = Σ v·vᵀ over all v (Hu, Koren and Volinsky, 2008, equation 4). A row
 * whose right side is 0 has the solution 0. Of factors that may not be negative the solution is
 * where the row's objective is least among those of 0 or more ({@link NonNegativeSolve}). Rows go
 * to the kernels in groups of bounded size, on which no result depends. A solver is of one thread:
 * the groups of all its blocks share the room for their systems, which a cache holds then.
 */
final class BlockSolver {
  /** Matrices of a group that goes to a device, whose calls are dear. */
  private static final int DEVICE_GROUP_BYTES = 8 << 20;

  /** Those of one that stays on the JVM: from their sums to their solution a cache holds them. */
  private static final int JVM_GROUP_BYTES = 1 << 20;

  private static final int GROUP_RATINGS = 1 << 20;

  private final AlsSpec spec;
  private final FixedFactors fixed;
  private final Kernels kernels;
  private final int packed;
  private Room room = new Room(new double[0], new double[0], new double[0]);
  private ExactSum cost = new ExactSum();
  private ExactSum penalty = new ExactSum();
  private int unsolved = -1;

  /**
   * Arrays of a group's systems.
   *
   * @param a their matrices
   * @param b their right sides
   * @param x their solutions
   */
  private record Room(double[] a, double[] b, double[] x) {}

  BlockSolver(AlsSpec spec, FixedFactors fixed, Kernels kernels) {
    this.spec = spec;
    this.fixed = fixed;
    this.kernels = kernels;
    this.packed = CholeskySolve.packedLength(spec.rank());
  }

  SolvedBlock solve(RatingBlock block) {
    cost = new ExactSum();
    penalty = new ExactSum();
    unsolved = -1;
    float[] factors = new float[Math.multiplyExact(block.rows(), spec.rank())];
    int bytes = goesToDevice(block) ? DEVICE_GROUP_BYTES : JVM_GROUP_BYTES;
    int from = 0;
    while (from < block.rows()) {
      int to = groupEnd(block, from, bytes);
      solve(block, from, to, factors);
      from = to;
    }
    return new SolvedBlock(block.number(), factors, cost, penalty, unsolved, kernels.drain());
  }

  /** Whether a device would take the block's first group, were that as large as devices want it. */
  private boolean goesToDevice(RatingBlock block) {
    int rows = block.rows() == 0 ? 0 : groupEnd(block, 0, DEVICE_GROUP_BYTES);
    return kernels.factor().offloads(fixed.matrix(), rows, block.start(rows));
  }

  /** At least one row; the groups of a block have the same number, one more or less. */
  private int groupEnd(RatingBlock block, int from, int bytes) {
    int most = Math.max(1, bytes / (packed * Double.BYTES));
    int left = block.rows() - from;
    int groups = (left + most - 1) / most;
    int end = from + (left + groups - 1) / groups;
    int to = from + 1;
    while (to < end && block.start(to + 1) - block.start(from) <= GROUP_RATINGS) {
      to++;
    }
    return to;
  }

  /** Zeros for so many systems, or whatever was there where matrices begin with G. */
  private Room cleared(int systems) {
    if (room.b.length != systems * spec.rank()) {
      int values = systems * spec.rank();
      room = new Room(new double[systems * packed], new double[values], new double[values]);
      return room;
    }
    if (!spec.implicit()) {
      Arrays.fill(room.a, 0);
    }
    Arrays.fill(room.b, 0);
    Arrays.fill(room.x, 0);
    return room;
  }

  private void solve(RatingBlock block, int from, int to, float[] factors) {
    int rank = spec.rank();
    int systems = to - from;
    Room group = cleared(systems);
    double[] a = group.a;
    double[] b = group.b;
    double[] x = group.x;
    int[] counts = new int[systems];
    double[] costs = new double[systems];
    FactorLists lists = lists(block, from, to, counts, costs);
    for (int s = 0; s < systems && spec.implicit(); s++) {
      System.arraycopy(fixed.gram(), 0, a, s * packed, packed);
    }
    kernels.factor().normalEquations(fixed.matrix(), lists, a, b);
    for (int s = 0; s < systems; s++) {
      for (int j = 0; j < rank; j++) {
        a[s * packed + CholeskySolve.packedLength(j + 1) - 1] += spec.lambda() * counts[s];
      }
    }
    for (int failed : solved(a, b, x)) {
      Arrays.fill(x, failed * rank, (failed + 1) * rank, isZero(b, failed) ? 0 : Double.NaN);
    }
    for (int s = 0; s < systems; s++) {
      take(block.place(from + s), s, new Solution(b, x, counts[s], costs[s]), factors, from);
    }
  }

  /** Which systems have no solution. */
  private int[] solved(double[] a, double[] b, double[] x) {
    return spec.nonNegative()
        ? new NonNegativeSolve(kernels.factor(), spec.rank()).solve(a, b, x)
        : kernels.factor().choleskySolve(spec.rank(), a, b, x);
  }

  private record Solution(double[] b, double[] x, int count, double cost) {}

  private void take(int place, int s, Solution solution, float[] factors, int from) {
    int rank = spec.rank();
    double product = 0;
    double squares = 0;
    for (int f = 0; f < rank; f++) {
      double value = solution.x()[s * rank + f];
      float rounded = (float) value;
      if (!Float.isFinite(rounded)) {
        unsolved = unsolved < 0 ? place : unsolved;
        return;
      }
      factors[(from + s) * rank + f] = rounded;
      product = Math.fma(value, solution.b()[s * rank + f], product);
      squares = Math.fma((double) rounded, rounded, squares);
    }
    cost.add(solution.cost() - product);
    penalty.add(spec.lambda() * solution.count() * squares);
  }

  private FactorLists lists(RatingBlock block, int from, int to, int[] counts, double[] costs) {
    int first = block.start(from);
    int last = block.start(to);
    int[] offsets = new int[to - from + 1];
    float[] weights = new float[last - first];
    float[] targets = new float[last - first];
    for (int row = from; row < to; row++) {
      for (int t = block.start(row); t < block.start(row + 1); t++) {
        float rating = block.value(t);
        weights[t - first] = spec.weight(rating);
        targets[t - first] = spec.target(rating);
        counts[row - from] += spec.count(rating);
        costs[row - from] += spec.cost(rating);
      }
      offsets[row - from + 1] = block.start(row + 1) - first;
    }
    return new FactorLists(offsets, block.columns(first, last), weights, targets);
  }

  private boolean isZero(double[] b, int system) {
    int rank = spec.rank();
    return Arrays.stream(b, system * rank, (system + 1) * rank).allMatch(value -> value == 0);
  }
}
