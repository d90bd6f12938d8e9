package io.nightjar.kernels.simd.dense;

import static io.nightjar.kernels.dense.TanhRational.*;
import static io.nightjar.kernels.simd.lanes.VectorFloats.*;

import jdk.incubator.vector.FloatVector;

/** {@link io.nightjar.kernels.dense.TanhRational}, operation for operation. */
final class VectorTanh {
  private VectorTanh() {}

  static void tanh(float[] values, int from, int to) {
    for (int i = from; i < to; i += COUNT) {
      store(tanh(load(values, i)), values, i);
    }
  }

  static void sigmoid(float[] values, int from, int to) {
    FloatVector half = all(0.5f);
    for (int i = from; i < to; i += COUNT) {
      store(fma(half, tanh(mul(half, load(values, i))), half), values, i);
    }
  }

  private static FloatVector tanh(FloatVector value) {
    FloatVector x = min(max(value, all(-GREATEST)), all(GREATEST));
    FloatVector z = mul(x, x);
    FloatVector p = fma(all(P6), z, all(P5));
    p = fma(p, z, all(P4));
    p = fma(p, z, all(P3));
    p = fma(p, z, all(P2));
    p = fma(p, z, all(P1));
    p = fma(p, z, all(P0));
    FloatVector q = fma(all(Q3), z, all(Q2));
    q = fma(q, z, all(Q1));
    q = fma(q, z, all(Q0));
    return min(max(div(mul(x, p), q), all(-1)), all(1));
  }
}
