package io.nightjar.kernels.dense;

import io.nightjar.kernels.backend.Dispatcher;
import io.nightjar.kernels.backend.Operation;
import io.nightjar.kernels.block.ArgumentChecks;
import java.util.List;

/**
 * Small dense matrices, row-major without gaps: checks shapes once, then runs each operation where
 * it is chosen to run. Safe for many threads.
 */
public final class DenseKernels {
  /** Matrix products; a unit is a multiplication with its addition. */
  public static final Operation<Gemm> GEMM =
      Operation.offloadable("gemm", "multiply-add", Gemm.class, 1, DenseCases.gemm());

  /** A layer's outputs; a unit is a multiplication with its addition. */
  public static final Operation<LayerForward> LAYER_FORWARD =
      Operation.offloadable(
          "layer-forward", "multiply-add", LayerForward.class, 1, DenseCases.layerForward());

  /** A layer's gradients; a unit is a multiplication with its addition. */
  public static final Operation<LayerBackward> LAYER_BACKWARD =
      Operation.offloadable(
          "layer-backward", "multiply-add", LayerBackward.class, 1, DenseCases.layerBackward());

  /** All of them. */
  public static final List<Operation<?>> OPERATIONS = List.of(GEMM, LAYER_FORWARD, LAYER_BACKWARD);

  private final Dispatcher dispatcher;

  /** Operations that a dispatcher runs and counts. */
  public DenseKernels(Dispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  /**
   * C = α·op(A)·op(B) + β·C; see {@link Gemm}. NaN and infinities are taken as they are.
   *
   * @param c written; no array of the operands
   * @throws IllegalArgumentException naming what is wrong, its value, and what is allowed
   */
  public void gemm(MatrixProduct product, float[] a, float[] b, float[] c) {
    ArgumentChecks.length("a", a.length, (long) product.m() * product.k());
    ArgumentChecks.length("b", b.length, (long) product.k() * product.n());
    ArgumentChecks.length("c", c.length, (long) product.m() * product.n());
    DenseChecks.apart("c", c, a, b);
    dispatcher.run(
        GEMM,
        DenseWork.gemm(product),
        it -> {
          it.multiply(product, a, b, c);
          return c;
        });
  }

  /**
   * Y = act(X·W + b); see {@link LayerForward}. NaN and infinities are taken as they are.
   *
   * @param x [rows][inputs]
   * @param y written, [rows][outputs]
   * @throws IllegalArgumentException naming what is wrong, its value, and what is allowed
   */
  public void layerForward(LayerShape shape, float[] x, LayerWeights weights, float[] y) {
    ArgumentChecks.length("x", x.length, (long) shape.rows() * shape.inputs());
    DenseChecks.weights(shape, weights);
    ArgumentChecks.length("y", y.length, (long) shape.rows() * shape.outputs());
    DenseChecks.apart("y", y, x, weights.matrix());
    DenseChecks.apart("y", y, weights.bias());
    dispatcher.run(
        LAYER_FORWARD,
        DenseWork.layerForward(shape),
        it -> {
          it.write(shape, x, weights, y);
          return y;
        });
  }

  /**
   * dW, db and dX of a layer; see {@link LayerBackward}. NaN and infinities are taken as they are.
   *
   * @param gradient written
   * @param dx written, [rows][inputs]; null where nobody wants it
   * @throws IllegalArgumentException naming what is wrong, its value, and what is allowed
   */
  public void layerBackward(LayerShape shape, LayerPass pass, LayerWeights gradient, float[] dx) {
    DenseChecks.pass(shape, pass);
    DenseChecks.weights(shape, gradient);
    DenseChecks.apart("dW", gradient.matrix(), pass.x(), pass.matrix(), pass.y(), pass.dy());
    if (dx != null) {
      ArgumentChecks.length("dx", dx.length, pass.x().length);
      DenseChecks.apart("dx", dx, pass.x(), pass.matrix(), pass.y(), pass.dy());
    }
    dispatcher.run(
        LAYER_BACKWARD,
        DenseWork.layerBackward(shape, dx == null ? 1 : 2),
        it -> {
          it.write(shape, pass, gradient, dx);
          return gradient;
        });
  }
}
