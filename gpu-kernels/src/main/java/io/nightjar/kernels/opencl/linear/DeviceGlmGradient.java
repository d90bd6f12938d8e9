package io.nightjar.kernels.opencl.linear;

import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.kernels.linear.GlmGradient;
import io.nightjar.kernels.linear.GlmLoss;
import io.nightjar.kernels.linear.GlmTarget;
import io.nightjar.kernels.opencl.device.DeviceRuntime;
import io.nightjar.kernels.opencl.device.ResidentKey;
import java.util.Arrays;

/**
 * The gradient on a device. Sums are float64 where the device has double precision, else float32
 * within a chunk of rows and float64 across chunks; both repeat bit for bit. A block's features,
 * labels and weights stay on the device while the block lives.
 */
public final class DeviceGlmGradient implements GlmGradient {
  private final DeviceRuntime runtime;
  private final boolean doubles;

  /** The gradient on that device, in double precision where it has it. */
  public DeviceGlmGradient(DeviceRuntime runtime) {
    this(runtime, runtime.doublePrecision());
  }

  DeviceGlmGradient(DeviceRuntime runtime, boolean doubles) {
    this.runtime = runtime;
    this.doubles = doubles;
  }

  @Override
  public double add(
      GlmLoss loss,
      int classes,
      FeatureBlock block,
      GlmTarget target,
      double[] coefficients,
      double[] gradient) {
    GradientTask task = new GradientTask(loss, classes, (ColumnBlock) block, target);
    Class<? extends GradientKernel> type =
        doubles ? DoubleGradientKernel.class : FloatGradientKernel.class;
    Object weights = target.weights() == null ? target.labels() : target.weights();
    ResidentKey key =
        ResidentKey.of(type, Arrays.asList(block, target.labels(), weights), loss, classes);
    double[] sums =
        runtime.use(key, GradientKernel.class, () -> load(task), it -> sums(it, coefficients));
    for (int entry = 0; entry < gradient.length; entry++) {
      gradient[entry] += sums[entry];
    }
    return sums[gradient.length];
  }

  private GradientKernel load(GradientTask task) {
    return doubles ? new DoubleGradientKernel(task) : new FloatGradientKernel(task);
  }

  /** Adds the chunks in order; the last sum is the loss. */
  private static double[] sums(GradientKernel kernel, double[] coefficients) {
    double[] partials = kernel.partials(coefficients);
    double[] sums = new double[kernel.sums()];
    for (int entry = 0; entry < sums.length; entry++) {
      for (int c = 0; c < kernel.chunks; c++) {
        sums[entry] += partials[entry * kernel.chunks + c];
      }
    }
    return sums;
  }
}
