package io.nightjar.kernels.simd.linear;

import static io.nightjar.kernels.simd.lanes.VectorDoubles.*;
import static io.nightjar.kernels.simd.linear.VectorPolynomials.*;

import io.nightjar.kernels.scalar.linear.loss.RowLoss;
import io.nightjar.kernels.scalar.linear.loss.Tile;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;

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
    for (int i = 0; i < count; i += COUNT) {
      DoubleVector m = load(margins, i);
      DoubleVector x = blend(m, sub(ZERO, m), greater(m, ZERO));
      store(exp(atLeast(x, LEAST)), into, i);
    }
  }

  /**
   * Losses and slopes. With artanh written out the method is too big to be inlined, and that is
   * wanted: compiled together with its caller's other loops, its vectors would be allocated.
   */
  private static void finish(Tile tile, double[] exponentials) {
    double[] margins = tile.margins[0];
    int count = tile.count;
    for (int i = 0; i < count; i += COUNT) {
      DoubleVector m = load(margins, i);
      DoubleVector e = load(exponentials, i);
      DoubleVector one = add(e, ONE);
      DoubleVector two = add(e, TWO);
      DoubleVector shared = div(e, mul(one, two));
      DoubleVector s = mul(one, shared);
      DoubleVector z = mul(s, s);
      DoubleVector z2 = mul(z, z);
      DoubleVector z4 = mul(z2, z2);
      DoubleVector low = fma(fma(z, LOG3, LOG2), z2, fma(z, LOG1, TWO));
      DoubleVector middle = fma(fma(z, LOG7, LOG6), z2, fma(z, LOG5, LOG4));
      DoubleVector high = fma(z2, LOG10, fma(z, LOG9, LOG8));
      DoubleVector artanh2 = mul(s, fma(high, mul(z4, z4), fma(middle, z4, low)));
      VectorMask<Double> negative = less(m, ZERO);
      DoubleVector y = load(tile.labels, i);
      DoubleVector w = load(tile.weights, i);
      DoubleVector linear = sub(blend(m, ZERO, negative), mul(y, m));
      store(mul(w, add(linear, artanh2)), tile.losses, i);
      DoubleVector q = mul(two, shared);
      store(mul(w, sub(blend(sub(ONE, q), q, negative), y)), margins, i);
    }
  }
}
