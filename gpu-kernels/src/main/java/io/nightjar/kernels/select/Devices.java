package io.nightjar.kernels.select;

import io.nightjar.kernels.backend.DeviceFailedException;
import io.nightjar.kernels.backend.Operation;
import io.nightjar.kernels.backend.OperationSet;
import io.nightjar.kernels.opencl.OpenClBackend;
import io.nightjar.kernels.opencl.device.DeviceInfo;
import io.nightjar.kernels.opencl.device.DeviceRuntime;
import io.nightjar.kernels.opencl.device.OpenClDevice;
import io.nightjar.kernels.opencl.device.OpenClProbe;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * The OpenCL devices that this JVM can see, probed once; a device is opened, an operation tried on
 * it, and its speed measured only when somebody asks.
 */
public final class Devices {
  /** Failures in a row after which a device is left alone for the rest of the process. */
  static final int MOST_FAILURES = 3;

  private final OpenClProbe probe;
  private final Map<OpenClDevice, Built> built;
  private final Map<OpenClBackend, Link> links = new IdentityHashMap<>();
  private final Map<Place, String> faults = new HashMap<>();
  private final Map<Place, Measured> measured = new HashMap<>();
  private final AtomicInteger failures = new AtomicInteger();

  Devices(OpenClProbe probe) {
    this(probe, new IdentityHashMap<>());
  }

  private Devices(OpenClProbe probe, Map<OpenClDevice, Built> built) {
    this.probe = probe;
    this.built = built;
  }

  /** This JVM's devices. */
  public static Devices here() {
    return Here.DEVICES;
  }

  /** One of this JVM's GPUs alone, by its number in the driver's order: what a cluster assigned. */
  public static Devices gpu(int number) {
    return Here.DEVICES.only(number);
  }

  /** The same devices without all but one GPU; a device is opened once all the same. */
  Devices only(int gpu) {
    List<OpenClDevice> one = all().stream().filter(device -> device.gpu() == gpu).toList();
    long gpus = all().stream().filter(device -> device.gpu() >= 0).count();
    String none = "GPU " + gpu + " was assigned, but OpenCL shows " + gpus + " GPUs here";
    return new Devices(new OpenClProbe(one, one.isEmpty() ? none : ""), built);
  }

  /** Uses a backend that was opened elsewhere for its device. */
  Devices with(OpenClBackend backend) {
    synchronized (built) {
      built.put(backend.runtime().device(), new Built(backend, ""));
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

  /** The operations on one device; the first call opens it. */
  Built build(OpenClDevice device) {
    synchronized (built) {
      return built.computeIfAbsent(device, Devices::attempt);
    }
  }

  /** Why an operation can't be used on a device; empty where it can. The first call tries it. */
  String fault(OpenClBackend backend, Operation<?> operation) {
    synchronized (faults) {
      return faults.computeIfAbsent(
          new Place(backend, operation.name()), place -> SelfTest.fault(backend, operation));
    }
  }

  /** How a device is reached; the first call measures it. */
  Link link(OpenClBackend backend) {
    synchronized (links) {
      return links.computeIfAbsent(backend, Calibration::link);
    }
  }

  /** How fast an operation is beside the JVM's loops; the first call measures it. */
  Measured measure(OpenClBackend backend, Operation<?> operation, OperationSet loops) {
    synchronized (measured) {
      return measured.computeIfAbsent(
          new Place(backend, operation.name()), place -> calibrate(backend, operation, loops));
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
      return new Built(OpenClBackend.on(DeviceRuntime.open(device)), "");
    } catch (DeviceFailedException failure) {
      return Built.refused(failure.getMessage());
    }
  }

  private Measured calibrate(OpenClBackend backend, Operation<?> operation, OperationSet loops) {
    try {
      return new Measured(Calibration.of(backend, link(backend), loops, operation), "");
    } catch (DeviceFailedException failure) {
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

  /** An operation on a device. */
  private record Place(OpenClBackend backend, String operation) {}

  /** Probed on first use. */
  private static final class Here {
    static final Devices DEVICES = new Devices(OpenClProbe.run());
  }
}
