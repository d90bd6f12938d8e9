package io.nightjar.kernels.select;

import io.nightjar.kernels.backend.BackendChoice;
import io.nightjar.kernels.backend.BackendChoice.Backend;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.backend.BackendUnavailableException;
import io.nightjar.kernels.backend.DeviceFailedException;
import io.nightjar.kernels.backend.Operation;
import io.nightjar.kernels.backend.OperationSet;
import io.nightjar.kernels.backend.Work;
import io.nightjar.kernels.opencl.OpenClBackend;
import io.nightjar.kernels.opencl.device.DeviceInfo;
import io.nightjar.kernels.scalar.ScalarOperations;
import io.nightjar.kernels.simd.SimdProbe;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses the backend of each operation: each refusal one guard, one reason, one safe default. */
public final class BackendSelector {
  private static final Logger LOG = LoggerFactory.getLogger(BackendSelector.class);
  private static final String ASKED = "asked for by the preference";

  private final BackendPreference preference;
  private final Devices devices;
  private final SimdProbe simd;
  private final AtomicBoolean warned = new AtomicBoolean();

  /**
   * A selector over given devices and loops.
   *
   * @param devices never asked under {@link BackendPreference#SCALAR} and SIMD; may be null there
   * @param simd the JVM's vector loops, or why there are none
   */
  BackendSelector(BackendPreference preference, Devices devices, SimdProbe simd) {
    this.preference = preference;
    this.devices = devices;
    this.simd = simd;
  }

  /**
   * A selector over what this JVM has; fails or warns now, where what is asked for is not there.
   */
  public static BackendSelector of(BackendPreference preference) {
    return of(preference, Devices::here);
  }

  /** A selector that takes no GPU but one; fails or warns now, as {@link #of}. */
  public static BackendSelector of(BackendPreference preference, int gpu) {
    return of(preference, () -> Devices.gpu(gpu));
  }

  private static BackendSelector of(BackendPreference preference, Supplier<Devices> devices) {
    boolean onTheJvm = preference == BackendPreference.SCALAR || wantsSimd(preference);
    BackendSelector selector =
        new BackendSelector(preference, onTheJvm ? null : devices.get(), SimdProbe.run());
    selector.requirePreferred();
    return selector;
  }

  private void requirePreferred() {
    if (wantsSimd(preference)) {
      if (simd.operations() == null) {
        refuse(null, simd.reason(), null);
      }
      return;
    }
    if (preference == BackendPreference.OPENCL || required()) {
      Devices.Built best = devices.best();
      if (best.backend() == null) {
        refuse(null, best.reason(), null);
      }
    }
  }

  /** The loops or kernels of a choice. */
  <T> T implementation(BackendChoice choice, Operation<T> operation) {
    return switch (choice.backend()) {
      case OPENCL -> devices.chosen().operations().of(operation.type());
      case SIMD -> simd.operations().of(operation.type());
      case SCALAR -> ScalarOperations.set().of(operation.type());
    };
  }

  /** The fastest loops of this JVM for an operation. */
  OperationSet fastest(Operation<?> operation) {
    return vectorised(operation) ? simd.operations() : ScalarOperations.set();
  }

  /** Where a call runs. */
  BackendChoice choose(Operation<?> operation, Work work) {
    if (devices == null) {
      return asked(operation);
    }
    if (!operation.offloadable()) {
      return jvm(operation, operation.jvmReason());
    }
    if (work.jvmReason() != null) {
      return refuse(operation, work.jvmReason(), null);
    }
    if (work.units() == 0) {
      return jvm(operation, "nothing to offload");
    }
    if (preference == BackendPreference.AUTO && devices.onlyProcessors()) {
      return jvm(operation, withoutGpu());
    }
    Devices.Built best = devices.best();
    return best.backend() == null
        ? refuse(operation, best.reason(), null)
        : onDevice(best.backend(), operation, work);
  }

