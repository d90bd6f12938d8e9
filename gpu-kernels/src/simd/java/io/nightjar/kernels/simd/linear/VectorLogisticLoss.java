package io.nightjar.kernels.simd.linear;

import static io.nightjar.kernels.scalar.linear.LogisticPolynomials.GREATEST;
import static io.nightjar.kernels.simd.linear.VectorPolynomials.DOUBLES;

import io.nightjar.kernels.scalar.linear.RowLoss;
import io.nightjar.kernels.scalar.linear.Tile;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The logistic loss of {@link io.nightjar.kernels.scalar.linear.LogisticLoss}, operation for
 * operation. A tile's arrays have room for whole vectors, so there is no rest to do apart.
 */
final class VectorLogisticLoss implements RowLoss {
  @Override
  public void slopes(Tile tile) {
    for (int i = 0; i < tile.count; i += DOUBLES.length()) {
      DoubleVector m = DoubleVector.fromArray(DOUBLES, tile.margins[0], i);
      DoubleVector y = DoubleVector.fromArray(DOUBLES, tile.labels, i);
      DoubleVector w = DoubleVector.fromArray(DOUBLES, tile.weights, i);
      DoubleVector size = m.abs();
      DoubleVector e = VectorPolynomials.exp(VectorPolynomials.atMost(size, GREATEST).neg());
      DoubleVector one = e.add(1);
      DoubleVector two = e.add(2);
      DoubleVector shared = e.div(one.mul(two));
      DoubleVector linear = y.neg().fma(m, m.add(size).mul(0.5));
      DoubleVector rest = VectorPolynomials.artanh2(one.mul(shared));
      w.mul(linear.add(rest)).intoArray(tile.losses, i);
      DoubleVector q = two.mul(shared);
      DoubleVector above = DoubleVector.broadcast(DOUBLES, 1).sub(q);
      DoubleVector p = above.blend(q, m.compare(VectorOperators.LT, 0.0));
      w.mul(p.sub(y)).intoArray(tile.margins[0], i);
    }
  }
}
