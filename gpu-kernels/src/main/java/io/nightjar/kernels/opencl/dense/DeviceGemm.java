package io.nightjar.kernels.opencl.dense;

import io.nightjar.kernels.dense.Gemm;
import io.nightjar.kernels.dense.MatrixProduct;
import io.nightjar.kernels.opencl.device.DeviceRuntime;

/** Products on a device; α and β are applied on the JVM, so that C need not go there. */
public final class DeviceGemm implements Gemm {
  private final DeviceRuntime runtime;

  /** Products on that device. */
  public DeviceGemm(DeviceRuntime runtime) {
    this.runtime = runtime;
  }

  @Override
  public void multiply(MatrixProduct product, float[] a, float[] b, float[] c) {
    ProductTask task =
        ProductTask.of(
            product.m(),
            product.n(),
            product.k(),
            new ProductTask.Matrix(a, product.a()),
            new ProductTask.Matrix(b, product.b()));
    float[] sums = ProductKernel.multiply(runtime, task);
    for (int i = 0; i < c.length; i++) {
      float sum = product.alpha() * sums[i];
      c[i] = product.beta() == 0 ? sum : sum + product.beta() * c[i];
    }
  }
}
