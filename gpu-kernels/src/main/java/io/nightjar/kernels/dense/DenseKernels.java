package io.nightjar.kernels.dense;

import io.nightjar.kernels.backend.Dispatcher;
import io.nightjar.kernels.backend.Operation;
import io.nightjar.kernels.block.ArgumentChecks;
import java.util.List;

/**
 * Small dense matrices, row-major without gaps: checks shapes and finiteness once, then runs each
 * operation where it is chosen to run. Safe for many threads.
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
          "top-k", "multiply-add", TopK.class, Operation.ITERATIVE, DenseCases.topK());

  /** All of them. */
  public static final List<Operation<?>> OPERATIONS =
      List.of(GEMM, LAYER_FORWARD, LAYER_BACKWARD, CHOLESKY_SOLVE, NORMAL_EQUATIONS, TOP_K);

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
        CHOLESKY_SOLVE, DenseWork.choleskySolve(systems, order), it -> it.solve(order, a, b, x));
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
        DenseWork.normalEquations(factors, lists.systems(), lists.rows().length),
        it -> {
          it.add(factors, lists, a, b);
          return a;
        });
  }

  /**
   * For each user the k items with the greatest products, best first; see {@link TopK}.
   *
   * @param k places a user, 1..1000
   * @throws IllegalArgumentException naming what is wrong, its value, and what is allowed
   */
  public TopItems topK(FactorMatrix users, FactorMatrix items, int k, Exclusions exclusions) {
    ArgumentChecks.within("k", k, 1, TopK.MAX_K);
    DenseChecks.sameRank(users, items);
    DenseChecks.exclusions(users, items, exclusions);
    ArgumentChecks.within("places", (long) users.rows() * k, 0, Integer.MAX_VALUE);
    users.requireFinite();
    items.requireFinite();
    return dispatcher.run(
        TOP_K, DenseWork.topK(users, items, k), it -> it.find(users, items, k, exclusions));
  }
}
