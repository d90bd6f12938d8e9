package io.nightjar.kernels.scalar.linear.loss;

import static io.nightjar.kernels.scalar.linear.loss.LogisticPolynomials.GREATEST;

import java.util.Arrays;

/**
 * Multinomial logistic loss, y in 0..K−1: ℓ = log Σₖ e^m[k] − m[y], ∂ℓ/∂m[k] = softmax(m)[k] − [k =
 * y]. The greatest margin g is taken out first, so that nothing overflows: ℓ = log Σₖ e^(m[k] − g)
 * + (g − m[y]). The sum is over classes in order; differences beyond {@link
 * LogisticPolynomials#GREATEST} count as that.
 */
public final class MultinomialLoss implements RowLoss {
  @Override
  public void slopes(Tile tile) {
    own(tile);
    double[] greatest = tile.scratch;
    greatest(tile, greatest);
    double[] total = tile.totals;
    Arrays.fill(total, 0, tile.count, 0.0);
    for (double[] margins : tile.margins) {
      exponentials(margins, greatest, tile.exponents, tile.count);
      for (int i = 0; i < tile.count; i++) {
        total[i] += margins[i];
      }
    }
    finish(tile, greatest, total);
    takeOwn(tile);
  }

  /** Puts each row's margin of its own class into the losses' place. */
  public static void own(Tile tile) {
    for (int i = 0; i < tile.count; i++) {
      tile.losses[i] = tile.margins[(int) tile.labels[i]][i];
    }
  }

  /** Takes each row's weight from the slope of its own class. */
  public static void takeOwn(Tile tile) {
    for (int i = 0; i < tile.count; i++) {
      tile.margins[(int) tile.labels[i]][i] -= tile.weights[i];
    }
  }

  private static void greatest(Tile tile, double[] greatest) {
    Arrays.fill(greatest, 0, tile.count, Double.NEGATIVE_INFINITY);
    for (double[] margins : tile.margins) {
      for (int i = 0; i < tile.count; i++) {
        greatest[i] = Math.max(greatest[i], margins[i]);
      }
    }
  }

  /** e^(m[i] − g[i]) in the margins' place. */
  private static void exponentials(double[] m, double[] g, double[] exponents, int count) {
    for (int i = 0; i < count; i++) {
      double x = Math.max(m[i] - g[i], -GREATEST);
      double k = LogisticPolynomials.rounded(x);
      exponents[i] = k;
      m[i] = LogisticPolynomials.mantissa(x, k);
    }
    for (int i = 0; i < count; i++) {
      m[i] *= LogisticPolynomials.power(exponents[i]);
    }
  }

  /** Losses in the place of own margins; w·softmax in the place of exponentials. */
  private static void finish(Tile tile, double[] greatest, double[] total) {
    double[] w = tile.weights;
    for (int i = 0; i < tile.count; i++) {
      double far = greatest[i] - tile.losses[i];
      tile.losses[i] = w[i] * (LogisticPolynomials.log(total[i]) + far);
      total[i] = w[i] / total[i];
    }
    for (double[] slopes : tile.margins) {
      for (int i = 0; i < tile.count; i++) {
        slopes[i] *= total[i];
      }
    }
  }
}
