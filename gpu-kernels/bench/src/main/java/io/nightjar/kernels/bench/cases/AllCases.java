package io.nightjar.kernels.bench.cases;

import io.nightjar.kernels.bench.cluster.ClusterBench;
import io.nightjar.kernels.bench.count.CountBench;
import io.nightjar.kernels.bench.dense.DenseBench;
import io.nightjar.kernels.bench.ensemble.EnsembleBench;
import io.nightjar.kernels.bench.factor.FactorBench;
import io.nightjar.kernels.bench.linear.LinearBench;
import io.nightjar.kernels.bench.spec.Case;
import io.nightjar.kernels.bench.spec.Scale;
import io.nightjar.kernels.bench.tree.TreeBench;
import java.util.List;
import java.util.stream.Stream;

/** The cases of every operation. */
public final class AllCases {
  private AllCases() {}

  /** All of them, topic by topic. */
  public static List<Case<?>> of(Scale scale) {
    return Stream.of(
            LinearBench.cases(scale),
            DenseBench.cases(scale),
            FactorBench.cases(scale),
            ClusterBench.cases(scale),
            TreeBench.cases(scale),
            EnsembleBench.cases(scale),
            CountBench.cases(scale))
        .<Case<?>>flatMap(List::stream)
        .toList();
  }
}
