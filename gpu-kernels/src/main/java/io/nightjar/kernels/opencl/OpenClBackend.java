package io.nightjar.kernels.opencl;

import io.nightjar.kernels.backend.OperationSet;
import io.nightjar.kernels.cluster.Assignment;
import io.nightjar.kernels.dense.Gemm;
import io.nightjar.kernels.dense.LayerBackward;
import io.nightjar.kernels.dense.LayerForward;
import io.nightjar.kernels.ensemble.EnsembleScore;
import io.nightjar.kernels.ensemble.TreeShap;
import io.nightjar.kernels.factor.CholeskySolve;
import io.nightjar.kernels.factor.NormalEquations;
import io.nightjar.kernels.factor.TopK;
import io.nightjar.kernels.linear.GlmGradient;
import io.nightjar.kernels.linear.Gram;
import io.nightjar.kernels.opencl.cluster.DeviceAssignment;
import io.nightjar.kernels.opencl.dense.DeviceGemm;
import io.nightjar.kernels.opencl.dense.DeviceLayerBackward;
import io.nightjar.kernels.opencl.dense.DeviceLayerForward;
import io.nightjar.kernels.opencl.device.DeviceRuntime;
import io.nightjar.kernels.opencl.ensemble.DeviceEnsembleScore;
import io.nightjar.kernels.opencl.ensemble.DeviceTreeShap;
import io.nightjar.kernels.opencl.factor.DeviceCholeskySolve;
import io.nightjar.kernels.opencl.factor.DeviceNormalEquations;
import io.nightjar.kernels.opencl.factor.DeviceTopK;
import io.nightjar.kernels.opencl.linear.DeviceGlmGradient;
import io.nightjar.kernels.opencl.linear.DeviceGram;
import io.nightjar.kernels.opencl.tree.DeviceHistogram;
import io.nightjar.kernels.tree.Histogram;
import java.util.HashMap;
import java.util.Map;

/** The operations on one OpenCL device; kernels are built when they are first used. */
public record OpenClBackend(DeviceRuntime runtime, OperationSet operations) {
  /** The operations on a device that was opened. */
  public static OpenClBackend on(DeviceRuntime runtime) {
    Map<Class<?>, Object> all = new HashMap<>();
    all.put(GlmGradient.class, new DeviceGlmGradient(runtime));
    all.putAll(dense(runtime));
    all.putAll(factor(runtime));
    all.put(Assignment.class, new DeviceAssignment(runtime));
    all.put(Histogram.class, new DeviceHistogram(runtime));
    all.put(EnsembleScore.class, new DeviceEnsembleScore(runtime));
    all.put(TreeShap.class, new DeviceTreeShap(runtime));
    all.put(Gram.class, new DeviceGram(runtime));
    return new OpenClBackend(runtime, new OperationSet(all));
  }

  private static Map<Class<?>, Object> dense(DeviceRuntime runtime) {
    Map<Class<?>, Object> dense = new HashMap<>();
    dense.put(Gemm.class, new DeviceGemm(runtime));
    dense.put(LayerForward.class, new DeviceLayerForward(runtime));
    dense.put(LayerBackward.class, new DeviceLayerBackward(runtime));
    return dense;
  }

  private static Map<Class<?>, Object> factor(DeviceRuntime runtime) {
    Map<Class<?>, Object> factor = new HashMap<>();
    factor.put(CholeskySolve.class, new DeviceCholeskySolve(runtime));
    factor.put(NormalEquations.class, new DeviceNormalEquations(runtime));
    factor.put(TopK.class, new DeviceTopK(runtime));
    return factor;
  }
}
