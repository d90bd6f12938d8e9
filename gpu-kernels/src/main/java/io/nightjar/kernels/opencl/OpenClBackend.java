package io.nightjar.kernels.opencl;

import io.nightjar.kernels.backend.OperationSet;
import io.nightjar.kernels.linear.GlmGradient;
import io.nightjar.kernels.linear.Gram;
import io.nightjar.kernels.opencl.device.DeviceRuntime;
import io.nightjar.kernels.opencl.linear.DeviceGlmGradient;
import io.nightjar.kernels.opencl.linear.DeviceGram;
import java.util.HashMap;
import java.util.Map;

/** The operations on one OpenCL device; kernels are built when they are first used. */
public record OpenClBackend(DeviceRuntime runtime, OperationSet operations) {
  /** The operations on a device that was opened. */
  public static OpenClBackend on(DeviceRuntime runtime) {
    Map<Class<?>, Object> all = new HashMap<>();
    all.put(GlmGradient.class, new DeviceGlmGradient(runtime));
    all.put(Gram.class, new DeviceGram(runtime));
    return new OpenClBackend(runtime, new OperationSet(all));
  }
}
