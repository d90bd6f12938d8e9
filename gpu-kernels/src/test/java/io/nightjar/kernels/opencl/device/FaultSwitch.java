package io.nightjar.kernels.opencl.device;

import com.aparapi.Kernel;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** Makes launches fail, each fault as near to the real one as it can be brought about. */
public final class FaultSwitch implements LaunchHook {
  /** What goes wrong. */
  public enum Fault {
    NONE(""),
    /** The driver's compiler throws. */
    BUILD("the launch failed: error: use of undeclared identifier"),
    /** The driver can't make a buffer of no bytes: a real failure, inside a launch. */
    REFUSED("the driver refused the launch"),
    /** Aparapi is told to run the kernel's Java code in a pool of threads. */
    OTHER_DEVICE("the driver refused the launch"),
    /** The heap has no room for the driver's buffers. */
    NO_MEMORY("there is no memory for its buffers"),
    /** Aparapi throws while it executes. */
    EXCEPTION("the launch failed: clEnqueueNDRangeKernel() failed"),
    /** The driver never comes back. */
    HANG("it did not answer within 500 ms and is left alone for the rest of the process");

    private final String reason;

    Fault(String reason) {
      this.reason = reason;
    }

    /** What is said of it, after the device's name. */
    public String reason() {
      return reason;
    }
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

  /** Short where a launch hangs, or no build is quick enough on a busy machine. */
  @Override
  public Duration deadline() {
    return fault == Fault.HANG ? Duration.ofMillis(500) : DEADLINE;
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
      Field field =
          Arrays.stream(kernel.getClass().getDeclaredFields())
              .filter(it -> it.getType().isArray() && !it.isAnnotationPresent(Kernel.Local.class))
              .findFirst()
              .orElseThrow();
      field.setAccessible(true);
      field.set(kernel, Array.newInstance(field.getType().getComponentType(), 0));
    } catch (ReflectiveOperationException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
