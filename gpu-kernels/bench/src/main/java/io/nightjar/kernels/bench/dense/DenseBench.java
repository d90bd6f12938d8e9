package io.nightjar.kernels.bench.dense;

import io.nightjar.kernels.bench.data.MadeData;
import io.nightjar.kernels.bench.spec.Case;
import io.nightjar.kernels.bench.spec.Cost;
import io.nightjar.kernels.bench.spec.Scale;
import io.nightjar.kernels.dense.DenseKernels;
import io.nightjar.kernels.dense.Gemm;
import io.nightjar.kernels.dense.LayerBackward;
import io.nightjar.kernels.dense.LayerForward;
import java.util.List;

/** Square and flat products, and a network's first layer. */
public final class DenseBench {
  private static final int INPUTS = 28;
  private static final int OUTPUTS = 64;

  private DenseBench() {}

  /** All of them. */
  public static List<Case<?>> cases(Scale scale) {
    int square = scale == Scale.FULL ? 1024 : 67;
    int rows = scale.rows(100_000);
    return List.of(
        gemm(square, square, square), gemm(rows, OUTPUTS, INPUTS), forward(rows), backward(rows));
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

  private static double floats(double count) {
    return Float.BYTES * count;
  }
}
