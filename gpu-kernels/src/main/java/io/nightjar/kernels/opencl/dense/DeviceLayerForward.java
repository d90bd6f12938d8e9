package io.nightjar.kernels.opencl.dense;

import io.nightjar.kernels.dense.LayerForward;
import io.nightjar.kernels.dense.LayerShape;
import io.nightjar.kernels.dense.LayerWeights;
import io.nightjar.kernels.opencl.device.DeviceRuntime;

/** Layers on a device, bias and activation in the product's own kernel. */
public final class DeviceLayerForward implements LayerForward {
  private final DeviceRuntime runtime;

  /** Layers on that device. */
  public DeviceLayerForward(DeviceRuntime runtime) {
    this.runtime = runtime;
  }

  @Override
  public void write(LayerShape shape, float[] x, LayerWeights weights, float[] y) {
    ProductTask task =
        new ProductTask(
            shape.rows(),
            shape.outputs(),
            shape.inputs(),
            ProductTask.Matrix.plain(x),
            ProductTask.Matrix.plain(weights.matrix()),
            weights.bias(),
            shape.activation());
    System.arraycopy(ProductKernel.multiply(runtime, task), 0, y, 0, y.length);
  }
}
