package io.nightjar.kernels.opencl.tree;

import io.nightjar.kernels.block.BinnedBlock;
import io.nightjar.kernels.opencl.device.DeviceRuntime;
import io.nightjar.kernels.opencl.device.ResidentKey;
import io.nightjar.kernels.tree.GradientPairs;
import io.nightjar.kernels.tree.Histogram;
import io.nightjar.kernels.tree.RowList;
import java.util.Arrays;
import java.util.List;

/** The histogram on a device; a block's bins stay on it while the block lives. */
public final class DeviceHistogram implements Histogram {
  private final DeviceRuntime runtime;

  /** The histogram on that device. */
  public DeviceHistogram(DeviceRuntime runtime) {
    this.runtime = runtime;
  }

  @Override
  public void add(
      BinnedBlock block, GradientPairs gradients, RowList rows, int[] columns, long[] out) {
    // A block has room for each of its columns once; more are asked for in parts.
    int most = block.columns();
    long[] sums = new long[out.length];
    for (int from = 0; from < columns.length; from += most) {
      int[] part = Arrays.copyOfRange(columns, from, Math.min(from + most, columns.length));
      long[] got = sums(block, gradients, rows, part);
      System.arraycopy(got, 0, sums, from * SUMS, got.length);
    }
    for (int i = 0; i < out.length; i++) {
      out[i] += sums[i];
    }
  }

  private long[] sums(BinnedBlock block, GradientPairs gradients, RowList rows, int[] columns) {
    return runtime.use(
        ResidentKey.of(HistogramKernel.class, List.of(block)),
        HistogramKernel.class,
        () -> new HistogramKernel(block),
        kernel -> Arrays.copyOf(kernel.sums(gradients, rows, columns), columns.length * SUMS));
  }
}
