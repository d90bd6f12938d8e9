package io.nightjar.kernels.factor;

import io.nightjar.kernels.backend.Operation;
import io.nightjar.kernels.block.MadeValues;
import java.util.Arrays;

/** Made cases of normal equations and their solution: a system for every 64 rows. */
final class SystemCases {
  private static final int ROWS_OF_A_SYSTEM = 64;
  private static final double TOLERANCE = 1e-8;

  private SystemCases() {}

  static Operation.Cases<CholeskySolve> choleskySolve() {
    return new Operation.Cases<>(
        (rows, columns) -> FactorWork.choleskySolve(systems(rows), order(columns)),
        (rows, columns) -> {
          int order = order(columns);
          double[] a = matrices(systems(rows), order);
          double[] b = widened(MadeValues.pattern(systems(rows) * order, 13));
          return new Operation.Trial<>(
              solve -> {
                double[] x = new double[b.length];
                int failed = solve.solve(order, a, b, x).length;
                double[] all = Arrays.copyOf(x, x.length + 1);
                all[x.length] = failed;
                return all;
              },
              TOLERANCE);
        });
  }

  /** Small entries beside a diagonal that outweighs them. */
  private static double[] matrices(int systems, int order) {
    int packed = CholeskySolve.packedLength(order);
    double[] a = widened(MadeValues.pattern(systems * packed, 31));
    for (int system = 0; system < systems; system++) {
      for (int j = 0; j < order; j++) {
        a[system * packed + CholeskySolve.packedLength(j + 1) - 1] += order;
      }
    }
    return a;
  }

  static Operation.Cases<NormalEquations> normalEquations() {
    return new Operation.Cases<>(
        (rows, columns) ->
            FactorWork.normalEquations(factors(rows, order(columns)), systems(rows), rows),
        (rows, columns) -> {
          FactorMatrix factors = factors(rows, order(columns));
          FactorLists lists = lists(rows, factors.rows());
          return new Operation.Trial<>(it -> sums(it, factors, lists), TOLERANCE);
        });
  }

  private static double[] sums(NormalEquations it, FactorMatrix factors, FactorLists lists) {
    int packed = CholeskySolve.packedLength(factors.rank());
    double[] a = new double[lists.systems() * packed];
    double[] b = new double[lists.systems() * factors.rank()];
    it.add(factors, lists, a, b);
    double[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }

  private static FactorMatrix factors(int rows, int rank) {
    int count = Math.max(1, rows / 16);
    return new FactorMatrix(count, rank, MadeValues.pattern(count * rank, 17));
  }

  private static FactorLists lists(int entries, int factors) {
    int[] offsets = new int[systems(entries) + 1];
    for (int s = 1; s < offsets.length; s++) {
      offsets[s] = Math.min(entries, s * ROWS_OF_A_SYSTEM);
    }
    int[] rows = new int[entries];
    for (int t = 0; t < entries; t++) {
      rows[t] = (int) (t * 7919L % factors);
    }
    return new FactorLists(
        offsets, rows, MadeValues.pattern(entries, 29), MadeValues.pattern(entries, 23));
  }

  private static int systems(int rows) {
    return (rows + ROWS_OF_A_SYSTEM - 1) / ROWS_OF_A_SYSTEM;
  }

  private static int order(int columns) {
    return Math.min(Math.max(1, columns), CholeskySolve.MAX_ORDER);
  }

  private static double[] widened(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }
}
