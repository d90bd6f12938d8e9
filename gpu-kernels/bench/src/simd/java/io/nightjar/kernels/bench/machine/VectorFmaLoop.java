package io.nightjar.kernels.bench.machine;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** With the vector API: ten sums hide the latency of two units, and fit sixteen registers. */
final class VectorFmaLoop implements FmaLoop {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  VectorFmaLoop() {}

  @Override
  public int flopsOfAStep() {
    return 2 * 10 * FLOATS.length();
  }

  @Override
  public float run(int steps) {
    FloatVector f = FloatVector.broadcast(FLOATS, 0.999f);
    FloatVector a = FloatVector.broadcast(FLOATS, 1);
    FloatVector b = FloatVector.broadcast(FLOATS, 2);
    FloatVector c = FloatVector.broadcast(FLOATS, 3);
    FloatVector d = FloatVector.broadcast(FLOATS, 4);
    FloatVector e = FloatVector.broadcast(FLOATS, 5);
    FloatVector g = FloatVector.broadcast(FLOATS, 6);
    FloatVector h = FloatVector.broadcast(FLOATS, 7);
    FloatVector k = FloatVector.broadcast(FLOATS, 8);
    FloatVector m = FloatVector.broadcast(FLOATS, 9);
    FloatVector n = FloatVector.broadcast(FLOATS, 10);
    for (int i = 0; i < steps; i++) {
      a = a.fma(f, f);
      b = b.fma(f, f);
      c = c.fma(f, f);
      d = d.fma(f, f);
      e = e.fma(f, f);
      g = g.fma(f, f);
      h = h.fma(f, f);
      k = k.fma(f, f);
      m = m.fma(f, f);
      n = n.fma(f, f);
    }
    FloatVector sum = a.add(b).add(c.add(d)).add(e.add(g)).add(h.add(k)).add(m.add(n));
    float total = 0;
    for (int lane = 0; lane < FLOATS.length(); lane++) {
      total += sum.lane(lane);
    }
    return total;
  }
}
