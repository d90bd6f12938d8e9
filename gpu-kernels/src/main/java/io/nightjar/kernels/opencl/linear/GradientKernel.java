package io.nightjar.kernels.opencl.linear;

import io.nightjar.kernels.opencl.device.DeviceKernel;

/**
 * A block on the device, and the kernel over it. Two passes: first each work item takes a row to
 * its margins, loss and slopes w·∂ℓ/∂m; then each group sums one gradient entry over one chunk of
 * rows, and the JVM adds the chunks in order, so a result repeats bit for bit.
 *
 * <p>The features are put once and stay; each launch puts the coefficients and gets the partial
 * sums.
 */
abstract class GradientKernel extends DeviceKernel {
  /** Rows of a partial sum, short enough for float32 sums to keep their digits. */
  static final int CHUNK = 4096;

  // What the kernel reads; Aparapi allows int, long, float, double and byte only.
  int loss;
  int rows;
  int columns;
  int classes;
  int chunks;

  final void shape(GradientTask task) {
    loss = task.loss().ordinal();
    rows = task.rows();
    columns = task.block().columns();
    classes = task.classes();
    chunks = (rows + CHUNK - 1) / CHUNK;
  }

  /** Entries of the gradient, and the loss as one more. */
  final int sums() {
    return classes * (columns + 1) + 1;
  }

  final int groups() {
    return sums() * chunks;
  }

  /** Partial sums at these coefficients, [sums][chunks]. */
  final double[] partials(double[] coefficients) {
    putCoefficients(coefficients);
    launch(groups(), GROUP, 2);
    return getPartials();
  }

  /** Uploads the coefficients. */
  abstract void putCoefficients(double[] coefficients);

  /** Downloads the partial sums, [sums][chunks]. */
  abstract double[] getPartials();
}
