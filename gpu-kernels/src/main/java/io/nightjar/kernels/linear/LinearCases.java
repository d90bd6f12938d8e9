package io.nightjar.kernels.linear;

import io.nightjar.kernels.backend.Operation;
import io.nightjar.kernels.backend.Work;
import io.nightjar.kernels.block.ColumnBlock;
import java.util.Arrays;
import java.util.function.Function;

/** Made cases of the linear family: a logistic loss over features that follow a fixed pattern. */
final class LinearCases {
  /** What float32 sums within a chunk of rows keep. */
  private static final double TOLERANCE = 1e-4;

  private static final int GRAM_SIDE = 16;
  private static final int GRAM_CHUNK = 4096;

  private LinearCases() {}

  static Operation.Cases<GlmGradient> gradient() {
    return cases(
        (rows, columns) -> gradientWork(rows, columns, 1),
        made ->
            gradient -> {
              double[] out = new double[made.coefficients.length + 1];
              double[] sums = new double[made.coefficients.length];
              out[sums.length] =
                  gradient.add(
                      GlmLoss.LOGISTIC, 1, made.block, made.target, made.coefficients, sums);
              System.arraycopy(sums, 0, out, 0, sums.length);
              return out;
            });
  }

  static Operation.Cases<Margins> margins() {
    return cases(
        (rows, columns) -> Work.of((long) rows * (columns + 1), 0, 0, 0),
        made ->
            margins -> {
              double[] out = new double[made.block.rows()];
              margins.write(made.block, 1, made.coefficients, out);
              return out;
            });
  }

  static Operation.Cases<Gram> gram() {
    return cases(
        LinearCases::gramWork,
        made ->
            gram -> {
              double[] out = new double[Gram.packedLength(made.block.columns())];
              gram.add(made.block, made.target, new double[made.block.columns()], out);
              return out;
            });
  }

  static Work gradientWork(int rows, int columns, int classes) {
    long reals = (long) Double.BYTES * rows;
    return Work.of(
        (long) rows * (columns + 1) * classes,
        (long) Float.BYTES * rows * columns + 2 * reals,
        2L * Double.BYTES * classes * (columns + 1),
        Math.max((long) Float.BYTES * rows * columns, reals * classes));
  }

  /** On a device, a float64 sum for each chunk of 4096 rows comes back. */
  static Work gramWork(int rows, int columns) {
    long features = (long) Float.BYTES * rows * columns;
    long packed = Gram.packedLength(columns);
    long sides = (columns + 2L + GRAM_SIDE - 1) / GRAM_SIDE;
    long chunks = (rows + GRAM_CHUNK - 1L) / GRAM_CHUNK;
    long partials = Double.BYTES * chunks * GRAM_SIDE * GRAM_SIDE * (sides * (sides + 1) / 2);
    return Work.of(
        packed * rows,
        features + 2L * Double.BYTES * rows,
        partials + Double.BYTES * (columns + 1L),
        Math.max(Math.max(features, (long) Double.BYTES * rows), partials));
  }

  private static <T> Operation.Cases<T> cases(
      Operation.Sized<Work> work, Function<Made, Function<T, double[]>> run) {
    return new Operation.Cases<>(
        work,
        (rows, columns) -> new Operation.Trial<>(run.apply(new Made(rows, columns)), TOLERANCE));
  }

  /** Inputs. */
  private static final class Made {
    final ColumnBlock block;
    final GlmTarget target;
    final double[] coefficients;

    Made(int rows, int columns) {
      float[][] x = new float[columns][rows];
      double[] labels = new double[rows];
      for (int i = 0; i < rows; i++) {
        labels[i] = i & 1;
        for (int j = 0; j < columns; j++) {
          x[j][i] = ((i * 31 + j * 17) % 1009) / 1009f - 0.5f;
        }
      }
      block = new ColumnBlock(rows, x);
      target = GlmTarget.unweighted(labels);
      coefficients = new double[columns + 1];
      Arrays.fill(coefficients, 0.01);
    }
  }
}
