package io.nightjar.spark.train.solve;

import io.nightjar.kernels.factor.CholeskySolve;
import io.nightjar.kernels.factor.FactorKernels;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Minimises ½·xᵀ·A·x − bᵀ·x over x of 0 or more, for a batch of small symmetric positive definite
 * A, by block principal pivoting (Kim and Park, Fast nonnegative matrix factorization: an
 * active-set-like method and comparisons, 2011). Some factors of each system are free, the others
 * 0; each round solves all systems that are not yet done for their free factors, and exchanges
 * those that are below 0 with those at 0 that the gradient A·x − b pulls upward. No system's result
 * depends on the others.
 */
public final class NonNegativeSolve {
  private static final int ROUNDS_OF_A_FACTOR = 10;

  private final FactorKernels kernels;
  private final int order;
  private final int packed;

  /** Systems of {@code order} unknowns. */
  public NonNegativeSolve(FactorKernels kernels, int order) {
    this.kernels = kernels;
    this.order = order;
    this.packed = CholeskySolve.packedLength(order);
  }

  /**
   * Solves all systems that can be solved.
   *
   * @param a [systems][k·(k + 1)/2]: lower triangles, as {@link CholeskySolve} takes them
   * @param b [systems][k]
   * @param x [systems][k], zeros, for the solutions
   * @return which systems are not positive definite in their free factors, or so nearly not that
   *     exchanges find no end; ascending, their x is of no use
   */
  public int[] solve(double[] a, double[] b, double[] x) {
    List<Pivoting> open = new ArrayList<>();
    IntStream.range(0, b.length / order).forEach(s -> open.add(new Pivoting(s, order)));
    IntStream.Builder unsolved = IntStream.builder();
    open.removeIf(one -> !one.exchange(a, b, x));
    while (!open.isEmpty()) {
      solveFree(open, a, b, x).forEach(unsolved::add);
      open.removeIf(one -> !one.exchange(a, b, x));
      drop(open, unsolved);
    }
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.max(0, x[i]);
    }
    return unsolved.build().sorted().toArray();
  }

  /** Solves for free factors alone: the others have rows of the unit matrix, and 0 for b. */
  private List<Integer> solveFree(List<Pivoting> open, double[] a, double[] b, double[] x) {
    double[] freeA = new double[open.size() * packed];
    double[] solution = new double[open.size() * order];
    for (int s = 0; s < open.size(); s++) {
      open.get(s).copyMatrix(a, freeA, s);
      open.get(s).copySide(b, solution, s);
    }
    List<Integer> failed = new ArrayList<>();
    int[] places = kernels.choleskySolve(order, freeA, solution, solution);
    for (int s = 0; s < open.size(); s++) {
      System.arraycopy(solution, s * order, x, open.get(s).system() * order, order);
    }
    for (int last = places.length - 1; last >= 0; last--) {
      failed.add(open.remove(places[last]).system());
    }
    return failed;
  }

  private void drop(List<Pivoting> open, IntStream.Builder unsolved) {
    Iterator<Pivoting> each = open.iterator();
    while (each.hasNext()) {
      Pivoting one = each.next();
      if (one.rounds() > ROUNDS_OF_A_FACTOR * (order + 1)) {
        unsolved.add(one.system());
        each.remove();
      }
    }
  }
}
