package io.nightjar.kernels.factor;

import io.nightjar.kernels.backend.BackendChoice;
import io.nightjar.kernels.backend.Dispatcher;
import io.nightjar.kernels.backend.Operation;
import io.nightjar.kernels.backend.Work;
import io.nightjar.kernels.block.ArgumentChecks;
import java.util.List;

/**
 * Factors of users and items, and the systems that they solve: checks shapes and finiteness once,
 * then runs each operation where it is chosen to run. Safe for many threads.
 */
public final class FactorKernels {
  /** Small symmetric systems; a unit is a multiplication with its addition. */
  public static final Operation<CholeskySolve> CHOLESKY_SOLVE =
      Operation.offloadable(
          "cholesky-solve", "multiply-add", CholeskySolve.class, 1, SystemCases.choleskySolve());

  /** Normal equations; a unit is a multiplication with its addition. */
  public static final Operation<NormalEquations> NORMAL_EQUATIONS =
      Operation.offloadable(
          "normal-equations",
          "multiply-add",
          NormalEquations.class,
          Operation.ITERATIVE,
          SystemCases.normalEquations());

  /** Best items; a unit is a multiplication with its addition. */
  public static final Operation<TopK> TOP_K =
      Operation.offloadable(
          "top-k", "multiply-add", TopK.class, Operation.ITERATIVE, TopKCases.topK());

  /** All of them. */
  public static final List<Operation<?>> OPERATIONS =
      List.of(CHOLESKY_SOLVE, NORMAL_EQUATIONS, TOP_K);

  private final Dispatcher dispatcher;

  /** Operations that a dispatcher runs and counts. */
  public FactorKernels(Dispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  /**
   * Solves A·x = b for each system of a batch; see {@link CholeskySolve}.
   *
   * @param order rows of one system, 1..256
   * @param a [systems][order·(order + 1)/2]: lower triangles, entry (i, j), j ≤ i, at i·(i + 1)/2 +
   *     j; all finite
   * @param b [systems][order], all finite
   * @param x written where a system is positive definite, [systems][order]; may be b itself
   * @return which systems are not positive definite, ascending
   * @throws IllegalArgumentException naming what is wrong, its value, and what is allowed
   */
  public int[] choleskySolve(int order, double[] a, double[] b, double[] x) {
    ArgumentChecks.within("order", order, 1, CholeskySolve.MAX_ORDER);
    int systems = b.length / order;
    ArgumentChecks.length("b", b.length, (long) systems * order);
    ArgumentChecks.length("a", a.length, (long) systems * CholeskySolve.packedLength(order));
    ArgumentChecks.length("x", x.length, b.length);
    ArgumentChecks.finite("a", a);
    ArgumentChecks.finite("b", b);
    return dispatcher.run(
        CHOLESKY_SOLVE, FactorWork.choleskySolve(systems, order), it -> it.solve(order, a, b, x));
  }

  /**
   * A += Σ w·v·vᵀ and b += Σ r·v for each system of a batch; see {@link NormalEquations}.
   *
   * @param a added to, [systems][rank·(rank + 1)/2], as {@link #choleskySolve} takes it
   * @param b added to, [systems][rank]
   * @throws IllegalArgumentException naming what is wrong, its value, and what is allowed
   */
  public void normalEquations(FactorMatrix factors, FactorLists lists, double[] a, double[] b) {
    int rank = factors.rank();
    ArgumentChecks.length("a", a.length, (long) lists.systems() * CholeskySolve.packedLength(rank));
    ArgumentChecks.length("b", b.length, (long) lists.systems() * rank);
    Lists.checkRows(lists.rows(), factors.rows());
    factors.requireFinite();
    dispatcher.run(
        NORMAL_EQUATIONS,
        FactorWork.normalEquations(factors, lists.systems(), lists.rows().length),
        it -> {
          it.add(factors, lists, a, b);
          return a;
        });
  }

  /**
   * Whether a device would make or solve such a batch of systems, so that large batches pay.
   *
   * @param entries of all lists together
   */
  public boolean offloads(FactorMatrix factors, long systems, long entries) {
    return isOffloaded(NORMAL_EQUATIONS, FactorWork.normalEquations(factors, systems, entries))
        || isOffloaded(CHOLESKY_SOLVE, FactorWork.choleskySolve(systems, factors.rank()));
  }

  private boolean isOffloaded(Operation<?> operation, Work work) {
    return dispatcher.choice(operation, work).backend() == BackendChoice.Backend.OPENCL;
  }

  /**
   * For each user the k items with the greatest products, best first; see {@link TopK}.
   *
   * @param k places a user, 1..1000
   * @throws IllegalArgumentException naming what is wrong, its value, and what is allowed
   */
  public TopItems topK(FactorMatrix users, FactorMatrix items, int k, Exclusions exclusions) {
    ArgumentChecks.within("k", k, 1, TopK.MAX_K);
    FactorChecks.sameRank(users, items);
    FactorChecks.exclusions(users, items, exclusions);
    ArgumentChecks.within("places", (long) users.rows() * k, 0, Integer.MAX_VALUE);
    users.requireFinite();
    items.requireFinite();
    return dispatcher.run(
        TOP_K, FactorWork.topK(users, items, k), it -> it.find(users, items, k, exclusions));
  }
}
