package io.nightjar.spark.train.glm;

import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.block.DoubleColumnBlock;
import io.nightjar.spark.train.block.GramMatrix;
import io.nightjar.spark.train.block.LabelledBlock;
import io.nightjar.spark.train.solve.QuasiNewton;
import java.io.Serializable;
import java.util.Iterator;

/** Σw·e, Σw·e² and Σw·e·(x − μ) with e = y − c − β·(x − μ). */
final class Residuals implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Rows at a time: so many of each column stay in the processor's cache. */
  private static final int TILE = 1024;

  /** Σw·e. */
  double sum;

  /** Σw·e². */
  double squares;

  /** Σw·e·(x − μ), by column. */
  final double[] products;

  private Residuals(int d) {
    products = new double[d];
  }

  /**
   * Those of β and c out of the Gram matrix of d columns that are shifted by μ: Σw·e·z = Σw·y′·z −
   * c′·Σw·z − Σβₖ·Σw·zₖ·z, with y′ and c′ shifted as the labels are.
   *
   * @param intercept c′
   */
  static Residuals of(GramMatrix gram, double[] beta, double intercept) {
    int d = beta.length;
    Residuals residuals = new Residuals(d);
    for (int j = 0; j < d; j++) {
      residuals.products[j] = product(gram, beta, intercept, j);
    }
    residuals.sum = product(gram, beta, intercept, d);
    residuals.squares =
        product(gram, beta, intercept, d + 1)
            - intercept * residuals.sum
            - QuasiNewton.dot(beta, residuals.products);
    return residuals;
  }

  /** Σw·e·z of one of the columns, of 1, or of the label. */
  private static double product(GramMatrix gram, double[] beta, double intercept, int of) {
    int d = beta.length;
    double product = gram.get(of, d + 1) - intercept * gram.get(Math.min(of, d), Math.max(of, d));
    for (int k = 0; k < d; k++) {
      product -= beta[k] * gram.get(Math.min(k, of), Math.max(k, of));
    }
    return product;
  }

  /** Those of some blocks, each read once. */
  static Residuals of(
      Iterator<LabelledBlock> part, double[] beta, double[] mean, double intercept) {
    Residuals residuals = new Residuals(beta.length);
    double[] error = new double[TILE];
    while (part.hasNext()) {
      LabelledBlock block = part.next();
      for (int from = 0; from < block.rows(); from += TILE) {
        residuals.add(block, from, new At(beta, mean, intercept), error);
      }
    }
    return residuals;
  }

  /** Where they are taken. */
  private record At(double[] beta, double[] mean, double intercept) {}

  private void add(LabelledBlock block, int from, At at, double[] error) {
    int rows = Math.min(TILE, block.rows() - from);
    for (int i = 0; i < rows; i++) {
      error[i] = block.label(from + i) - at.intercept;
    }
    float[][] narrow = block.features() instanceof ColumnBlock floats ? floats.arrays() : null;
    double[][] wide =
        block.features() instanceof DoubleColumnBlock doubles ? doubles.arrays() : null;
    for (int j = 0; j < products.length; j++) {
      if (narrow != null) {
        subtract(narrow[j], from, rows, at.mean[j], at.beta[j], error);
      } else {
        subtract(wide[j], from, rows, at.mean[j], at.beta[j], error);
      }
    }
    for (int i = 0; i < rows; i++) {
      double weighted = block.weight(from + i) * error[i];
      sum += weighted;
      squares += weighted * error[i];
      error[i] = weighted;
    }
    for (int j = 0; j < products.length; j++) {
      products[j] +=
          narrow != null
              ? product(narrow[j], from, rows, at.mean[j], error)
              : product(wide[j], from, rows, at.mean[j], error);
    }
  }

  private static void subtract(
      float[] x, int from, int rows, double mean, double beta, double[] error) {
    for (int i = 0; i < rows; i++) {
      error[i] -= beta * (x[from + i] - mean);
    }
  }

  private static void subtract(
      double[] x, int from, int rows, double mean, double beta, double[] error) {
    for (int i = 0; i < rows; i++) {
      error[i] -= beta * (x[from + i] - mean);
    }
  }

  /** Four chains: an addition need not wait for the one before. */
  private static double product(float[] x, int from, int rows, double mean, double[] error) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i < rows - 3; i += 4) {
      a += (x[from + i] - mean) * error[i];
      b += (x[from + i + 1] - mean) * error[i + 1];
      c += (x[from + i + 2] - mean) * error[i + 2];
      d += (x[from + i + 3] - mean) * error[i + 3];
    }
    for (; i < rows; i++) {
      a += (x[from + i] - mean) * error[i];
    }
    return (a + b) + (c + d);
  }

  private static double product(double[] x, int from, int rows, double mean, double[] error) {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += (x[from + i] - mean) * error[i];
    }
    return sum;
  }

  /** Puts others behind these. */
  Residuals plus(Residuals other) {
    sum += other.sum;
    squares += other.squares;
    for (int j = 0; j < products.length; j++) {
      products[j] += other.products[j];
    }
    return this;
  }
}
