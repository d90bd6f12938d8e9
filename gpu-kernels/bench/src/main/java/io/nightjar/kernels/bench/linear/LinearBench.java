package io.nightjar.kernels.bench.linear;

import io.nightjar.kernels.bench.data.MadeData;
import io.nightjar.kernels.bench.spec.Case;
import io.nightjar.kernels.bench.spec.Cost;
import io.nightjar.kernels.bench.spec.Scale;
import io.nightjar.kernels.linear.GlmGradient;
import io.nightjar.kernels.linear.Gram;
import io.nightjar.kernels.linear.LinearKernels;
import io.nightjar.kernels.linear.Margins;
import java.util.List;

/** The linear family on a narrow and on a wide table, on places of ones and on sparse rows. */
public final class LinearBench {
  /** Categories of each group: a weekday, a town, a user. */
  private static final List<Integer> GROUPS = List.of(7, 1000, 10_000);

  /** Places of hashed words. */
  private static final int SPARSE_COLUMNS = 1 << 18;

  private LinearBench() {}

  public static List<Case<?>> cases(Scale scale) {
    return List.of(
        gradient(scale.rows(200_000), 28),
        gradient(scale.rows(50_000), scale == Scale.FULL ? 512 : 33),
        gradient(new OneHotShape(scale.rows(200_000), 10, GROUPS)),
        gradient(new SparseShape(scale.rows(200_000), SPARSE_COLUMNS, 30)),
        margins(scale.rows(200_000), 28),
        margins(new OneHotShape(scale.rows(200_000), 10, GROUPS)),
        margins(new SparseShape(scale.rows(200_000), SPARSE_COLUMNS, 30)),
        gram(scale.rows(200_000), 28));
  }

  private static Case<GlmGradient> gradient(WideShape shape) {
    return new Case<>(
        LinearKernels.GRADIENT,
        shape.name(),
        Cost.ofFlops(shape.rows(), 4.0 * shape.cells(), shape.bytes()),
        () -> new WideGradientCall(shape),
        Case.Reach.JVM);
  }

  private static Case<Margins> margins(WideShape shape) {
    return new Case<>(
        LinearKernels.MARGINS,
        shape.name(),
        Cost.ofFlops(shape.rows(), 2.0 * shape.cells(), shape.bytes()),
        () -> new WideMarginsCall(shape),
        Case.Reach.JVM);
  }

  /** Two float operations a cell for the margins, two for the gradient; the loss comes on top. */
  private static Case<GlmGradient> gradient(int rows, int columns) {
    double cells = (double) rows * columns;
    return new Case<>(
        LinearKernels.GRADIENT,
        MadeData.shape(rows, columns),
        Cost.ofFlops(rows, 4 * cells, Float.BYTES * cells + Double.BYTES * rows),
        () -> new GradientCall(rows, columns));
  }

  private static Case<Margins> margins(int rows, int columns) {
    double cells = (double) rows * columns;
    return new Case<>(
        LinearKernels.MARGINS,
        MadeData.shape(rows, columns),
        Cost.ofFlops(rows, 2 * cells, Float.BYTES * cells + Double.BYTES * rows),
        () -> new MarginsCall(rows, columns));
  }

  private static Case<Gram> gram(int rows, int columns) {
    double cells = (double) rows * columns;
    return new Case<>(
        LinearKernels.GRAM,
        MadeData.shape(rows, columns),
        Cost.ofFlops(
            rows,
            2.0 * Gram.packedLength(columns) * rows,
            Float.BYTES * cells + Double.BYTES * rows),
        () -> new GramCall(rows, columns));
  }
}
