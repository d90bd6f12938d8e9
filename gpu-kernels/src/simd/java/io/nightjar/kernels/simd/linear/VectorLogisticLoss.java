package io.nightjar.kernels.simd.linear;

import static io.nightjar.kernels.scalar.linear.LogisticPolynomials.*;

import io.nightjar.kernels.scalar.linear.RowLoss;
import io.nightjar.kernels.scalar.linear.Tile;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The logistic loss of {@link io.nightjar.kernels.scalar.linear.LogisticLoss}, operation for
 * operation. A tile's arrays have room for whole vectors, so there is no rest to do apart.
 */
final class VectorLogisticLoss implements RowLoss {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_256;

  /** The bits of 1.0; taking k from its exponent gives 2^−k. */
  private static final long ONE = 1023L << 52;

  @Override
  public void slopes(Tile tile) {
    double[] margins = tile.margins[0];
    for (int i = 0; i < tile.count; i += DOUBLES.length()) {
      DoubleVector m = DoubleVector.fromArray(DOUBLES, margins, i);
      DoubleVector y = DoubleVector.fromArray(DOUBLES, tile.labels, i);
      DoubleVector w = DoubleVector.fromArray(DOUBLES, tile.weights, i);
      DoubleVector e = exponential(m.abs().min(GREATEST));
      DoubleVector linear = m.max(0.0).sub(y.mul(m));
      w.mul(linear.add(log1p(e))).intoArray(tile.losses, i);
      DoubleVector q = e.div(e.add(1));
      DoubleVector positive = m.mul(STEEP).min(1.0).max(0.0);
      DoubleVector one = DoubleVector.broadcast(DOUBLES, 1);
      DoubleVector p = q.add(positive.mul(one.sub(q.mul(2))));
      w.mul(p.sub(y)).intoArray(margins, i);
    }
  }

  /** e^−t. */
  private static DoubleVector exponential(DoubleVector t) {
    DoubleVector rounded = t.mul(LOG2E).add(ROUNDER);
    DoubleVector k = rounded.sub(ROUNDER);
    DoubleVector r = k.mul(LN2_HIGH).sub(t).add(k.mul(LN2_LOW));
    DoubleVector r2 = r.mul(r);
    DoubleVector r4 = r2.mul(r2);
    DoubleVector low = r.add(1).add(r.mul(EXP3).add(EXP2).mul(r2));
    DoubleVector middle = r.mul(EXP5).add(EXP4).add(r.mul(EXP7).add(EXP6).mul(r2));
    DoubleVector high = r.mul(EXP9).add(EXP8).add(r.mul(EXP11).add(EXP10).mul(r2));
    DoubleVector mantissa = low.add(middle.mul(r4)).add(high.mul(r4.mul(r4)));
    // k stands in the low bits of the rounded number, because 1.5·2⁵² has none of its own there.
    LongVector shifted = rounded.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52);
    LongVector power = LongVector.broadcast(LongVector.SPECIES_256, ONE).sub(shifted);
    return mantissa.mul(power.reinterpretAsDoubles());
  }

  private static DoubleVector log1p(DoubleVector e) {
    DoubleVector s = e.div(e.add(2));
    DoubleVector z = s.mul(s);
    DoubleVector z2 = z.mul(z);
    DoubleVector z4 = z2.mul(z2);
    DoubleVector low = z.mul(LOG1).add(2).add(z.mul(LOG3).add(LOG2).mul(z2));
    DoubleVector middle = z.mul(LOG5).add(LOG4).add(z.mul(LOG7).add(LOG6).mul(z2));
    DoubleVector high = z.mul(LOG9).add(LOG8).add(z2.mul(LOG10));
    return s.mul(low.add(middle.mul(z4)).add(high.mul(z4.mul(z4))));
  }
}
