package io.nightjar.kernels.opencl.device;

import io.nightjar.kernels.backend.DeviceFailedException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One device at work: kernels are loaded once and stay on it while their data's owner lives, within
 * half the device's memory and an eighth of the heap (the driver keeps a copy on it). Safe for many
 * threads: their uses follow each other on the device's own thread.
 */
public final class DeviceRuntime implements AutoCloseable {
  /** Bytes moved by uses of the current thread. */
  private static final ThreadLocal<long[]> MOVED = ThreadLocal.withInitial(() -> new long[1]);

  private final OpenClDevice device;
  private final LaunchHook hook;
  private final DeviceQueue queue;
  private final BlockCache cache;
  private final boolean doublePrecision;

  DeviceRuntime(OpenClDevice device, LaunchHook hook, boolean mayUseDouble) {
    this.device = device;
    this.hook = hook;
    this.queue = new DeviceQueue(device.info().name(), hook::deadline);
    long budget = Math.min(device.info().memoryBytes() / 2, Runtime.getRuntime().maxMemory() / 8);
    this.cache = new BlockCache(budget, this::free, System::nanoTime);
    this.doublePrecision = mayUseDouble && ProbeKernel.computesInDouble(this);
    ProbeKernel.check(this);
  }

  /**
   * Opens a device and tries a small kernel on it.
   *
   * @throws DeviceFailedException if it can't be used
   */
  public static DeviceRuntime open(OpenClDevice device) {
    return new DeviceRuntime(device, LaunchHook.NONE, true);
  }

  /** The device. */
  public OpenClDevice device() {
    return device;
  }

  /** What the device says of itself. */
  public DeviceInfo info() {
    return device.info();
  }

  /** Whether kernels may use float64 on it. */
  public boolean doublePrecision() {
    return doublePrecision;
  }

  /**
   * Uses a kernel on the device: the one that is loaded under that key, or a new one.
   *
   * @param load makes a kernel and its arrays and uploads what stays; runs on the device's thread
   * @param use uploads what is new, launches, downloads and returns results; runs on the device's
   *     thread, and leaves the caller's arrays alone
   * @throws DeviceFailedException if anything failed; the kernel is disposed then
   */
  public <K extends DeviceKernel, R> R use(
      ResidentKey key, Class<K> type, Supplier<K> load, Function<K, R> use) {
    long[] moved = new long[1];
    R result = queue.run(() -> onDevice(key, type, load, use, moved));
    MOVED.get()[0] += moved[0];
    return result;
  }

  private <K extends DeviceKernel, R> R onDevice(
      ResidentKey key, Class<K> type, Supplier<K> load, Function<K, R> use, long[] moved) {
    BlockCache.Resident resident = cache.take(key);
    if (resident == null) {
      resident = new BlockCache.Resident(key, load.get());
      resident.kernel.bind(this);
    }
    boolean ran = false;
    try {
      R result = use.apply(type.cast(resident.kernel));
      moved[0] = resident.kernel.takeMoved();
      ran = true;
      return result;
    } finally {
      if (ran) {
        cache.giveBack(resident);
      } else {
        cache.dispose(resident);
      }
    }
  }

  /** Bytes that uses by the current thread moved to and from devices so far. */
  public static long movedByThisThread() {
    return MOVED.get()[0];
  }

  /** Bytes of the kernels that are on the device now. */
  public long residentBytes() {
    return cache.heldBytes();
  }

  /** Frees what is on the device; the next use loads it anew. */
  public void release() {
    cache.clear();
  }

  /** Frees one kernel, if it is on the device and not in use. */
  void drop(ResidentKey key) {
    BlockCache.Resident resident = cache.take(key);
    if (resident != null) {
      cache.dispose(resident);
    }
  }

  /** Whether the device hung and is left alone. */
  public boolean lost() {
    return queue.isLost();
  }

  LaunchHook hook() {
    return hook;
  }

  DeviceFailedException failure(String what, Throwable cause) {
    return new DeviceFailedException(device.info().name(), what, cause);
  }

  private void free(DeviceKernel kernel) {
    queue.later(kernel::free);
  }

  /** Frees everything on the device; it can't be used any more. */
  @Override
  public void close() {
    release();
    queue.close();
  }
}
