package io.nightjar.kernels.simd.linear;

import static io.nightjar.kernels.simd.lanes.VectorDoubles.*;
import static io.nightjar.kernels.simd.linear.VectorPolynomials.LEAST;

import io.nightjar.kernels.scalar.linear.loss.PoissonLoss;
import io.nightjar.kernels.scalar.linear.loss.RowLoss;
import io.nightjar.kernels.scalar.linear.loss.Tile;
import jdk.incubator.vector.DoubleVector;

/** The Poisson loss of {@link PoissonLoss}, operation for operation. */
final class VectorPoissonLoss implements RowLoss {
  private static final DoubleVector MOST = all(PoissonLoss.MOST);

  @Override
  public void slopes(Tile tile) {
    for (int i = 0; i < tile.count; i += COUNT) {
      DoubleVector m = load(tile.margins[0], i);
      DoubleVector y = load(tile.labels, i);
      DoubleVector w = load(tile.weights, i);
      DoubleVector most = VectorPolynomials.atMost(m, MOST);
      DoubleVector e = VectorPolynomials.exp(VectorPolynomials.atLeast(most, LEAST));
      store(mul(w, sub(e, mul(y, m))), tile.losses, i);
      store(mul(w, sub(e, y)), tile.margins[0], i);
    }
  }
}
