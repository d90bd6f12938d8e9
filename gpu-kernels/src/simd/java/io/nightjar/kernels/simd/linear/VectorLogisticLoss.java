package io.nightjar.kernels.simd.linear;

import static io.nightjar.kernels.simd.linear.VectorPolynomials.*;

import io.nightjar.kernels.scalar.linear.loss.RowLoss;
import io.nightjar.kernels.scalar.linear.loss.Tile;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The logistic loss of {@link io.nightjar.kernels.scalar.linear.loss.LogisticLoss}, operation for
 * operation. A tile's arrays have room for whole vectors, so there is no rest to do apart.
 */
final class VectorLogisticLoss implements RowLoss {
  @Override
  public void slopes(Tile tile) {
    exponentials(tile.margins[0], tile.count, tile.scratch);
    finish(tile, tile.scratch);
  }

  /**
   * e^−|m|, in a loop of its own: two short chains of operations overlap better than a long one.
   */
  private static void exponentials(double[] margins, int count, double[] into) {
    for (int i = 0; i < count; i += DOUBLES.length()) {
      DoubleVector m = DoubleVector.fromArray(DOUBLES, margins, i);
      DoubleVector x = m.blend(ZERO.sub(m), m.compare(VectorOperators.GT, ZERO));
      exp(atLeast(x, LEAST)).intoArray(into, i);
    }
  }

  /**
   * Losses and slopes. With artanh written out the method is too big to be inlined, and that is
   * wanted: compiled together with its caller's other loops, its vectors would be allocated.
   */
  private static void finish(Tile tile, double[] exponentials) {
    double[] margins = tile.margins[0];
    int count = tile.count;
    for (int i = 0; i < count; i += DOUBLES.length()) {
      DoubleVector m = DoubleVector.fromArray(DOUBLES, margins, i);
      DoubleVector e = DoubleVector.fromArray(DOUBLES, exponentials, i);
      DoubleVector one = e.add(ONE);
      DoubleVector two = e.add(TWO);
      DoubleVector shared = e.div(one.mul(two));
      DoubleVector s = one.mul(shared);
      DoubleVector z = s.mul(s);
      DoubleVector z2 = z.mul(z);
      DoubleVector z4 = z2.mul(z2);
      DoubleVector low = z.fma(LOG3, LOG2).fma(z2, z.fma(LOG1, TWO));
      DoubleVector middle = z.fma(LOG7, LOG6).fma(z2, z.fma(LOG5, LOG4));
      DoubleVector high = z2.fma(LOG10, z.fma(LOG9, LOG8));
      DoubleVector artanh2 = s.mul(high.fma(z4.mul(z4), middle.fma(z4, low)));
      VectorMask<Double> negative = m.compare(VectorOperators.LT, ZERO);
      DoubleVector y = DoubleVector.fromArray(DOUBLES, tile.labels, i);
      DoubleVector w = DoubleVector.fromArray(DOUBLES, tile.weights, i);
      DoubleVector linear = m.blend(ZERO, negative).sub(y.mul(m));
      w.mul(linear.add(artanh2)).intoArray(tile.losses, i);
      DoubleVector q = two.mul(shared);
      w.mul(ONE.sub(q).blend(q, negative).sub(y)).intoArray(margins, i);
    }
  }
}
