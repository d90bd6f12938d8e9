package io.nightjar.kernels;

import io.nightjar.kernels.opencl.CostModel;
import io.nightjar.kernels.opencl.GradientTask;
import io.nightjar.kernels.opencl.OpenClBackend;
import io.nightjar.kernels.opencl.OpenClFailedException;
import io.nightjar.kernels.scalar.GlmGradient;
import io.nightjar.kernels.scalar.LabelledRows;
import io.nightjar.kernels.scalar.Loops;
import java.util.Arrays;

/** Measures the {@link CostModel} of one device on a made block; takes a fraction of a second. */
final class Calibration {
  private static final int ROWS = 1 << 16;
  private static final int COLUMNS = 32;
  private static final int ROUNDS = 7;
  private static final int UPLOADS = 4;

  private Calibration() {}

  static CostModel of(OpenClBackend backend, Loops loops) throws OpenClFailedException {
    double[] labels = new double[ROWS];
    float[][] columns = new float[COLUMNS][ROWS];
    fill(columns, labels);
    // Arrays of its own: the block below must come to the device for the first time.
    long launch = best(backend, task(1, new float[COLUMNS][1], new double[1]));
    GradientTask whole = task(ROWS, columns, labels);
    double resident = Math.max(best(backend, whole), launch + 1);
    double cells = (double) ROWS * (COLUMNS + 1);
    return new CostModel(
        launch,
        link(backend, columns, labels, resident),
        (resident - launch) / cells,
        jvmNanos(loops, columns, labels) / cells,
        Runtime.getRuntime().availableProcessors());
  }

  /** Nanoseconds a byte of a block that comes to the device for the first time. */
  private static double link(
      OpenClBackend backend, float[][] columns, double[] labels, double resident)
      throws OpenClFailedException {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < UPLOADS; round++) {
      float[][] fresh = new float[COLUMNS][];
      Arrays.setAll(fresh, j -> columns[j].clone());
      long start = System.nanoTime();
      long bytes =
          backend.gradient(task(ROWS, fresh, labels), coefficients(), coefficients()).bytes();
      double extra = Math.max(1, System.nanoTime() - start - resident);
      best = Math.min(best, extra / bytes);
    }
    return best;
  }

  private static long best(OpenClBackend backend, GradientTask task) throws OpenClFailedException {
    long best = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      double loss = backend.gradient(task, coefficients(), coefficients()).loss();
      best = Math.min(best, elapsed(start, loss));
    }
    return best;
  }

  private static double jvmNanos(Loops loops, float[][] columns, double[] labels) {
    LabelledRows rows = new LabelledRows(loops.columns(columns), ROWS, labels, null);
    long best = Long.MAX_VALUE;
    for (int round = 0; round < 4 * ROUNDS; round++) { // the first rounds only warm the compiler
      long start = System.nanoTime();
      double loss = GlmGradient.add(loops.logistic(), 1, rows, coefficients(), coefficients());
      best = Math.min(best, elapsed(start, loss));
    }
    return best;
  }

  /** The loss is looked at, so that no compiler may leave its sum out. */
  private static long elapsed(long start, double loss) {
    return Double.isNaN(loss) ? Long.MAX_VALUE : System.nanoTime() - start;
  }

  private static double[] coefficients() {
    double[] coefficients = new double[COLUMNS + 1];
    Arrays.fill(coefficients, 0.01);
    return coefficients;
  }

  private static GradientTask task(int rows, float[][] columns, double[] labels) {
    return new GradientTask(columns, GradientTask.Loss.LOGISTIC, 1, columns, rows, labels, null);
  }

  private static void fill(float[][] columns, double[] labels) {
    for (int i = 0; i < ROWS; i++) {
      labels[i] = i & 1;
      for (int j = 0; j < COLUMNS; j++) {
        columns[j][i] = ((i * 31 + j * 17) % 1009) / 1009f - 0.5f;
      }
    }
  }
}