  private BackendChoice onDevice(OpenClBackend backend, Operation<?> operation, Work work) {
    DeviceInfo device = backend.runtime().info();
    if (work.largestBuffer() > device.bufferBytes()) {
      return refuse(operation, "the block is larger than a buffer of " + device.name(), null);
    }
    String fault = devices.fault(backend, operation);
    if (!fault.isEmpty()) {
      return refuse(operation, fault, null);
    }
    return preference == BackendPreference.AUTO
        ? cheapest(backend, operation, work)
        : new BackendChoice(Backend.OPENCL, device.name(), ASKED);
  }

  private BackendChoice cheapest(OpenClBackend backend, Operation<?> operation, Work work) {
    DeviceInfo device = backend.runtime().info();
    if (device.type() == DeviceInfo.Type.CPU) {
      return jvm(operation, withoutGpu());
    }
    Devices.Measured measured = devices.measure(backend, operation, fastest(operation));
    if (measured.model() == null) {
      return jvm(operation, measured.reason());
    }
    String constants = " (" + measured.model().describe() + ")";
    String name = device.name();
    return measured.model().gains(work)
        ? new BackendChoice(Backend.OPENCL, name, "the cost model says it gains" + constants)
        : jvm(operation, "the cost model says " + name + " does not gain" + constants);
  }

  /** 1 where this backend is a second best for the call, so that it is counted. */
  int fallbacks(Operation<?> operation, BackendChoice choice) {
    return switch (preference) {
      case OPENCL -> operation.offloadable() && choice.backend() != Backend.OPENCL ? 1 : 0;
      case SIMD -> choice.backend() == Backend.SCALAR && simd.operations() == null ? 1 : 0;
      default -> 0;
    };
  }

  void succeeded() {
    devices.succeeded();
  }

  /** Where a call goes on after its device failed. */
  BackendChoice afterFailure(Operation<?> operation, DeviceFailedException failure) {
    devices.failed();
    return refuse(operation, failure.getMessage(), failure);
  }

  private String withoutGpu() {
    return devices.all().isEmpty()
        ? devices.best().reason()
        : "the only OpenCL device, "
            + devices.all().get(0).info().name()
            + ", is this machine's processor: the JVM's own loops are faster on it";
  }

  private boolean required() {
    return preference == BackendPreference.OPENCL_REQUIRED
        || preference == BackendPreference.SIMD_REQUIRED;
  }

  private static boolean wantsSimd(BackendPreference preference) {
    return preference == BackendPreference.SIMD || preference == BackendPreference.SIMD_REQUIRED;
  }

  private boolean vectorised(Operation<?> operation) {
    return simd.operations() != null && simd.operations().has(operation.type());
  }

  private BackendChoice asked(Operation<?> operation) {
    boolean missing = wantsSimd(preference) && simd.operations() == null;
    return jvm(operation, missing ? simd.reason() : ASKED);
  }

  private BackendChoice jvm(Operation<?> operation, String reason) {
    if (preference == BackendPreference.SCALAR || simd.operations() == null) {
      return new BackendChoice(Backend.SCALAR, "JVM", reason);
    }
    if (!vectorised(operation)) {
      return new BackendChoice(Backend.SCALAR, "JVM", reason + "; vectors gain nothing here");
    }
    return !wantsSimd(preference) && WarmUp.isCold(operation)
        ? new BackendChoice(Backend.SCALAR, "JVM", reason + "; " + WarmUp.REASON)
        : new BackendChoice(Backend.SIMD, "JVM", reason);
  }

  private BackendChoice refuse(Operation<?> operation, String reason, Throwable cause) {
    if (required()) {
      throw new BackendUnavailableException(preference, reason, cause);
    }
    boolean surprising = preference != BackendPreference.AUTO || cause != null;
    if (surprising && warned.compareAndSet(false, true)) {
      LOG.warn("{} is wanted, but other loops run in its place: {}", preference, reason);
    }
    return operation == null ? null : jvm(operation, reason);
  }
}
