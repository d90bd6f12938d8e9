package io.nightjar.kernels.opencl.device;

import com.aparapi.Kernel;
import java.lang.reflect.Field;
import java.util.concurrent.CountDownLatch;

/** Makes launches fail, each fault as near to the real one as it can be brought about. */
public final class FaultSwitch implements LaunchHook {
  /** What goes wrong. */
  public enum Fault {
    NONE,
    /** The driver's compiler throws. */
    BUILD,
    /** The driver can't make a buffer of no bytes: a real failure, inside a launch. */
    REFUSED,
    /** Aparapi is told to run the kernel's Java code in a pool of threads. */
    OTHER_DEVICE,
    /** The heap has no room for the driver's buffers. */
    NO_MEMORY,
    /** Aparapi throws while it executes. */
    EXCEPTION,
    /** The driver never comes back. */
    HANG
  }

  private final CountDownLatch end = new CountDownLatch(1);
  private volatile Fault fault = Fault.NONE;

  /** From now on launches fail like this. */
  public void set(Fault next) {
    fault = next;
  }

  /** Lets go of launches that hang. */
  public void release() {
    end.countDown();
  }

  @Override
  public void before(Step step, DeviceKernel kernel) {
    Fault now = fault;
    if (step == Step.BUILD && now == Fault.BUILD) {
      throw new IllegalStateException("error: use of undeclared identifier");
    }
    if (step == Step.LAUNCH) {
      launch(now, kernel);
    }
  }

  @SuppressWarnings("deprecation")
  private void launch(Fault now, DeviceKernel kernel) {
    switch (now) {
      case REFUSED -> emptyOneArray(kernel);
      case OTHER_DEVICE -> kernel.setExecutionModeWithoutFallback(Kernel.EXECUTION_MODE.JTP);
      case NO_MEMORY -> throw new OutOfMemoryError("Java heap space");
      case EXCEPTION -> throw new IllegalArgumentException("clEnqueueNDRangeKernel() failed");
      case HANG -> hang();
      default -> {}
    }
  }

  private void hang() {
    try {
      end.await();
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  private static void emptyOneArray(DeviceKernel kernel) {
    try {
      Field field = kernel.getClass().getDeclaredField("beta");
      field.setAccessible(true);
      field.set(kernel, new double[0]);
    } catch (ReflectiveOperationException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
