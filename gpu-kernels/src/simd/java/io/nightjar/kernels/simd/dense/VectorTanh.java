package io.nightjar.kernels.simd.dense;

import static io.nightjar.kernels.dense.TanhRational.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link io.nightjar.kernels.dense.TanhRational}, operation for operation. */
final class VectorTanh {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_256;

  private VectorTanh() {}

  static void tanh(float[] values, int from, int to) {
    for (int i = from; i < to; i += FLOATS.length()) {
      tanh(FloatVector.fromArray(FLOATS, values, i)).intoArray(values, i);
    }
  }

  static void sigmoid(float[] values, int from, int to) {
    FloatVector half = FloatVector.broadcast(FLOATS, 0.5f);
    for (int i = from; i < to; i += FLOATS.length()) {
      FloatVector x = half.mul(FloatVector.fromArray(FLOATS, values, i));
      half.fma(tanh(x), half).intoArray(values, i);
    }
  }

  private static FloatVector tanh(FloatVector value) {
    FloatVector x = value.max(-GREATEST).min(GREATEST);
    FloatVector z = x.mul(x);
    FloatVector p = FloatVector.broadcast(FLOATS, P6).fma(z, constant(P5));
    p = p.fma(z, constant(P4));
    p = p.fma(z, constant(P3));
    p = p.fma(z, constant(P2));
    p = p.fma(z, constant(P1));
    p = p.fma(z, constant(P0));
    FloatVector q = constant(Q3).fma(z, constant(Q2));
    q = q.fma(z, constant(Q1));
    q = q.fma(z, constant(Q0));
    return x.mul(p).div(q).max(-1f).min(1f);
  }

  private static FloatVector constant(float value) {
    return FloatVector.broadcast(FLOATS, value);
  }
}
