package io.nightjar.kernels.opencl.tree;

import io.nightjar.kernels.opencl.device.DeviceRuntime;
import io.nightjar.kernels.opencl.device.ResidentKey;
import io.nightjar.kernels.tree.BinnedRows;
import io.nightjar.kernels.tree.Histogram;
import io.nightjar.kernels.tree.NodeRows;
import java.util.Arrays;
import java.util.List;

/** The histogram on a device; the bins stay on it while they live. */
public final class DeviceHistogram implements Histogram {
  private final DeviceRuntime runtime;

  /** The histogram on that device. */
  public DeviceHistogram(DeviceRuntime runtime) {
    this.runtime = runtime;
  }

  @Override
  public void add(BinnedRows bins, NodeRows node, int tile, long[] out) {
    int first = BinnedRows.TILE * tile;
    int width = bins.columnsOf(tile);
    long[] sums =
        runtime.use(
            ResidentKey.of(HistogramKernel.class, List.of(bins)),
            HistogramKernel.class,
            () -> new HistogramKernel(bins),
            kernel -> Arrays.copyOf(kernel.sums(node, first, width), width * SUMS));
    for (int i = 0; i < sums.length; i++) {
      out[first * SUMS + i] += sums[i];
    }
  }
}
