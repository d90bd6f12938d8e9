package io.nightjar.kernels.scalar;

import io.nightjar.kernels.backend.OperationSet;
import io.nightjar.kernels.cluster.Assignment;
import io.nightjar.kernels.count.KnotCount;
import io.nightjar.kernels.dense.Gemm;
import io.nightjar.kernels.dense.LayerBackward;
import io.nightjar.kernels.dense.LayerForward;
import io.nightjar.kernels.ensemble.EnsembleScore;
import io.nightjar.kernels.ensemble.TreeShap;
import io.nightjar.kernels.factor.CholeskySolve;
import io.nightjar.kernels.factor.NormalEquations;
import io.nightjar.kernels.factor.TopK;
import io.nightjar.kernels.linear.GlmGradient;
import io.nightjar.kernels.linear.Gram;
import io.nightjar.kernels.linear.Margins;
import io.nightjar.kernels.scalar.cluster.ClusterLoops;
import io.nightjar.kernels.scalar.cluster.TiledAssignment;
import io.nightjar.kernels.scalar.count.TableKnotCount;
import io.nightjar.kernels.scalar.dense.BlockedGemm;
import io.nightjar.kernels.scalar.dense.BlockedLayerBackward;
import io.nightjar.kernels.scalar.dense.BlockedLayerForward;
import io.nightjar.kernels.scalar.dense.DenseLoops;
import io.nightjar.kernels.scalar.ensemble.LaneLoops;
import io.nightjar.kernels.scalar.ensemble.TiledScore;
import io.nightjar.kernels.scalar.ensemble.shap.TiledShap;
import io.nightjar.kernels.scalar.factor.BatchedCholesky;
import io.nightjar.kernels.scalar.factor.BlockedTopK;
import io.nightjar.kernels.scalar.factor.TiledNormalEquations;
import io.nightjar.kernels.scalar.linear.LinearLoops;
import io.nightjar.kernels.scalar.linear.TiledGradient;
import io.nightjar.kernels.scalar.linear.TiledGram;
import io.nightjar.kernels.scalar.linear.TiledMargins;
import io.nightjar.kernels.scalar.tree.PackedHistogram;
import io.nightjar.kernels.scalar.tree.TablePartition;
import io.nightjar.kernels.tree.Histogram;
import io.nightjar.kernels.tree.Partition;
import java.util.HashMap;
import java.util.Map;

/** Every operation on plain loops. */
public final class ScalarOperations {
  private static final OperationSet ALL = new OperationSet(all());

  private ScalarOperations() {}

  /** The plain loops of this JVM. */
  public static OperationSet set() {
    return ALL;
  }

  private static Map<Class<?>, Object> all() {
    Map<Class<?>, Object> all = new HashMap<>();
    LinearLoops linear = LinearLoops.plain();
    all.put(GlmGradient.class, new TiledGradient(linear));
    all.put(Margins.class, new TiledMargins(linear));
    all.put(Gram.class, new TiledGram(linear));
    DenseLoops dense = DenseLoops.plain();
    all.putAll(dense(dense));
    all.putAll(factor(dense));
    all.put(Assignment.class, new TiledAssignment(ClusterLoops.plain()));
    all.put(EnsembleScore.class, new TiledScore(LaneLoops.plain()));
    all.put(TreeShap.class, new TiledShap());
    all.put(Histogram.class, new PackedHistogram());
    all.put(Partition.class, new TablePartition());
    all.put(KnotCount.class, new TableKnotCount());
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
    factor.put(CholeskySolve.class, BatchedCholesky.plain());
    factor.put(NormalEquations.class, TiledNormalEquations.plain());
    factor.put(TopK.class, new BlockedTopK(products));
    return factor;
  }
}
