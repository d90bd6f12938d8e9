package io.nightjar.kernels.opencl.ensemble;

import io.nightjar.kernels.ensemble.CutScale;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.kernels.ensemble.TreeRows;
import io.nightjar.kernels.ensemble.TreeShap;
import io.nightjar.kernels.ensemble.WalkPlan;
import io.nightjar.kernels.ensemble.shap.ShapPlan;
import io.nightjar.kernels.opencl.device.DeviceRuntime;
import io.nightjar.kernels.opencl.device.ResidentKey;
import java.util.Arrays;
import java.util.List;

/**
 * SHAP values on a device, in float64 where it has double precision, else in float32. An ensemble's
 * edges stay on the device while the ensemble lives.
 */
public final class DeviceTreeShap implements TreeShap {
  /** Numbers of the largest buffer of a launch. */
  private static final long MOST = 1L << 24;

  private final DeviceRuntime runtime;

  /** Values on that device. */
  public DeviceTreeShap(DeviceRuntime runtime) {
    this.runtime = runtime;
  }

  @Override
  public void write(TreeEnsemble ensemble, TreeRows rows, double[] out) {
    WalkPlan walk = WalkPlan.of(ensemble, CutScale.NUMBERS);
    ShapPlan plan = ShapPlan.of(ensemble);
    int n = rows.rows();
    long perRow = Math.max(walk.planes().size(), ShapKernel.perRow(ensemble));
    int capacity = WalkKernel.capacity(n, perRow, MOST);
    Class<? extends ShapKernel> type =
        runtime.doublePrecision() ? DoubleShapKernel.class : FloatShapKernel.class;
    ResidentKey key = ResidentKey.of(type, List.of(ensemble), capacity);
    double[] results = new double[out.length];
    for (int from = 0; from < n; from += capacity) {
      int first = from;
      int count = Math.min(capacity, n - from);
      runtime.use(
          key,
          ShapKernel.class,
          () -> load(ensemble, walk, capacity),
          it -> it.explain(rows, first, count, results));
    }
    int stride = ensemble.features() + 1;
    for (int o = 0; o < ensemble.outputs(); o++) {
      int base = (o * stride + stride - 1) * n;
      Arrays.fill(results, base, base + n, plan.expectation(o));
    }
    System.arraycopy(results, 0, out, 0, out.length);
  }

  private ShapKernel load(TreeEnsemble ensemble, WalkPlan walk, int capacity) {
    return runtime.doublePrecision()
        ? new DoubleShapKernel(ensemble, walk, capacity)
        : new FloatShapKernel(ensemble, walk, capacity);
  }
}
