package io.nightjar.kernels;

import io.nightjar.kernels.BackendChoice.Backend;
import io.nightjar.kernels.opencl.DeviceInfo;
import io.nightjar.kernels.opencl.OpenClBackend;
import io.nightjar.kernels.opencl.OpenClFailedException;
import io.nightjar.kernels.scalar.Loops;
import io.nightjar.kernels.simd.SimdProbe;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses the backend of each operation: each refusal one guard, one reason, one safe default. */
final class BackendSelector {
  private static final Logger LOG = LoggerFactory.getLogger(BackendSelector.class);
  private static final String ASKED = "asked for by the preference";

  /**
   * Cells (a feature of a row for a class) that plain loops go over before vector loops take over:
   * until they are compiled, those cost about as much as this many cells on plain loops. Both give
   * the same bits, so the change can't be seen in a result.
   */
  static final long CELLS_BEFORE_SIMD = 500_000_000;

  /** Cells so far in this JVM. */
  private static final LongAdder CELLS = new LongAdder();

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
  static BackendSelector of(BackendPreference preference) {
    boolean onTheJvm = preference == BackendPreference.SCALAR || wantsSimd(preference);
    BackendSelector selector =
        new BackendSelector(preference, onTheJvm ? null : Devices.here(), SimdProbe.run());
    selector.requirePreferred();
    return selector;
  }

  private void requirePreferred() {
    if (wantsSimd(preference)) {
      if (simd.loops() == null) {
        refuse(simd.reason(), null);
      }
      return;
    }
    if (preference == BackendPreference.OPENCL || required()) {
      Devices.Built best = devices.best();
      if (best.backend() == null) {
        refuse(best.reason(), null);
      }
    }
  }

  /** The JVM's loops for a choice. */
  Loops loops(BackendChoice choice) {
    return choice.backend() == Backend.SIMD ? simd.loops() : Loops.plain();
  }

  /** The fastest loops of this JVM. */
  Loops fastest() {
    return simd.loops() == null ? Loops.plain() : simd.loops();
  }

  /** Counts what the JVM's loops went over. */
  void worked(long cells) {
    CELLS.add(cells);
  }

  /** Where the gradient of a block runs. */
  BackendChoice gradient(FeatureBlock block, int classes) {
    if (devices != null && block instanceof DoubleColumnBlock) {
      return refuse("float64 features run on the JVM only", null);
    }
    return gradient(block.rows(), block.columns(), classes);
  }

  /** Where the gradient of a float32 block of this shape runs. */
  BackendChoice gradient(int rows, int columns, int classes) {
    if (devices == null) {
      return asked();
    }
    if (rows == 0 || columns == 0) {
      return jvm("nothing to offload");
    }
    if (preference == BackendPreference.AUTO && devices.onlyProcessors()) {
      return jvm(withoutGpu());
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
    return devices == null ? asked() : jvm("linear scoring is bound by memory: no device gains");
  }

  /** Where a Gram matrix is computed. */
  BackendChoice gram() {
    return devices == null ? asked() : jvm("a Gram matrix is made once a fit: no device gains");
  }

  /** The backend of a choice that says {@link Backend#OPENCL}. */
  OpenClBackend openCl() {
    return devices.chosen();
  }

  /** 1 where a gradient on this backend is a second best, so that it is counted. */
  int fallbacks(BackendChoice choice) {
    boolean lost = preference == BackendPreference.OPENCL && choice.backend() != Backend.OPENCL;
    return lost ? 1 : fallbacksOnJvm(choice);
  }

  /** 1 where plain loops stand in for vector loops that were asked for. */
  int fallbacksOnJvm(BackendChoice choice) {
    return preference == BackendPreference.SIMD && choice.backend() == Backend.SCALAR ? 1 : 0;
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
      return jvm(withoutGpu());
    }
    Devices.Measured measured = devices.measure(backend, fastest());
    if (measured.model() == null) {
      return jvm(measured.reason());
    }
    String constants = " (" + measured.model().describe() + ")";
    return measured.model().gains(rows, columns, classes)
        ? new BackendChoice(Backend.OPENCL, name, "the cost model says it gains" + constants)
        : jvm("the cost model says " + name + " does not gain" + constants);
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

  private BackendChoice asked() {
    boolean missing = wantsSimd(preference) && simd.loops() == null;
    return jvm(missing ? simd.reason() : ASKED);
  }

  private BackendChoice jvm(String reason) {
    boolean plain = preference == BackendPreference.SCALAR || simd.loops() == null;
    if (!plain && !wantsSimd(preference) && CELLS.sum() < CELLS_BEFORE_SIMD) {
      return new BackendChoice(
          Backend.SCALAR, "JVM", reason + "; vector loops only pay after 500 million cells");
    }
    return new BackendChoice(plain ? Backend.SCALAR : Backend.SIMD, "JVM", reason);
  }

  private BackendChoice refuse(String reason, Throwable cause) {
    if (required()) {
      throw new BackendUnavailableException(preference, reason, cause);
    }
    boolean surprising = preference != BackendPreference.AUTO || cause != null;
    if (surprising && warned.compareAndSet(false, true)) {
      LOG.warn("{} is wanted, but other loops run in its place: {}", preference, reason);
    }
    return jvm(reason);
  }
}
