package io.nightjar.kernels.simd.linear;

import static io.nightjar.kernels.scalar.linear.LogisticPolynomials.GREATEST;
import static io.nightjar.kernels.simd.linear.VectorPolynomials.DOUBLES;

import io.nightjar.kernels.scalar.linear.PoissonLoss;
import io.nightjar.kernels.scalar.linear.RowLoss;
import io.nightjar.kernels.scalar.linear.Tile;
import jdk.incubator.vector.DoubleVector;

/** The Poisson loss of {@link PoissonLoss}, operation for operation. */
final class VectorPoissonLoss implements RowLoss {
  @Override
  public void slopes(Tile tile) {
    for (int i = 0; i < tile.count; i += DOUBLES.length()) {
      DoubleVector m = DoubleVector.fromArray(DOUBLES, tile.margins[0], i);
      DoubleVector y = DoubleVector.fromArray(DOUBLES, tile.labels, i);
      DoubleVector w = DoubleVector.fromArray(DOUBLES, tile.weights, i);
      DoubleVector most = VectorPolynomials.atMost(m, PoissonLoss.MOST);
      DoubleVector e = VectorPolynomials.exp(VectorPolynomials.atLeast(most, -GREATEST));
      w.mul(y.neg().fma(m, e)).intoArray(tile.losses, i);
      w.mul(e.sub(y)).intoArray(tile.margins[0], i);
    }
  }
}
