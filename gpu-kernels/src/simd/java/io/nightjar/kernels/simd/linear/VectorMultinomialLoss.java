package io.nightjar.kernels.simd.linear;

import static io.nightjar.kernels.simd.lanes.VectorDoubles.*;
import static io.nightjar.kernels.simd.linear.VectorPolynomials.LEAST;

import io.nightjar.kernels.scalar.linear.loss.MultinomialLoss;
import io.nightjar.kernels.scalar.linear.loss.RowLoss;
import io.nightjar.kernels.scalar.linear.loss.Tile;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;

/** The multinomial loss of {@link MultinomialLoss}, operation for operation. */
final class VectorMultinomialLoss implements RowLoss {
  @Override
  public void slopes(Tile tile) {
    MultinomialLoss.own(tile);
    double[] greatest = tile.scratch;
    System.arraycopy(tile.margins[0], 0, greatest, 0, greatest.length);
    for (int k = 1; k < tile.margins.length; k++) {
      greatest(tile.margins[k], tile.count, greatest);
    }
    Arrays.fill(tile.totals, 0.0);
    for (double[] margins : tile.margins) {
      exponentials(margins, tile.count, greatest, tile.totals);
    }
    losses(tile, greatest);
    for (double[] slopes : tile.margins) {
      scale(slopes, tile.count, tile.totals);
    }
    MultinomialLoss.takeOwn(tile);
  }

  private static void greatest(double[] margins, int count, double[] greatest) {
    for (int i = 0; i < count; i += COUNT) {
      DoubleVector m = load(margins, i);
      DoubleVector g = load(greatest, i);
      store(blend(g, m, greater(m, g)), greatest, i);
    }
  }

  /** e^(m − greatest) in the margins' place, and added to the totals. */
  private static void exponentials(
      double[] margins, int count, double[] greatest, double[] totals) {
    for (int i = 0; i < count; i += COUNT) {
      DoubleVector m = load(margins, i);
      DoubleVector x = sub(m, load(greatest, i));
      DoubleVector e = VectorPolynomials.exp(VectorPolynomials.atLeast(x, LEAST));
      store(e, margins, i);
      store(add(load(totals, i), e), totals, i);
    }
  }

  /** Losses in the place of own margins; w/total in the totals' place. */
  private static void losses(Tile tile, double[] greatest) {
    int count = tile.count;
    for (int i = 0; i < count; i += COUNT) {
      DoubleVector w = load(tile.weights, i);
      DoubleVector own = load(tile.losses, i);
      DoubleVector far = sub(load(greatest, i), own);
      DoubleVector total = load(tile.totals, i);
      store(mul(w, add(VectorPolynomials.log(total), far)), tile.losses, i);
      store(div(w, total), tile.totals, i);
    }
  }

  private static void scale(double[] slopes, int count, double[] scale) {
    for (int i = 0; i < count; i += COUNT) {
      DoubleVector e = load(slopes, i);
      store(mul(e, load(scale, i)), slopes, i);
    }
  }
}
