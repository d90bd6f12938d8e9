package io.nightjar.kernels.simd;

import io.nightjar.kernels.backend.OperationSet;
import io.nightjar.kernels.cluster.Assignment;
import io.nightjar.kernels.dense.Gemm;
import io.nightjar.kernels.dense.LayerBackward;
import io.nightjar.kernels.dense.LayerForward;
import io.nightjar.kernels.ensemble.EnsembleScore;
import io.nightjar.kernels.factor.CholeskySolve;
import io.nightjar.kernels.factor.NormalEquations;
import io.nightjar.kernels.factor.TopK;
import io.nightjar.kernels.linear.GlmGradient;
import io.nightjar.kernels.linear.Gram;
import io.nightjar.kernels.linear.Margins;
import io.nightjar.kernels.scalar.cluster.TiledAssignment;
import io.nightjar.kernels.scalar.dense.BlockedGemm;
import io.nightjar.kernels.scalar.dense.BlockedLayerBackward;
import io.nightjar.kernels.scalar.dense.BlockedLayerForward;
import io.nightjar.kernels.scalar.dense.DenseLoops;
import io.nightjar.kernels.scalar.ensemble.TiledScore;
import io.nightjar.kernels.scalar.factor.BatchedCholesky;
import io.nightjar.kernels.scalar.factor.BlockedTopK;
import io.nightjar.kernels.scalar.factor.TiledNormalEquations;
import io.nightjar.kernels.scalar.linear.LinearLoops;
import io.nightjar.kernels.scalar.linear.TiledGradient;
import io.nightjar.kernels.scalar.linear.TiledGram;
import io.nightjar.kernels.scalar.linear.TiledMargins;
import io.nightjar.kernels.simd.cluster.VectorClusterLoops;
import io.nightjar.kernels.simd.dense.VectorDenseLoops;
import io.nightjar.kernels.simd.ensemble.VectorLaneLoops;
import io.nightjar.kernels.simd.factor.VectorFactorTile;
import io.nightjar.kernels.simd.factor.VectorSystems;
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
    DenseLoops dense = new VectorDenseLoops();
    all.putAll(dense(dense));
    all.putAll(factor(dense));
    all.put(Assignment.class, new TiledAssignment(new VectorClusterLoops()));
    all.put(EnsembleScore.class, new TiledScore(new VectorLaneLoops()));
    return all;
  }

  private static Map<Class<?>, Object> dense(DenseLoops loops) {
    Map<Class<?>, Object> dense = new HashMap<>();
    dense.put(Gemm.class, new BlockedGemm(loops));
    dense.put(LayerForward.class, new BlockedLayerForward(loops));
    dense.put(LayerBackward.class, new BlockedLayerBackward(loops));
    return dense;
  }

  private static Map<Class<?>, Object> factor(DenseLoops products) {
    Map<Class<?>, Object> factor = new HashMap<>();
    factor.put(CholeskySolve.class, new BatchedCholesky(VectorSystems::new));
    factor.put(NormalEquations.class, new TiledNormalEquations(VectorFactorTile::new));
    factor.put(TopK.class, new BlockedTopK(products));
    return factor;
  }
}
