package io.nightjar.kernels.opencl.ensemble;

import io.nightjar.kernels.ensemble.EnsembleScore;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.kernels.ensemble.TreeRows;
import io.nightjar.kernels.ensemble.WalkPlan;
import io.nightjar.kernels.opencl.device.DeviceRuntime;
import io.nightjar.kernels.opencl.device.ResidentKey;
import java.util.List;

/**
 * Scores on a device: the bits of the JVM where the device has double precision, else sums in
 * float32. An ensemble's nodes stay on the device while the ensemble lives.
 */
public final class DeviceEnsembleScore implements EnsembleScore {
  /** Ints and sums of a launch. */
  private static final long MOST = 1L << 26;

  private final DeviceRuntime runtime;

  /** Scores on that device, in double precision where it has it. */
  public DeviceEnsembleScore(DeviceRuntime runtime) {
    this.runtime = runtime;
  }

  @Override
  public void write(TreeEnsemble ensemble, TreeRows rows, double[] out) {
    WalkPlan plan = WalkPlan.of(ensemble, rows.scale());
    int n = rows.rows();
    int capacity = WalkKernel.capacity(n, Math.max(plan.planes().size(), ensemble.outputs()), MOST);
    Class<? extends ScoreKernel> type =
        runtime.doublePrecision() ? DoubleScoreKernel.class : FloatScoreKernel.class;
    ResidentKey key = ResidentKey.of(type, List.of(ensemble), rows.scale(), capacity);
    double[] results = new double[out.length];
    for (int from = 0; from < n; from += capacity) {
      int first = from;
      int count = Math.min(capacity, n - from);
      runtime.use(
          key,
          ScoreKernel.class,
          () -> load(ensemble, plan, capacity),
          it -> it.score(rows, first, count, results));
    }
    System.arraycopy(results, 0, out, 0, out.length);
  }

  private ScoreKernel load(TreeEnsemble ensemble, WalkPlan plan, int capacity) {
    return runtime.doublePrecision()
        ? new DoubleScoreKernel(ensemble, plan, capacity)
        : new FloatScoreKernel(ensemble, plan, capacity);
  }
}
