package io.nightjar.kernels.opencl.linear;

import io.nightjar.kernels.opencl.device.DeviceKernel;

/**
 * A block on the device, and the sums over pairs of its columns z = (x − shift, 1, y − shift_y). A
 * group takes a square of SIDE by SIDE pairs over one chunk of rows: it brings DEPTH rows of both
 * sides into local memory at a time, and each work item sums two by two pairs. The JVM adds the
 * chunks in order, so a result repeats bit for bit.
 */
abstract class GramKernel extends DeviceKernel {
  /** Entries on a side of a group's square. */
  static final int SIDE = 16;

  /** Pairs of a square. */
  static final int SQUARE = SIDE * SIDE;

  /** Rows in local memory at a time. */
  static final int DEPTH = 32;

  /** Between two entries of local memory: one more, so that neighbours use different banks. */
  static final int STRIDE = DEPTH + 1;

  /** Rows of a partial sum, short enough for float32 sums to keep their digits. */
  static final int CHUNK = 4096;

  // What the kernel reads; Aparapi allows int, long, float, double and byte only.
  int rows;
  int columns;
  int chunks;
  int[] leftSides;
  int[] rightSides;

  final void shape(GradientTask task) {
    rows = task.rows();
    columns = task.block().columns();
    chunks = (rows + CHUNK - 1) / CHUNK;
    int sides = (columns + 2 + SIDE - 1) / SIDE;
    leftSides = new int[sides * (sides + 1) / 2];
    rightSides = new int[leftSides.length];
    int square = 0;
    for (int right = 0; right < sides; right++) {
      for (int left = 0; left <= right; left++) {
        leftSides[square] = left;
        rightSides[square] = right;
        square++;
      }
    }
    upload(leftSides);
    upload(rightSides);
  }

  /** Length of the partial sums, [squares][chunks][SQUARE]. */
  final int partialsLength() {
    return Math.multiplyExact(leftSides.length * chunks, SQUARE);
  }

  /** The packed upper triangle, chunks added in order. */
  final double[] packed(double[] shift) {
    putShift(shift);
    launch(leftSides.length * chunks, GROUP, 1);
    double[] partials = getPartials();
    int entries = columns + 2;
    double[] packed = new double[entries * (entries + 1) / 2];
    for (int square = 0; square < leftSides.length; square++) {
      for (int pair = 0; pair < SQUARE; pair++) {
        int i = leftSides[square] * SIDE + pair / SIDE;
        int j = rightSides[square] * SIDE + pair % SIDE;
        if (i <= j && j < entries) {
          packed[i + j * (j + 1) / 2] = sum(partials, square, pair);
        }
      }
    }
    return packed;
  }

  private double sum(double[] partials, int square, int pair) {
    double sum = 0;
    for (int c = 0; c < chunks; c++) {
      sum += partials[(square * chunks + c) * SQUARE + pair];
    }
    return sum;
  }

  /** Uploads d values and the label's. */
  abstract void putShift(double[] shift);

  /** Downloads the partial sums. */
  abstract double[] getPartials();
}
