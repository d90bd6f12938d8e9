package io.nightjar.kernels.opencl.linear;

import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.kernels.linear.GlmLoss;
import io.nightjar.kernels.linear.GlmTarget;
import io.nightjar.kernels.linear.Gram;
import io.nightjar.kernels.opencl.device.DeviceRuntime;
import io.nightjar.kernels.opencl.device.ResidentKey;
import java.util.Arrays;

/**
 * The Gram matrix on a device. Sums are float64 where the device has double precision, else float32
 * within a chunk of rows and float64 across chunks; both repeat bit for bit.
 */
public final class DeviceGram implements Gram {
  private final DeviceRuntime runtime;

  /** The Gram matrix on that device, in double precision where it has it. */
  public DeviceGram(DeviceRuntime runtime) {
    this.runtime = runtime;
  }

  @Override
  public void add(FeatureBlock block, GlmTarget target, double[] shift, double[] out) {
    GradientTask task = new GradientTask(GlmLoss.SQUARED, 1, (ColumnBlock) block, target);
    Class<? extends GramKernel> type =
        runtime.doublePrecision() ? DoubleGramKernel.class : FloatGramKernel.class;
    Object weights = target.weights() == null ? target.labels() : target.weights();
    ResidentKey key = ResidentKey.of(type, Arrays.asList(block, target.labels(), weights));
    double[] packed = runtime.use(key, GramKernel.class, () -> load(task), it -> it.packed(shift));
    for (int entry = 0; entry < packed.length; entry++) {
      out[entry] += packed[entry];
    }
  }

  private GramKernel load(GradientTask task) {
    return runtime.doublePrecision() ? new DoubleGramKernel(task) : new FloatGramKernel(task);
  }
}
