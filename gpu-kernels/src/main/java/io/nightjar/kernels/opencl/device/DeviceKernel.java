package io.nightjar.kernels.opencl.device;

import com.aparapi.Kernel;
import com.aparapi.ProfileReport;
import com.aparapi.device.Device;
import com.aparapi.exception.CompileFailedException;
import com.aparapi.internal.kernel.KernelManager;
import io.nightjar.kernels.backend.DeviceFailedException;
import java.lang.ref.WeakReference;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * A kernel that runs on the device that it is told to or fails: never in Aparapi's Java fallback,
 * never on another device. Its arrays are moved by hand ({@code upload}, {@code download}), so that
 * what need not move stays on the device between launches. Every array that is written on the
 * device is downloaded before the next launch of the same kernel.
 *
 * <p>An instance is used on its device's own thread, through {@link DeviceRuntime#use}. Each array
 * of an instance has a buffer on the device until the instance is disposed; give a field another
 * array only where the old one is never used again.
 */
public abstract class DeviceKernel extends Kernel {
  private DeviceRuntime runtime;
  private boolean compiled;

  /** Whether the driver has seen it: its library crashes on disposing a kernel that it hasn't. */
  private boolean touched;

  private long moved;

  /** A kernel in explicit mode. */
  protected DeviceKernel() {
    setExplicit(true);
  }

  /** Bytes that the instance holds on the device, and about as many on the heap. */
  public abstract long footprint();

  /** Copies an array to the device. */
  protected final void upload(float[] array) {
    put(array);
    moved += (long) Float.BYTES * array.length;
  }

  /** Copies an array to the device. */
  protected final void upload(double[] array) {
    put(array);
    moved += (long) Double.BYTES * array.length;
  }

  /** Copies an array to the device. */
  protected final void upload(int[] array) {
    put(array);
    moved += (long) Integer.BYTES * array.length;
  }

  /** Copies an array to the device. */
  protected final void upload(long[] array) {
    put(array);
    moved += (long) Long.BYTES * array.length;
  }

  /** Copies an array to the device. */
  protected final void upload(byte[] array) {
    put(array);
    moved += array.length;
  }

  /** Copies an array from the device. */
  protected final void download(float[] array) {
    get(array);
    moved += (long) Float.BYTES * array.length;
  }

  /** Copies an array from the device. */
  protected final void download(double[] array) {
    get(array);
    moved += (long) Double.BYTES * array.length;
  }

  /** Copies an array from the device. */
  protected final void download(int[] array) {
    get(array);
    moved += (long) Integer.BYTES * array.length;
  }

  /** Copies an array from the device. */
  protected final void download(long[] array) {
    get(array);
    moved += (long) Long.BYTES * array.length;
  }

  /**
   * Runs {@link #run()} for each work item.
   *
   * @param groups work groups, at least 1
   * @param groupSize work items of a group, at most 256
   * @param passes how often; {@code getPassId()} tells them apart, and each sees what the one
   *     before wrote
   * @throws DeviceFailedException if it did not run on its device
   */
  protected final void launch(int groups, int groupSize, int passes) {
    compile();
    runtime.hook().before(LaunchHook.Step.LAUNCH, this);
    Device device = runtime.device().handle();
    long before = lastReport(device);
    try {
      execute(runtime.device().handle().createRange(groups * groupSize, groupSize), passes);
    } finally {
      touched |= lastReport(device) != before || refused();
    }
    runtime.hook().before(LaunchHook.Step.CHECK, this);
    if (refused()) {
      throw runtime.failure("the driver refused the launch", null);
    }
    if (lastReport(device) == before) {
      throw runtime.failure("the kernel ran on another device", null);
    }
  }

  private boolean refused() {
    return !KernelManager.instance().getPreferences(this).getFailedDevices().isEmpty();
  }

  /** The number of the last launch on a device by this thread; 0 before the first. */
  private long lastReport(Device device) {
    WeakReference<ProfileReport> report = getProfileReportCurrentThread(device);
    ProfileReport last = report == null ? null : report.get();
    return last == null ? 0 : last.getReportId();
  }

  /** Builds the kernel for its device, once in its life. */
  final void compile() {
    if (compiled) {
      return;
    }
    runtime.hook().before(LaunchHook.Step.BUILD, this);
    try {
      // One failed launch marks the device as failed for the kernel's class; this clears the mark.
      Device device = runtime.device().handle();
      KernelManager.instance().setPreferredDevices(this, new LinkedHashSet<>(List.of(device)));
      compile(device);
      compiled = true;
    } catch (CompileFailedException failure) {
      throw runtime.failure("a kernel did not compile: " + failure.getMessage(), failure);
    }
  }

  /** Whose device it is used on from now on. */
  final void bind(DeviceRuntime owner) {
    runtime = owner;
  }

  /** Bytes moved since the last call. */
  final long takeMoved() {
    long bytes = moved;
    moved = 0;
    return bytes;
  }

  /** Frees the buffers. */
  final void free() {
    if (touched) {
      touched = false;
      dispose();
    }
  }

  /** Only Aparapi's Java fallback clones a kernel. */
  @Override
  public final Kernel clone() {
    throw new IllegalStateException("Aparapi left the OpenCL device for its Java fallback");
  }

  /** Work items of a group that every device takes. */
  protected static final int GROUP = 64;

  /** How many groups of {@code size} cover {@code items}. */
  protected static int groupsFor(long items, int size) {
    return Math.toIntExact((items + size - 1) / size);
  }
}
