package io.nightjar.kernels.bench.factor;

import io.nightjar.kernels.bench.data.MadeData;
import io.nightjar.kernels.bench.spec.Case;
import io.nightjar.kernels.bench.spec.Cost;
import io.nightjar.kernels.bench.spec.Scale;
import io.nightjar.kernels.factor.CholeskySolve;
import io.nightjar.kernels.factor.FactorKernels;
import io.nightjar.kernels.factor.NormalEquations;
import io.nightjar.kernels.factor.TopK;
import java.util.List;

/** What a recommender solves and serves. */
public final class FactorBench {
  private static final int RANK = 32;
  private static final int ENTRIES = 50;
  private static final int PLACES = 10;

  private FactorBench() {}

  /** All of them. */
  public static List<Case<?>> cases(Scale scale) {
    return List.of(
        cholesky(scale.rows(20_000)),
        normalEquations(scale.rows(10_000)),
        topK(scale == Scale.FULL ? 500 : 19, scale.rows(20_000)));
  }

  private static Case<CholeskySolve> cholesky(int systems) {
    double flops = (double) RANK * RANK * RANK / 3 + 2.0 * RANK * RANK;
    double bytes = Double.BYTES * (CholeskySolve.packedLength(RANK) + 2.0 * RANK);
    return new Case<>(
        FactorKernels.CHOLESKY_SOLVE,
        MadeData.shape(systems, RANK),
        Cost.ofFlops(systems, systems * flops, systems * bytes),
        () -> new CholeskyCall(systems, RANK));
  }

  private static Case<NormalEquations> normalEquations(int systems) {
    double entries = (double) systems * ENTRIES;
    double flops = 2.0 * CholeskySolve.packedLength(RANK) + 3.0 * RANK;
    double sums = Double.BYTES * (CholeskySolve.packedLength(RANK) + (double) RANK);
    return new Case<>(
        FactorKernels.NORMAL_EQUATIONS,
        MadeData.shape(systems, ENTRIES, RANK),
        Cost.ofFlops(systems, entries * flops, entries * floats(RANK + 3.0) + 2 * systems * sums),
        () -> new NormalEquationsCall(systems, ENTRIES, RANK));
  }

  private static Case<TopK> topK(int users, int items) {
    return new Case<>(
        FactorKernels.TOP_K,
        MadeData.shape(users, items, RANK),
        Cost.ofFlops(users, 2.0 * users * items * RANK, floats((double) (users + items) * RANK)),
        () -> new TopKCall(users, items, RANK, PLACES));
  }

  private static double floats(double count) {
    return Float.BYTES * count;
  }
}
