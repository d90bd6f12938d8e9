package io.nightjar.kernels.opencl;

import com.aparapi.Kernel;

/**
 * A block on the device, and the kernel over it. Two passes: first each work item takes a row to
 * its margins, loss and slopes w·∂ℓ/∂m; then each group sums one gradient entry over one chunk of
 * rows, and the JVM adds the chunks in order, so a result repeats bit for bit.
 *
 * <p>The features are put once and stay; each launch puts the coefficients and gets the partial
 * sums. Instances are used by one thread at a time.
 */
abstract class GradientKernel extends Kernel {
  /**
   * Work items of a group: every device takes this many, and the reduction needs a power of two.
   */
  static final int GROUP = 64;

  /** Rows of a partial sum, short enough for float32 sums to keep their digits. */
  static final int CHUNK = 4096;

  // What the kernel reads; Aparapi allows int, long, float, double and byte only.
  int loss;
  int rows;
  int columns;
  int classes;
  int chunks;

  /** Set before the first launch; the driver's library crashes on disposing one that never ran. */
  boolean launched;

  final void shape(GradientTask task) {
    loss = task.loss().ordinal();
    rows = task.rows();
    columns = task.columns().length;
    classes = task.classes();
    chunks = (rows + CHUNK - 1) / CHUNK;
    setExplicit(true);
  }

  /** Entries of the gradient, and the loss as one more. */
  final int sums() {
    return classes * (columns + 1) + 1;
  }

  final int groups() {
    return sums() * chunks;
  }

  /** Puts the coefficients on the device before a launch. */
  abstract void putCoefficients(double[] coefficients);

  /** Gets the partial sums after a launch, [sums][chunks]. */
  abstract double[] getPartials();

  /** Bytes that the block holds on the device, and about as many on the heap. */
  abstract long footprint();

  /** Bytes of one launch's coefficients and partial sums. */
  abstract long launchBytes();

  /** Bytes that loading moved. */
  abstract long loadBytes();

  /** Only Aparapi's Java fallback clones a kernel. */
  @Override
  public final Kernel clone() {
    throw new IllegalStateException("Aparapi left the OpenCL device for its Java fallback");
  }
}
