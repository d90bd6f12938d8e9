package io.nightjar.kernels.bench;

import io.nightjar.kernels.backend.DeviceFailedException;
import io.nightjar.kernels.backend.OperationSet;
import io.nightjar.kernels.opencl.OpenClBackend;
import io.nightjar.kernels.opencl.device.DeviceRuntime;
import io.nightjar.kernels.opencl.device.OpenClDevice;
import io.nightjar.kernels.opencl.device.OpenClProbe;
import io.nightjar.kernels.scalar.ScalarOperations;
import io.nightjar.kernels.simd.SimdProbe;
import java.util.ArrayList;
import java.util.List;

/**
 * The backends of this JVM that can be measured.
 *
 * @param jvm the JVM's loops by name: scalar, and simd where there are vectors
 * @param device the best OpenCL device that works; null where there is none
 * @param missing what is not here, and why, in sentences
 */
record Backends(List<Loops> jvm, OpenClBackend device, List<String> missing) {
  /** Loops of the JVM. */
  record Loops(String name, OperationSet operations) {}

  /** Opens the best device. */
  static Backends here() {
    List<Loops> jvm = new ArrayList<>(List.of(new Loops("scalar", ScalarOperations.set())));
    List<String> missing = new ArrayList<>();
    SimdProbe simd = SimdProbe.run();
    if (simd.operations() == null) {
      missing.add("no simd: " + simd.reason());
    } else {
      jvm.add(new Loops("simd", simd.operations()));
    }
    return new Backends(List.copyOf(jvm), openCl(missing), missing);
  }

  private static OpenClBackend openCl(List<String> missing) {
    OpenClProbe probe = OpenClProbe.run();
    if (probe.devices().isEmpty()) {
      missing.add("no opencl: " + probe.reason());
    }
    for (OpenClDevice device : probe.devices()) {
      try {
        return OpenClBackend.on(DeviceRuntime.open(device));
      } catch (DeviceFailedException failure) {
        missing.add("no opencl: " + failure.getMessage());
      }
    }
    return null;
  }
}
