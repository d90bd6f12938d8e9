package io.nightjar.kernels;

import io.nightjar.kernels.BackendChoice.Backend;
import io.nightjar.kernels.opencl.GradientResult;
import io.nightjar.kernels.opencl.GradientTask;
import io.nightjar.kernels.opencl.OpenClFailedException;
import io.nightjar.kernels.scalar.Columns;
import io.nightjar.kernels.scalar.GlmGradient;
import io.nightjar.kernels.scalar.GramMatrix;
import io.nightjar.kernels.scalar.LabelledRows;
import io.nightjar.kernels.scalar.LinearMargins;
import io.nightjar.kernels.scalar.Loops;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The kernels' facade: checks shapes and finiteness once, runs the operation on the backend that
 * was chosen for it, and counts what ran where. Safe for many threads.
 *
 * <p>Coefficients and gradients are class-major [classes][d + 1], the intercept last of each class;
 * classes is 1 for every loss but {@link GlmLoss#MULTINOMIAL}.
 */
public final class Kernels {
  private static final String GRADIENT = "glm-gradient";
  private static final Map<BackendPreference, Kernels> SHARED =
      new EnumMap<>(BackendPreference.class);

  private final BackendSelector selector;
  private final UseLedger ledger = new UseLedger();

  Kernels(BackendSelector selector) {
    this.selector = selector;
  }

  /**
   * The kernels for a preference; devices are probed on the first call of a JVM, and never for
   * {@link BackendPreference#SCALAR}.
   *
   * @throws BackendUnavailableException if OpenCL is required and no device can be used
   */
  public static Kernels of(BackendPreference preference) {
    synchronized (SHARED) {
      return SHARED.computeIfAbsent(preference, p -> new Kernels(BackendSelector.of(p)));
    }
  }

  /** The same kernels with a count of their own, for a job that shares its JVM with others. */
  public Kernels counting() {
    return new Kernels(selector);
  }

  /**
   * Adds Σ w·∂ℓ/∂β into {@code gradient}.
   *
   * @return Σ w·ℓ over the block
   * @throws IllegalArgumentException naming what is wrong, its value, and what is allowed
   */
  public double glmGradient(
      GlmLoss loss,
      int classes,
      FeatureBlock block,
      GlmTarget target,
      double[] coefficients,
      double[] gradient) {
    ArgumentChecks.classes(loss, classes);
    long length = (long) classes * (block.columns() + 1);
    ArgumentChecks.length("coefficients", coefficients.length, length);
    ArgumentChecks.length("gradient", gradient.length, length);
    ArgumentChecks.finite("coefficient", coefficients);
    ArgumentChecks.labels(loss, classes, block.rows(), target.labels());
    requireFinite(block);
    BackendChoice choice = selector.gradient(block, classes);
    int fallbacks = selector.fallbacks(choice);
    if (choice.backend() == Backend.OPENCL) {
      try {
        return onDevice(choice, task(loss, classes, block, target), coefficients, gradient);
      } catch (OpenClFailedException failure) {
        choice = selector.afterFailure(failure);
        fallbacks = 1;
      }
    }
    Loops loops = selector.loops(choice);
    LabelledRows rows = rows(loops, block, target);
    long start = System.nanoTime();
    double sum = GlmGradient.add(loss.rowLoss(loops), classes, rows, coefficients, gradient);
    ledger.add(GRADIENT, choice, System.nanoTime() - start, 0, fallbacks);
    selector.worked(length * block.rows());
    return sum;
  }

  private double onDevice(
      BackendChoice choice, GradientTask task, double[] coefficients, double[] gradient)
      throws OpenClFailedException {
    long start = System.nanoTime();
    GradientResult result = selector.openCl().gradient(task, coefficients, gradient);
    ledger.add(GRADIENT, choice, System.nanoTime() - start, result.bytes(), 0);
    selector.succeeded();
    return result.loss();
  }

  private static GradientTask task(
      GlmLoss loss, int classes, FeatureBlock block, GlmTarget target) {
    ColumnBlock floats = (ColumnBlock) block;
    return new GradientTask(
        block,
        GradientTask.Loss.valueOf(loss.name()),
        classes,
        floats.arrays(),
        block.rows(),
        target.labels(),
        target.weights());
  }

  /**
   * Writes the margins β·(x, 1), class-major [classes][rows]. A row's margin is summed over the
   * columns in index order in float64, the intercept last: the same bits in a block of any size, on
   * every backend.
   *
   * @throws IllegalArgumentException naming what is wrong, its value, and what is allowed
   */
  public void margins(FeatureBlock block, int classes, double[] coefficients, double[] out) {
    ArgumentChecks.classes(classes);
    ArgumentChecks.length(
        "coefficients", coefficients.length, (long) classes * (block.columns() + 1));
    ArgumentChecks.length("out", out.length, (long) classes * block.rows());
    ArgumentChecks.finite("coefficient", coefficients);
    requireFinite(block);
    BackendChoice choice = selector.margins();
    Columns columns = columns(selector.loops(choice), block);
    long start = System.nanoTime();
    LinearMargins.write(columns, block.rows(), classes, coefficients, out);
    count("margins", choice, start);
    selector.worked((long) out.length * block.columns());
  }

  /**
   * Adds the weighted Gram matrix of (x − shift, 1, y − shift) into {@code out}, for normal
   * equations: p = d + 2, entry (i, j), i ≤ j, at {@code i + j·(j + 1)/2}, {@link #gramLength(int)}
   * in all.
   *
   * @param shift d values, or d + 1 with the label's last (without it the label is not shifted)
   * @throws IllegalArgumentException naming what is wrong, its value, and what is allowed
   */
  public void gram(FeatureBlock block, GlmTarget target, double[] shift, double[] out) {
    if (shift.length != block.columns() + 1) {
      ArgumentChecks.length("shift", shift.length, block.columns());
    }
    ArgumentChecks.length("out", out.length, gramLength(block.columns()));
    ArgumentChecks.finite("shift", shift);
    ArgumentChecks.atLeastOneEach(block.rows(), target.labels());
    requireFinite(block);
    BackendChoice choice = selector.gram();
    Loops loops = selector.loops(choice);
    LabelledRows rows = rows(loops, block, target);
    long start = System.nanoTime();
    GramMatrix.add(loops, rows, shift, out);
    count("gram", choice, start);
    selector.worked((long) out.length * block.rows());
  }

  /** Length of the packed upper triangle that {@link #gram} adds into. */
  public static int gramLength(int columns) {
    return GramMatrix.packedLength(columns);
  }

  /** What ran where since the start or the last {@link #drain()}. */
  public List<KernelUse> uses() {
    return ledger.uses();
  }

  /** What ran where since the last drain, and starts counting anew; no call is counted twice. */
  public List<KernelUse> drain() {
    return ledger.drain();
  }

  private void count(String kernel, BackendChoice choice, long start) {
    ledger.add(kernel, choice, System.nanoTime() - start, 0, selector.fallbacksOnJvm(choice));
  }

  private static void requireFinite(FeatureBlock block) {
    if (block instanceof ColumnBlock floats) {
      floats.requireFinite();
    } else if (block instanceof DoubleColumnBlock doubles) {
      doubles.requireFinite();
    }
  }

  private static LabelledRows rows(Loops loops, FeatureBlock block, GlmTarget target) {
    return new LabelledRows(columns(loops, block), block.rows(), target.labels(), target.weights());
  }

  private static Columns columns(Loops loops, FeatureBlock block) {
    return block instanceof ColumnBlock floats
        ? floats.view(loops)
        : ((DoubleColumnBlock) block).view(loops);
  }
}
