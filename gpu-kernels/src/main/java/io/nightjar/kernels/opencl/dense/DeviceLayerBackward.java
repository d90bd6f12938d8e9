package io.nightjar.kernels.opencl.dense;

import io.nightjar.kernels.dense.LayerBackward;
import io.nightjar.kernels.dense.LayerPass;
import io.nightjar.kernels.dense.LayerShape;
import io.nightjar.kernels.dense.LayerWeights;
import io.nightjar.kernels.opencl.dense.ProductTask.Matrix;
import io.nightjar.kernels.opencl.device.DeviceRuntime;

/**
 * Gradients of layers: both products on a device. dZ and its sums are made on the JVM, because they
 * cost as little as moving them, and dZ is half of what Y and dY would be on the link.
 */
public final class DeviceLayerBackward implements LayerBackward {
  private final DeviceRuntime runtime;

  /** Gradients on that device. */
  public DeviceLayerBackward(DeviceRuntime runtime) {
    this.runtime = runtime;
  }

  @Override
  public void write(LayerShape shape, LayerPass pass, LayerWeights gradient, float[] dx) {
    int rows = shape.rows();
    int inputs = shape.inputs();
    int outputs = shape.outputs();
    float[] dz = slopes(shape, pass);
    float[] dw =
        ProductKernel.multiply(
            runtime,
            ProductTask.of(inputs, outputs, rows, Matrix.transposed(pass.x()), Matrix.plain(dz)));
    if (dx != null) {
      ProductTask task =
          ProductTask.of(rows, inputs, outputs, Matrix.plain(dz), Matrix.transposed(pass.matrix()));
      System.arraycopy(ProductKernel.multiply(runtime, task), 0, dx, 0, dx.length);
    }
    System.arraycopy(dw, 0, gradient.matrix(), 0, dw.length);
    sumRows(dz, gradient.bias());
  }

  /** dZ = dY ⊙ act′(Y). */
  private static float[] slopes(LayerShape shape, LayerPass pass) {
    float[] y = pass.y();
    float[] dz = pass.dy().clone();
    for (int i = 0; i < dz.length; i++) {
      dz[i] *=
          switch (shape.activation()) {
            case IDENTITY -> 1f;
            case RELU -> y[i] > 0 ? 1f : 0f;
            case TANH -> 1f - y[i] * y[i];
            case SIGMOID -> y[i] * (1f - y[i]);
          };
    }
    return dz;
  }

  private static void sumRows(float[] dz, float[] bias) {
    double[] sums = new double[bias.length];
    for (int from = 0; from < dz.length; from += sums.length) {
      for (int j = 0; j < sums.length; j++) {
        sums[j] += dz[from + j];
      }
    }
    for (int j = 0; j < sums.length; j++) {
      bias[j] = (float) sums[j];
    }
  }
}
