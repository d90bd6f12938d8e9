package io.nightjar.kernels.simd.dense;

import static io.nightjar.kernels.dense.TanhRational.*;
import static io.nightjar.kernels.simd.lanes.VectorFloats.*;

import jdk.incubator.vector.FloatVector;

/**
 * {@link io.nightjar.kernels.dense.TanhRational} with the same bits. Its limits take longer than
 * the rational, so that vectors without a value beyond them are spared both. The rational stands in
 * a loop once: the compiler gives up on a method that has it twice ({@code
 * NodeCountInliningCutoff}).
 */
final class VectorTanh {
  private VectorTanh() {}

  static void tanh(float[] values, int from, int to) {
    for (int i = from; i < to; i += COUNT) {
      limit(values, i, GREATEST);
      store(rational(load(values, i)), values, i);
    }
  }

  static void sigmoid(float[] values, int from, int to) {
    FloatVector half = all(0.5f);
    for (int i = from; i < to; i += COUNT) {
      limit(values, i, 2 * GREATEST);
      store(fma(half, rational(mul(half, load(values, i))), half), values, i);
    }
  }

  /** Brings a vector's values into ±{@code greatest}, NaN apart. */
  private static void limit(float[] values, int at, float greatest) {
    if (less(all(greatest), abs(load(values, at))).anyTrue()) {
      store(min(max(load(values, at), all(-greatest)), all(greatest)), values, at);
    }
  }

  private static FloatVector rational(FloatVector x) {
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
    return div(mul(x, p), q);
  }
}
