package io.nightjar.kernels.opencl.device;

import com.aparapi.device.Device;
import com.aparapi.device.OpenCLDevice;

/** A device that was found, and the driver's handle on it. */
public final class OpenClDevice {
  private static final long INDEXABLE_BYTES = Integer.MAX_VALUE;

  private final OpenCLDevice handle;
  private final DeviceInfo info;
  private final int gpu;

  /**
   * A device that was found.
   *
   * @param gpu which of the machine's GPUs it is, in the driver's order; −1 for other devices
   */
  OpenClDevice(OpenCLDevice handle, int gpu) {
    this.gpu = gpu;
    // Otherwise a buffer is the Java array itself, and is made anew when the collector moves it.
    handle.setSharedMemory(false);
    this.handle = handle;
    this.info =
        new DeviceInfo(
            text(handle.getName(), "unnamed device"),
            text(handle.getOpenCLPlatform().getVendor(), "unknown vendor"),
            text(handle.getOpenCLPlatform().getVersion(), "unknown version"),
            type(handle.getType()),
            handle.getGlobalMemSize(),
            Math.min(handle.getMaxMemAllocSize(), INDEXABLE_BYTES),
            handle.getMaxWorkGroupSize(),
            handle.getMaxComputeUnits());
  }

  /** What the device says of itself. */
  public DeviceInfo info() {
    return info;
  }

  /** Which of the machine's GPUs it is, in the driver's order; −1 for other devices. */
  public int gpu() {
    return gpu;
  }

  OpenCLDevice handle() {
    return handle;
  }

  private static DeviceInfo.Type type(Device.TYPE type) {
    return switch (type) {
      case GPU -> DeviceInfo.Type.GPU;
      case CPU -> DeviceInfo.Type.CPU;
      default -> DeviceInfo.Type.ACCELERATOR;
    };
  }

  private static String text(String value, String otherwise) {
    return value == null || value.isBlank() ? otherwise : value.strip();
  }
}
