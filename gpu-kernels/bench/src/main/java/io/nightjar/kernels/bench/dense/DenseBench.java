package io.nightjar.kernels.bench.dense;

import io.nightjar.kernels.bench.data.MadeData;
import io.nightjar.kernels.bench.spec.Case;
import io.nightjar.kernels.bench.spec.Cost;
import io.nightjar.kernels.bench.spec.Scale;
import io.nightjar.kernels.dense.CholeskySolve;
import io.nightjar.kernels.dense.DenseKernels;
import io.nightjar.kernels.dense.Gemm;
import io.nightjar.kernels.dense.LayerBackward;
import io.nightjar.kernels.dense.LayerForward;
import io.nightjar.kernels.dense.NormalEquations;
import io.nightjar.kernels.dense.TopK;
import java.util.List;

/** Square and flat products, a network's first layer, and what a recommender solves and serves. */
public final class DenseBench {
  private static final int INPUTS = 28;
  private static final int OUTPUTS = 64;
  private static final int RANK = 32;
  private static final int ENTRIES = 50;
  private static final int PLACES = 10;

  private DenseBench() {}

  /** All of them. */
  public static List<Case<?>> cases(Scale scale) {
    int square = scale == Scale.FULL ? 1024 : 67;
    int rows = scale.rows(100_000);
    return List.of(
        gemm(square, square, square),
        gemm(rows, OUTPUTS, INPUTS),
        forward(rows),
        backward(rows),
        cholesky(scale.rows(20_000)),
        normalEquations(scale.rows(10_000)),
        topK(scale == Scale.FULL ? 500 : 19, scale.rows(20_000)));
  }

  private static Case<Gemm> gemm(int m, int n, int k) {
    return new Case<>(
        DenseKernels.GEMM,
        MadeData.shape(m, n, k),
        Cost.ofFlops(m, 2.0 * m * n * k, floats((double) m * k + (double) k * n + (double) m * n)),
        () -> new GemmCall(m, n, k));
  }

  private static Case<LayerForward> forward(int rows) {
    return new Case<>(
        DenseKernels.LAYER_FORWARD,
        MadeData.shape(rows, INPUTS, OUTPUTS),
        Cost.ofFlops(
            rows, 2.0 * rows * INPUTS * OUTPUTS, floats((double) rows * (INPUTS + OUTPUTS))),
        () -> new LayerForwardCall(rows, INPUTS, OUTPUTS));
  }

  private static Case<LayerBackward> backward(int rows) {
    return new Case<>(
        DenseKernels.LAYER_BACKWARD,
        MadeData.shape(rows, INPUTS, OUTPUTS),
        Cost.ofFlops(
            rows,
            4.0 * rows * INPUTS * OUTPUTS,
            floats((double) rows * (2 * INPUTS + 2 * OUTPUTS))),
        () -> new LayerBackwardCall(rows, INPUTS, OUTPUTS));
  }

  private static Case<CholeskySolve> cholesky(int systems) {
    double flops = (double) RANK * RANK * RANK / 3 + 2.0 * RANK * RANK;
    double bytes = Double.BYTES * (CholeskySolve.packedLength(RANK) + 2.0 * RANK);
    return new Case<>(
        DenseKernels.CHOLESKY_SOLVE,
        MadeData.shape(systems, RANK),
        Cost.ofFlops(systems, systems * flops, systems * bytes),
        () -> new CholeskyCall(systems, RANK));
  }

  private static Case<NormalEquations> normalEquations(int systems) {
    double entries = (double) systems * ENTRIES;
    double flops = 2.0 * CholeskySolve.packedLength(RANK) + 3.0 * RANK;
    double sums = Double.BYTES * (CholeskySolve.packedLength(RANK) + (double) RANK);
    return new Case<>(
        DenseKernels.NORMAL_EQUATIONS,
        MadeData.shape(systems, ENTRIES, RANK),
        Cost.ofFlops(systems, entries * flops, entries * floats(RANK + 3.0) + 2 * systems * sums),
        () -> new NormalEquationsCall(systems, ENTRIES, RANK));
  }

  private static Case<TopK> topK(int users, int items) {
    return new Case<>(
        DenseKernels.TOP_K,
        MadeData.shape(users, items, RANK),
        Cost.ofFlops(users, 2.0 * users * items * RANK, floats((double) (users + items) * RANK)),
        () -> new TopKCall(users, items, RANK, PLACES));
  }

  private static double floats(double count) {
    return Float.BYTES * count;
  }
}
