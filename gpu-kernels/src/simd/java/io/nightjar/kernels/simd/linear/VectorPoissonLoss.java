package io.nightjar.kernels.simd.linear;

import static io.nightjar.kernels.simd.linear.VectorPolynomials.DOUBLES;
import static io.nightjar.kernels.simd.linear.VectorPolynomials.LEAST;

import io.nightjar.kernels.scalar.linear.loss.PoissonLoss;
import io.nightjar.kernels.scalar.linear.loss.RowLoss;
import io.nightjar.kernels.scalar.linear.loss.Tile;
import jdk.incubator.vector.DoubleVector;

/** The Poisson loss of {@link PoissonLoss}, operation for operation. */
final class VectorPoissonLoss implements RowLoss {
  private static final DoubleVector MOST = VectorPolynomials.all(PoissonLoss.MOST);

  @Override
  public void slopes(Tile tile) {
    for (int i = 0; i < tile.count; i += DOUBLES.length()) {
      DoubleVector m = DoubleVector.fromArray(DOUBLES, tile.margins[0], i);
      DoubleVector y = DoubleVector.fromArray(DOUBLES, tile.labels, i);
      DoubleVector w = DoubleVector.fromArray(DOUBLES, tile.weights, i);
      DoubleVector most = VectorPolynomials.atMost(m, MOST);
      DoubleVector e = VectorPolynomials.exp(VectorPolynomials.atLeast(most, LEAST));
      w.mul(e.sub(y.mul(m))).intoArray(tile.losses, i);
      w.mul(e.sub(y)).intoArray(tile.margins[0], i);
    }
  }
}
