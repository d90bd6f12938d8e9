package io.nightjar.kernels.opencl;

import java.util.function.Consumer;

/**
 * The gradient of the linear family on one OpenCL device. Sums are float64 where the device has
 * double precision, else float32 within a chunk of rows and float64 across chunks; both repeat bit
 * for bit. A block's features are copied to the device once and stay there while the block lives,
 * within half the device's memory and an eighth of the heap (the driver keeps a copy on it). Safe
 * for many threads.
 */
public final class OpenClBackend {
  /** How the sums are made. */
  public enum Sums {
    /** Float64, where the device has double precision. */
    DOUBLE,
    /** Float32 within a chunk of rows. */
    FLOAT
  }

  private static final GradientTask TINY =
      new GradientTask(
          new Object(),
          GradientTask.Loss.SQUARED,
          1,
          new float[][] {{1}},
          1,
          new double[] {1},
          null);

  private final OpenClDevice device;
  private final DeviceQueue queue;
  private final Sums sums;
  private final BlockCache cache;
  private final Consumer<GradientKernel> beforeLaunch;

  OpenClBackend(OpenClDevice device, Sums sums, Consumer<GradientKernel> beforeLaunch) {
    this.device = device;
    this.queue = new DeviceQueue(device);
    this.sums = sums;
    this.beforeLaunch = beforeLaunch;
    long budget = Math.min(device.info().memoryBytes() / 2, Runtime.getRuntime().maxMemory() / 8);
    this.cache = new BlockCache(budget, queue::dispose, System::nanoTime);
  }

  /**
   * Builds the kernels for a device, in double precision if it can.
   *
   * @throws OpenClFailedException if neither kind compiles and gives the right answer
   */
  public static OpenClBackend on(OpenClDevice device) throws OpenClFailedException {
    if (device.info().workGroupLimit() < GradientKernel.GROUP) {
      throw new OpenClFailedException(
          device.info().name()
              + ": takes groups of "
              + device.info().workGroupLimit()
              + " work items; must be at least "
              + GradientKernel.GROUP,
          null);
    }
    OpenClBackend inDouble = new OpenClBackend(device, Sums.DOUBLE, kernel -> {});
    if (inDouble.compiles()) {
      inDouble.selfTest();
      return inDouble;
    }
    OpenClBackend inFloat = new OpenClBackend(device, Sums.FLOAT, kernel -> {});
    inFloat.selfTest();
    return inFloat;
  }

  /** The device that it runs on. */
  public OpenClDevice device() {
    return device;
  }

  /** How the sums are made. */
  public Sums sums() {
    return sums;
  }

  /** Bytes of the largest buffer that a block of this shape needs. */
  public long largestBuffer(int rows, int columns, int classes) {
    long realBytes = sums == Sums.DOUBLE ? Double.BYTES : Float.BYTES;
    return rows * Math.max((long) Float.BYTES * columns, realBytes * classes);
  }

  /** Bytes of the blocks that are on the device now. */
  public long residentBytes() {
    return cache.heldBytes();
  }

  /**
   * Adds the block's Σ w·∂ℓ/∂β into {@code gradient}, which is untouched after a failure.
   *
   * @param coefficients class-major [classes][d + 1], the intercept last of each class
   * @throws OpenClFailedException if the kernel did not run on the device
   */
  public GradientResult gradient(GradientTask task, double[] coefficients, double[] gradient)
      throws OpenClFailedException {
    ResidentBlock resident = cache.take(task);
    long bytes = 0;
    if (resident == null) {
      resident = new ResidentBlock(task, load(task));
      bytes = resident.kernel.loadBytes();
    }
    boolean ran = false;
    try {
      beforeLaunch.accept(resident.kernel);
      double[] partials = queue.launch(resident.kernel, coefficients);
      double loss = reduce(partials, resident.kernel.chunks, gradient);
      ran = true;
      return new GradientResult(loss, bytes + resident.kernel.launchBytes());
    } finally {
      if (ran) {
        cache.giveBack(task.block(), resident);
      } else {
        cache.dispose(resident);
      }
    }
  }

  private GradientKernel load(GradientTask task) {
    return sums == Sums.DOUBLE ? new DoubleGradientKernel(task) : new FloatGradientKernel(task);
  }

  /** Adds the chunks in order; the last sum is the loss. */
  private static double reduce(double[] partials, int chunks, double[] gradient) {
    double sum = 0;
    for (int entry = 0; entry <= gradient.length; entry++) {
      sum = 0;
      for (int c = 0; c < chunks; c++) {
        sum += partials[entry * chunks + c];
      }
      if (entry < gradient.length) {
        gradient[entry] += sum;
      }
    }
    return sum;
  }

  private boolean compiles() {
    GradientKernel kernel = load(TINY);
    try {
      queue.compile(kernel);
      return true;
    } catch (OpenClFailedException noDoublePrecision) {
      return false;
    }
  }

  /** ½(1 − 3)² = 2 and its gradient (2, 2): a driver that computes something else is not used. */
  private void selfTest() throws OpenClFailedException {
    double[] gradient = new double[2];
    double loss = gradient(TINY, new double[] {1, 2}, gradient).loss();
    if (loss != 2 || gradient[0] != 2 || gradient[1] != 2) {
      throw new OpenClFailedException(
          device.info().name()
              + ": computes 1 + 2 - 1 as "
              + gradient[0]
              + "; its driver can't be used",
          null);
    }
  }
}
