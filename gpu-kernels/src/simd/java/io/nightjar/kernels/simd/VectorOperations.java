package io.nightjar.kernels.simd;

import io.nightjar.kernels.backend.OperationSet;
import io.nightjar.kernels.ensemble.EnsembleScore;
import io.nightjar.kernels.linear.GlmGradient;
import io.nightjar.kernels.linear.Gram;
import io.nightjar.kernels.linear.Margins;
import io.nightjar.kernels.scalar.ensemble.TiledScore;
import io.nightjar.kernels.scalar.linear.LinearLoops;
import io.nightjar.kernels.scalar.linear.TiledGradient;
import io.nightjar.kernels.scalar.linear.TiledGram;
import io.nightjar.kernels.scalar.linear.TiledMargins;
import io.nightjar.kernels.simd.ensemble.VectorLaneLoops;
import io.nightjar.kernels.simd.linear.VectorLinearLoops;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import jdk.incubator.vector.DoubleVector;

/** The operations that gain by vectors; null where this processor's vectors are too short. */
final class VectorOperations implements Supplier<OperationSet> {
  private static final int LEAST_LANES = 4;

  VectorOperations() {}

  @Override
  public OperationSet get() {
    return DoubleVector.SPECIES_PREFERRED.length() < LEAST_LANES ? null : new OperationSet(all());
  }

  private static Map<Class<?>, Object> all() {
    Map<Class<?>, Object> all = new HashMap<>();
    LinearLoops linear = new VectorLinearLoops();
    all.put(GlmGradient.class, new TiledGradient(linear));
    all.put(Margins.class, new TiledMargins(linear));
    all.put(Gram.class, new TiledGram(linear));
    all.put(EnsembleScore.class, new TiledScore(new VectorLaneLoops()));
    return all;
  }
}
