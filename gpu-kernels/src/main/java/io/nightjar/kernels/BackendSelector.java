package io.nightjar.kernels;

import io.nightjar.kernels.BackendChoice.Backend;
import io.nightjar.kernels.opencl.DeviceInfo;
import io.nightjar.kernels.opencl.OpenClBackend;
import io.nightjar.kernels.opencl.OpenClFailedException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses the backend of each operation: each refusal one guard, one reason, one safe default. */
final class BackendSelector {
  private static final Logger LOG = LoggerFactory.getLogger(BackendSelector.class);
  private static final String ASKED = "asked for by the preference";

  private final BackendPreference preference;
  private final Devices devices;
  private final AtomicBoolean warned = new AtomicBoolean();

  /**
   * A selector over given devices.
   *
   * @param devices null only with {@link BackendPreference#SCALAR}, which never looks for any
   */
  BackendSelector(BackendPreference preference, Devices devices) {
    this.preference = preference;
    this.devices = devices;
  }

  /** A selector over this JVM's devices, ready to use. */
  static BackendSelector of(BackendPreference preference) {
    boolean plain = preference == BackendPreference.SCALAR;
    BackendSelector selector = new BackendSelector(preference, plain ? null : Devices.here());
    selector.requireDevice();
    return selector;
  }

  /** Fails or warns now, where the preference asks for a device that is not there. */
  void requireDevice() {
    if (preference == BackendPreference.OPENCL || required()) {
      Devices.Built best = devices.best();
      if (best.backend() == null) {
        refuse(best.reason(), null);
      }
    }
  }

  /** Where the gradient of a block runs. */
  BackendChoice gradient(FeatureBlock block, int classes) {
    if (preference == BackendPreference.SCALAR) {
      return BackendChoice.jvm(ASKED);
    }
    if (block instanceof DoubleColumnBlock) {
      return refuse("float64 features run on the JVM only", null);
    }
    return gradient(block.rows(), block.columns(), classes);
  }

  /** Where the gradient of a float32 block of this shape runs. */
  BackendChoice gradient(int rows, int columns, int classes) {
    if (rows == 0 || columns == 0) {
      return BackendChoice.jvm("nothing to offload");
    }
    if (preference == BackendPreference.AUTO && devices.onlyProcessors()) {
      return BackendChoice.jvm(withoutGpu());
    }
    Devices.Built best = devices.best();
    OpenClBackend backend = best.backend();
    if (backend == null) {
      return refuse(best.reason(), null);
    }
    DeviceInfo device = backend.device().info();
    if (backend.largestBuffer(rows, columns, classes) > device.bufferBytes()) {
      return refuse("the block is larger than a buffer of " + device.name(), null);
    }
    return preference == BackendPreference.AUTO
        ? cheapest(backend, rows, columns, classes)
        : new BackendChoice(Backend.OPENCL, device.name(), ASKED);
  }

  /** Where margins are computed. */
  BackendChoice margins() {
    return BackendChoice.jvm("linear scoring is bound by memory: no device gains");
  }

  /** Where a Gram matrix is computed. */
  BackendChoice gram() {
    return BackendChoice.jvm("a Gram matrix is made once a fit: no device gains");
  }

  /** The backend of a choice that says {@link Backend#OPENCL}. */
  OpenClBackend openCl() {
    return devices.chosen();
  }

  /** 1 where a call on the JVM is a second best, so that it is counted. */
  int fallbacks(BackendChoice choice) {
    return preference == BackendPreference.OPENCL && choice.backend() == Backend.SCALAR ? 1 : 0;
  }

  void succeeded() {
    devices.succeeded();
  }

  /** Where a call goes on after its device failed. */
  BackendChoice afterFailure(OpenClFailedException failure) {
    devices.failed();
    return refuse(failure.getMessage(), failure);
  }

  private BackendChoice cheapest(OpenClBackend backend, int rows, int columns, int classes) {
    String name = backend.device().info().name();
    if (backend.device().info().type() == DeviceInfo.Type.CPU) {
      return BackendChoice.jvm(withoutGpu());
    }
    Devices.Measured measured = devices.measure(backend);
    if (measured.model() == null) {
      return BackendChoice.jvm(measured.reason());
    }
    String constants = " (" + measured.model().describe() + ")";
    return measured.model().gains(rows, columns, classes)
        ? new BackendChoice(Backend.OPENCL, name, "the cost model says it gains" + constants)
        : BackendChoice.jvm("the cost model says " + name + " does not gain" + constants);
  }

  private String withoutGpu() {
    return devices.all().isEmpty()
        ? devices.best().reason()
        : "the only OpenCL device, "
            + devices.all().get(0).info().name()
            + ", is this machine's processor: the JVM's own loops are faster on it";
  }

  private boolean required() {
    return preference == BackendPreference.OPENCL_REQUIRED;
  }

  private BackendChoice refuse(String reason, Throwable cause) {
    if (required()) {
      throw new BackendUnavailableException(reason, cause);
    }
    boolean surprising = preference == BackendPreference.OPENCL || cause != null;
    if (surprising && warned.compareAndSet(false, true)) {
      LOG.warn("The JVM's loops run in place of OpenCL: {}", reason);
    }
    return BackendChoice.jvm(reason);
  }
}
