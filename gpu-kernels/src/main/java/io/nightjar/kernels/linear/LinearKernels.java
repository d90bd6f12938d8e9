package io.nightjar.kernels.linear;

import io.nightjar.kernels.backend.Dispatcher;
import io.nightjar.kernels.backend.Operation;
import io.nightjar.kernels.backend.Work;
import io.nightjar.kernels.block.ArgumentChecks;
import io.nightjar.kernels.block.DoubleColumnBlock;
import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.kernels.block.OneHotBlock;
import io.nightjar.kernels.block.SparseBlock;
import java.util.List;
import java.util.Optional;

/**
 * The linear family: checks shapes and finiteness once, then runs each operation where it is chosen
 * to run. Safe for many threads.
 *
 * <p>Coefficients and gradients are class-major [classes][d + 1], the intercept last of each class;
 * classes is 1 for every loss but {@link GlmLoss#MULTINOMIAL}.
 */
public final class LinearKernels {
  /** Loss and gradient of a block; a unit is a cell: one feature of one row for one class. */
  public static final Operation<GlmGradient> GRADIENT =
      Operation.offloadable(
          "glm-gradient", "cell", GlmGradient.class, Operation.ITERATIVE, LinearCases.gradient());

  /** Margins of a block; a unit is a cell. */
  public static final Operation<Margins> MARGINS =
      Operation.onJvm(
          "margins",
          "cell",
          Margins.class,
          "linear scoring is bound by memory: no device gains",
          LinearCases.margins());

  /** The Gram matrix of a block; a unit is a product. */
  public static final Operation<Gram> GRAM =
      Operation.offloadable("gram", "product", Gram.class, 1, LinearCases.gram());

  /** All of them. */
  public static final List<Operation<?>> OPERATIONS = List.of(GRADIENT, MARGINS, GRAM);

  private static final String FLOAT64_ON_JVM = "float64 features run on the JVM only";
  private static final String ONE_HOT_ON_JVM =
      "one-hot columns are bound by memory and run on the JVM only: no device gains";
  private static final String SPARSE_ON_JVM =
      "sparse rows are bound by memory and run on the JVM only: no device gains";

  private final Dispatcher dispatcher;

  /** Operations that a dispatcher runs and counts. */
  public LinearKernels(Dispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  /**
   * Adds Σ w·∂ℓ/∂β into {@code gradient}.
   *
   * @return Σ w·ℓ over the block
   * @throws IllegalArgumentException naming what is wrong, its value, and what is allowed
   */
  public double gradient(
      GlmLoss loss,
      int classes,
      FeatureBlock block,
      GlmTarget target,
      double[] coefficients,
      double[] gradient) {
    GlmChecks.classes(loss, classes);
    long length = (long) classes * (block.columns() + 1);
    ArgumentChecks.length("coefficients", coefficients.length, length);
    ArgumentChecks.length("gradient", gradient.length, length);
    ArgumentChecks.finite("coefficient", coefficients);
    target.requireAllowed(loss, classes, block.rows());
    block.requireFinite();
    return dispatcher.run(
        GRADIENT,
        gradientWork(block, classes),
        it -> it.add(loss, classes, block, target, coefficients, gradient));
  }

  private static Work gramWork(FeatureBlock block) {
    Work work = LinearCases.gramWork(block.rows(), block.columns());
    Optional<String> onJvm = onJvm(block);
    if (onJvm.isPresent()) {
      return Work.onJvm(work.units(), onJvm.get());
    }
    return block.columns() == 0 || block.rows() == 0 ? Work.of(0, 0, 0, 0) : work;
  }

  /** Why a block never goes to a device; empty for those that may. */
  private static Optional<String> onJvm(FeatureBlock block) {
    if (block instanceof OneHotBlock) {
      return Optional.of(ONE_HOT_ON_JVM);
    }
    if (block instanceof SparseBlock) {
      return Optional.of(SPARSE_ON_JVM);
    }
    return block instanceof DoubleColumnBlock ? Optional.of(FLOAT64_ON_JVM) : Optional.empty();
  }

  private static Work gradientWork(FeatureBlock block, int classes) {
    Optional<String> onJvm = onJvm(block);
    if (onJvm.isPresent()) {
      return Work.onJvm(cells(block) * classes, onJvm.get());
    }
    Work work = LinearCases.gradientWork(block.rows(), block.columns(), classes);
    return block.columns() == 0 ? Work.of(0, 0, 0, 0) : work;
  }

  /** Numbers that are read of a block for each class, and the intercepts. */
  private static long cells(FeatureBlock block) {
    if (block instanceof SparseBlock sparse) {
      return sparse.cells() + block.rows();
    }
    return block instanceof OneHotBlock oneHot
        ? oneHot.cells() + block.rows()
        : (long) block.rows() * (block.columns() + 1);
  }

  /**
   * Writes the margins β·(x, 1), class-major [classes][rows]. A row's margin is summed over the
   * columns in index order in float64, the intercept last: the same bits in a block of any size, on
   * every backend.
   *
   * @throws IllegalArgumentException naming what is wrong, its value, and what is allowed
   */
  public void margins(FeatureBlock block, int classes, double[] coefficients, double[] out) {
    GlmChecks.classes(classes);
    ArgumentChecks.length(
        "coefficients", coefficients.length, (long) classes * (block.columns() + 1));
    ArgumentChecks.length("out", out.length, (long) classes * block.rows());
    ArgumentChecks.finite("coefficient", coefficients);
    block.requireFinite();
    dispatcher.run(
        MARGINS,
        Work.of(classes * cells(block), 0, 0, 0),
        it -> {
          it.write(block, classes, coefficients, out);
          return out;
        });
  }

  /**
   * Adds the weighted Gram matrix of (x − shift, 1, y − shift) into {@code out}, for normal
   * equations: p = d + 2, entry (i, j), i ≤ j, at {@code i + j·(j + 1)/2}, {@link
   * Gram#packedLength(int)} in all.
   *
   * @param shift d values, or d + 1 with the label's last (without it the label is not shifted)
   * @throws IllegalArgumentException naming what is wrong, its value, and what is allowed
   */
  public void gram(FeatureBlock block, GlmTarget target, double[] shift, double[] out) {
    if (shift.length != block.columns() + 1) {
      ArgumentChecks.length("shift", shift.length, block.columns());
    }
    ArgumentChecks.length("out", out.length, Gram.packedLength(block.columns()));
    ArgumentChecks.finite("shift", shift);
    GlmChecks.atLeastOneEach(block.rows(), target.labels());
    block.requireFinite();
    dispatcher.run(
        GRAM,
        gramWork(block),
        it -> {
          it.add(block, target, shift, out);
          return out;
        });
  }
}
