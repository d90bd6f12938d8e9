package io.nightjar.kernels.opencl.device;

import com.aparapi.device.Device;
import com.aparapi.device.OpenCLDevice;
import com.aparapi.internal.opencl.OpenCLLoader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Looks for OpenCL devices; what is missing becomes a reason, never an exception.
 *
 * @param devices every device, best first: GPUs before accelerators before CPUs, then more memory
 * @param reason why there is none; empty where there is one
 */
public record OpenClProbe(List<OpenClDevice> devices, String reason) {
  private static final List<DeviceInfo.Type> PREFERRED =
      List.of(DeviceInfo.Type.GPU, DeviceInfo.Type.ACCELERATOR, DeviceInfo.Type.CPU);

  /** Loads the driver's library, if it is there, and lists its devices. */
  public static OpenClProbe run() {
    AparapiLogs.quieten();
    try {
      if (!OpenCLLoader.isOpenCLAvailable()) {
        return none("the OpenCL library could not be loaded (libOpenCL.so.1 is not installed?)");
      }
      List<OpenCLDevice> handles = OpenCLDevice.listDevices(null);
      return handles.isEmpty() ? none("no OpenCL device was found") : found(handles);
    } catch (LinkageError | RuntimeException failure) {
      return none("the OpenCL library could not be used: " + failure);
    }
  }

  private static OpenClProbe found(List<OpenCLDevice> handles) {
    List<OpenClDevice> devices = new ArrayList<>();
    int gpus = 0;
    for (OpenCLDevice handle : handles) {
      boolean gpu = handle.getType() == Device.TYPE.GPU;
      devices.add(new OpenClDevice(handle, gpu ? gpus++ : -1));
    }
    Comparator<OpenClDevice> kind =
        Comparator.comparingInt(device -> PREFERRED.indexOf(device.info().type()));
    devices.sort(kind.thenComparing(device -> -device.info().memoryBytes()));
    return new OpenClProbe(List.copyOf(devices), "");
  }

  private static OpenClProbe none(String reason) {
    return new OpenClProbe(List.of(), reason);
  }
}
