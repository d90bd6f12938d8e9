package io.nightjar.kernels;

import io.nightjar.kernels.opencl.CostModel;
import io.nightjar.kernels.opencl.DeviceInfo;
import io.nightjar.kernels.opencl.OpenClBackend;
import io.nightjar.kernels.opencl.OpenClDevice;
import io.nightjar.kernels.opencl.OpenClFailedException;
import io.nightjar.kernels.opencl.OpenClProbe;
import io.nightjar.kernels.scalar.Loops;
import io.nightjar.kernels.simd.SimdProbe;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * The OpenCL devices that this JVM can see, probed once; kernels are built and a device is measured
 * only when somebody asks.
 */
public final class Devices {
  /** Failures in a row after which a device is left alone for the rest of the process. */
  static final int MOST_FAILURES = 3;

  private final OpenClProbe probe;
  private final Map<OpenClDevice, Built> built = new IdentityHashMap<>();
  private final Map<OpenClBackend, Measured> measured = new IdentityHashMap<>();
  private final AtomicInteger failures = new AtomicInteger();

  Devices(OpenClProbe probe) {
    this.probe = probe;
  }

  /** This JVM's devices. */
  public static Devices here() {
    return Here.DEVICES;
  }

  /** Everything that can be said of the devices; builds the kernels on each and measures it. */
  public DeviceReport report() {
    return DeviceReport.of(
        this, new BackendSelector(BackendPreference.AUTO, this, SimdProbe.run()));
  }

  /** Uses a backend that was built elsewhere for its device. */
  Devices with(OpenClBackend backend) {
    synchronized (built) {
      built.put(backend.device(), new Built(backend, ""));
    }
    return this;
  }

  List<OpenClDevice> all() {
    return probe.devices();
  }

  /** Whether every device is the host's own processor. */
  boolean onlyProcessors() {
    return all().stream().allMatch(device -> device.info().type() == DeviceInfo.Type.CPU);
  }

  /** The best device that works, or why there is none. */
  Built best() {
    if (failures.get() >= MOST_FAILURES) {
      return Built.refused("the OpenCL device failed " + MOST_FAILURES + " times in a row");
    }
    return firstThatWorks();
  }

  private Built firstThatWorks() {
    List<String> reasons = new ArrayList<>();
    for (OpenClDevice device : all()) {
      Built attempt = build(device);
      if (attempt.backend() != null) {
        return attempt;
      }
      reasons.add(attempt.reason());
    }
    return Built.refused(
        reasons.isEmpty()
            ? probe.reason()
            : reasons.stream().distinct().collect(Collectors.joining("; ")));
  }

  /** The backend that {@link #best} gave, even if another thread saw it fail since. */
  OpenClBackend chosen() {
    return firstThatWorks().backend();
  }

  /** The kernels on one device; the first call builds them. */
  Built build(OpenClDevice device) {
    synchronized (built) {
      return built.computeIfAbsent(device, Devices::attempt);
    }
  }

  /** How fast a device is beside the JVM's loops; the first call measures it. */
  Measured measure(OpenClBackend backend, Loops loops) {
    synchronized (measured) {
      return measured.computeIfAbsent(backend, b -> calibrate(b, loops));
    }
  }

  void succeeded() {
    failures.set(0);
  }

  void failed() {
    failures.incrementAndGet();
  }

  private static Built attempt(OpenClDevice device) {
    try {
      return new Built(OpenClBackend.on(device), "");
    } catch (OpenClFailedException failure) {
      return Built.refused(failure.getMessage());
    }
  }

  private static Measured calibrate(OpenClBackend backend, Loops loops) {
    try {
      return new Measured(Calibration.of(backend, loops), "");
    } catch (OpenClFailedException failure) {
      return new Measured(null, "it failed while it was measured: " + failure.getMessage());
    }
  }

  /** A backend, or why there is none. */
  record Built(OpenClBackend backend, String reason) {
    static Built refused(String reason) {
      return new Built(null, reason);
    }
  }

  /** A cost model, or why there is none. */
  record Measured(CostModel model, String reason) {}

  /** Probed on first use. */
  private static final class Here {
    static final Devices DEVICES = new Devices(OpenClProbe.run());
  }
}
