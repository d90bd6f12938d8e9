package io.nightjar.kernels.simd.linear;

import static io.nightjar.kernels.simd.linear.VectorPolynomials.DOUBLES;
import static io.nightjar.kernels.simd.linear.VectorPolynomials.LEAST;

import io.nightjar.kernels.scalar.linear.loss.MultinomialLoss;
import io.nightjar.kernels.scalar.linear.loss.RowLoss;
import io.nightjar.kernels.scalar.linear.loss.Tile;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

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
    for (int i = 0; i < count; i += DOUBLES.length()) {
      DoubleVector m = DoubleVector.fromArray(DOUBLES, margins, i);
      DoubleVector g = DoubleVector.fromArray(DOUBLES, greatest, i);
      g.blend(m, m.compare(VectorOperators.GT, g)).intoArray(greatest, i);
    }
  }

  /** e^(m − greatest) in the margins' place, and added to the totals. */
  private static void exponentials(
      double[] margins, int count, double[] greatest, double[] totals) {
    for (int i = 0; i < count; i += DOUBLES.length()) {
      DoubleVector m = DoubleVector.fromArray(DOUBLES, margins, i);
      DoubleVector x = m.sub(DoubleVector.fromArray(DOUBLES, greatest, i));
      DoubleVector e = VectorPolynomials.exp(VectorPolynomials.atLeast(x, LEAST));
      e.intoArray(margins, i);
      DoubleVector.fromArray(DOUBLES, totals, i).add(e).intoArray(totals, i);
    }
  }

  /** Losses in the place of own margins; w/total in the totals' place. */
  private static void losses(Tile tile, double[] greatest) {
    int count = tile.count;
    for (int i = 0; i < count; i += DOUBLES.length()) {
      DoubleVector w = DoubleVector.fromArray(DOUBLES, tile.weights, i);
      DoubleVector own = DoubleVector.fromArray(DOUBLES, tile.losses, i);
      DoubleVector far = DoubleVector.fromArray(DOUBLES, greatest, i).sub(own);
      DoubleVector total = DoubleVector.fromArray(DOUBLES, tile.totals, i);
      w.mul(VectorPolynomials.log(total).add(far)).intoArray(tile.losses, i);
      w.div(total).intoArray(tile.totals, i);
    }
  }

  private static void scale(double[] slopes, int count, double[] scale) {
    for (int i = 0; i < count; i += DOUBLES.length()) {
      DoubleVector e = DoubleVector.fromArray(DOUBLES, slopes, i);
      e.mul(DoubleVector.fromArray(DOUBLES, scale, i)).intoArray(slopes, i);
    }
  }
}
