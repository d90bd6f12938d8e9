package io.nightjar.kernels.simd.linear;

import static io.nightjar.kernels.scalar.linear.LogisticPolynomials.GREATEST;
import static io.nightjar.kernels.simd.linear.VectorPolynomials.DOUBLES;

import io.nightjar.kernels.scalar.linear.MultinomialLoss;
import io.nightjar.kernels.scalar.linear.RowLoss;
import io.nightjar.kernels.scalar.linear.Tile;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/** The multinomial loss of {@link MultinomialLoss}, operation for operation. */
final class VectorMultinomialLoss implements RowLoss {
  @Override
  public void slopes(Tile tile) {
    MultinomialLoss.own(tile);
    for (int i = 0; i < tile.count; i += DOUBLES.length()) {
      DoubleVector greatest = greatest(tile.margins, i);
      DoubleVector total = exponentials(tile.margins, i, greatest);
      DoubleVector w = DoubleVector.fromArray(DOUBLES, tile.weights, i);
      DoubleVector far = greatest.sub(DoubleVector.fromArray(DOUBLES, tile.losses, i));
      w.mul(VectorPolynomials.log(total).add(far)).intoArray(tile.losses, i);
      scale(tile.margins, i, w.div(total));
    }
    MultinomialLoss.takeOwn(tile);
  }

  private static DoubleVector greatest(double[][] margins, int i) {
    DoubleVector greatest = DoubleVector.fromArray(DOUBLES, margins[0], i);
    for (int k = 1; k < margins.length; k++) {
      DoubleVector m = DoubleVector.fromArray(DOUBLES, margins[k], i);
      greatest = greatest.blend(m, m.compare(VectorOperators.GT, greatest));
    }
    return greatest;
  }

  /** e^(m − greatest) in the margins' place, and their sum. */
  private static DoubleVector exponentials(double[][] margins, int i, DoubleVector greatest) {
    DoubleVector total = DoubleVector.zero(DOUBLES);
    for (double[] margin : margins) {
      DoubleVector x = DoubleVector.fromArray(DOUBLES, margin, i).sub(greatest);
      DoubleVector e = VectorPolynomials.exp(VectorPolynomials.atLeast(x, -GREATEST));
      e.intoArray(margin, i);
      total = total.add(e);
    }
    return total;
  }

  private static void scale(double[][] margins, int i, DoubleVector scale) {
    for (double[] margin : margins) {
      DoubleVector.fromArray(DOUBLES, margin, i).mul(scale).intoArray(margin, i);
    }
  }
}
