package io.nightjar.kernels.simd.dense;

import static io.nightjar.kernels.dense.TanhRational.*;
import static io.nightjar.kernels.simd.lanes.VectorFloats.*;

import jdk.incubator.vector.FloatVector;

/**
 * {@link io.nightjar.kernels.dense.TanhRational} with the same bits. Vectors without a value beyond
 * {@link #FREE} are spared its limits, which take longer than all the rest.
 */
final class VectorTanh {
  /** Up to here no |x| is too great for the rational, and none of its values beyond ±1. */
  private static final float FREE = 8f;

  private VectorTanh() {}

  static void tanh(float[] values, int from, int to) {
    FloatVector free = all(FREE);
    for (int i = from; i < to; i += COUNT) {
      FloatVector x = load(values, i);
      if (less(free, abs(x)).anyTrue()) {
        limitedTanh(values, i);
      } else {
        store(rational(x), values, i);
      }
    }
  }

  static void sigmoid(float[] values, int from, int to) {
    FloatVector half = all(0.5f);
    FloatVector free = all(FREE);
    for (int i = from; i < to; i += COUNT) {
      FloatVector x = mul(half, load(values, i));
      if (less(free, abs(x)).anyTrue()) {
        limitedSigmoid(values, i);
      } else {
        store(fma(half, rational(x), half), values, i);
      }
    }
  }

  private static void limitedTanh(float[] values, int at) {
    store(limited(load(values, at)), values, at);
  }

  private static void limitedSigmoid(float[] values, int at) {
    FloatVector half = all(0.5f);
    store(fma(half, limited(mul(half, load(values, at))), half), values, at);
  }

  private static FloatVector limited(FloatVector value) {
    FloatVector x = min(max(value, all(-GREATEST)), all(GREATEST));
    return min(max(rational(x), all(-1)), all(1));
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
