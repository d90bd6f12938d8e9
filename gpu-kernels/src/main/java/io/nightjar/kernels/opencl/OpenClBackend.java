package io.nightjar.kernels.opencl;

import io.nightjar.kernels.backend.OperationSet;
import io.nightjar.kernels.ensemble.EnsembleScore;
import io.nightjar.kernels.ensemble.TreeShap;
import io.nightjar.kernels.linear.GlmGradient;
import io.nightjar.kernels.opencl.device.DeviceRuntime;
import io.nightjar.kernels.opencl.ensemble.DeviceEnsembleScore;
import io.nightjar.kernels.opencl.ensemble.DeviceTreeShap;
import io.nightjar.kernels.opencl.linear.DeviceGlmGradient;
import java.util.HashMap;
import java.util.Map;

/** The operations on one OpenCL device; kernels are built when they are first used. */
public record OpenClBackend(DeviceRuntime runtime, OperationSet operations) {
  /** The operations on a device that was opened. */
  public static OpenClBackend on(DeviceRuntime runtime) {
    Map<Class<?>, Object> all = new HashMap<>();
    all.put(GlmGradient.class, new DeviceGlmGradient(runtime));
    all.put(EnsembleScore.class, new DeviceEnsembleScore(runtime));
    all.put(TreeShap.class, new DeviceTreeShap(runtime));
    return new OpenClBackend(runtime, new OperationSet(all));
  }
}
