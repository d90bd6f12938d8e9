package io.nightjar.kernels.opencl;

import com.aparapi.Range;
import com.aparapi.device.Device;
import com.aparapi.exception.CompileFailedException;
import com.aparapi.internal.kernel.KernelManager;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One device, one launch at a time, in order of arrival. Aparapi runs one kernel at a time per
 * class loader anyway; here the wait is fair, and what it did is checked after every launch.
 */
final class DeviceQueue {
  private final OpenClDevice device;
  private final ReentrantLock turn = new ReentrantLock(true);

  DeviceQueue(OpenClDevice device) {
    this.device = device;
  }

  /**
   * Runs both passes of a kernel.
   *
   * @return its partial sums
   * @throws OpenClFailedException if it did not compile, or did not run on this device
   */
  double[] launch(GradientKernel kernel, double[] coefficients) throws OpenClFailedException {
    turn.lock();
    try {
      compile(kernel);
      kernel.putCoefficients(coefficients);
      Range range =
          device.handle().createRange(kernel.groups() * GradientKernel.GROUP, GradientKernel.GROUP);
      kernel.launched = true;
      kernel.execute(range, 2);
      List<Device> failed = KernelManager.instance().getPreferences(kernel).getFailedDevices();
      if (!failed.isEmpty()) {
        throw failed("the driver refused the launch", null);
      }
      return kernel.getPartials();
    } catch (AssertionError refused) {
      // What Aparapi throws when it tries again after a failed launch: the device is marked now.
      throw failed("the driver refused the launch", refused);
    } catch (RuntimeException failure) {
      throw failed("the launch failed: " + failure.getMessage(), failure);
    } finally {
      turn.unlock();
    }
  }

  /** Builds a kernel for the device without launching it. */
  void compile(GradientKernel kernel) throws OpenClFailedException {
    turn.lock();
    try {
      // One failed launch marks the device as failed for the kernel's class; this clears the mark.
      LinkedHashSet<Device> only = new LinkedHashSet<>(List.of(device.handle()));
      KernelManager.instance().setPreferredDevices(kernel, only);
      kernel.compile(device.handle());
    } catch (CompileFailedException failure) {
      throw failed("a kernel did not compile: " + failure.getMessage(), failure);
    } finally {
      turn.unlock();
    }
  }

  /** Frees what a kernel holds on the device. */
  void dispose(GradientKernel kernel) {
    if (!kernel.launched) {
      return;
    }
    turn.lock();
    try {
      kernel.dispose();
    } finally {
      turn.unlock();
    }
  }

  private OpenClFailedException failed(String what, Throwable cause) {
    return new OpenClFailedException(device.info().name() + ": " + what, cause);
  }
}
