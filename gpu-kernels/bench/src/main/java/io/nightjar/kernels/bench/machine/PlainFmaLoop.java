package io.nightjar.kernels.bench.machine;

/** Without the vector API: as many independent sums as hide a unit's latency. */
final class PlainFmaLoop implements FmaLoop {
  @Override
  public int flopsOfAStep() {
    return 16;
  }

  @Override
  public float run(int steps) {
    float f = 0.999f;
    float a = 1;
    float b = 2;
    float c = 3;
    float d = 4;
    float e = 5;
    float g = 6;
    float h = 7;
    float k = 8;
    for (int i = 0; i < steps; i++) {
      a = Math.fma(a, f, f);
      b = Math.fma(b, f, f);
      c = Math.fma(c, f, f);
      d = Math.fma(d, f, f);
      e = Math.fma(e, f, f);
      g = Math.fma(g, f, f);
      h = Math.fma(h, f, f);
      k = Math.fma(k, f, f);
    }
    return a + b + c + d + e + g + h + k;
  }
}
