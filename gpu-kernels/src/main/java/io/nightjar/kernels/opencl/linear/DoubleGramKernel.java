package io.nightjar.kernels.opencl.linear;

/** Sums in float64; for devices with double precision. */
final class DoubleGramKernel extends GramKernel {
  float[] x;
  double[] labels;
  double[] weights;
  double[] shift;
  double[] partials;
  @Local double[] left = new double[SIDE * STRIDE];
  @Local double[] right = new double[SIDE * STRIDE];

  DoubleGramKernel(GradientTask task) {
    shape(task);
    x = task.flattened();
    labels = new double[rows];
    weights = new double[rows];
    for (int i = 0; i < rows; i++) {
      labels[i] = task.label(i);
      weights[i] = task.weight(i);
    }
    shift = new double[columns + 1];
    partials = new double[partialsLength()];
    upload(x);
    upload(labels);
    upload(weights);
  }

  @Override
  public void run() {
    int item = getLocalId();
    int group = getGroupId();
    int square = group / chunks;
    int chunk = group - square * chunks;
    int to = chunk * CHUNK + CHUNK < rows ? chunk * CHUNK + CHUNK : rows;
    int a = (item / 8) * STRIDE;
    int b = (item % 8) * STRIDE;
    double near = 0.0;
    double besides = 0.0;
    double below = 0.0;
    double across = 0.0;
    for (int from = chunk * CHUNK; from < to; from += DEPTH) {
      fill(item, square, from, to);
      localBarrier();
      for (int r = 0; r < DEPTH; r++) {
        double upper = left[a + r];
        double lower = left[a + r + 8 * STRIDE];
        double first = right[b + r];
        double second = right[b + r + 8 * STRIDE];
        near += upper * first;
        besides += upper * second;
        below += lower * first;
        across += lower * second;
      }
      localBarrier();
    }
    int at = group * SQUARE + (item / 8) * SIDE + item % 8;
    partials[at] = near;
    partials[at + 8] = besides;
    partials[at + 8 * SIDE] = below;
    partials[at + 8 * SIDE + 8] = across;
  }

  /** Neighbouring work items read neighbouring rows of a column. */
  void fill(int item, int square, int from, int to) {
    int r = item % DEPTH;
    int row = from + r;
    for (int c = item / DEPTH; c < SIDE; c += 2) {
      double z = 0.0;
      double weighted = 0.0;
      if (row < to) {
        z = entry(leftSides[square] * SIDE + c, row);
        weighted = weights[row] * entry(rightSides[square] * SIDE + c, row);
      }
      left[c * STRIDE + r] = z;
      right[c * STRIDE + r] = weighted;
    }
  }

  /** z of one row; 0 beyond the last entry. */
  double entry(int j, int row) {
    double z = 0.0;
    if (j < columns) {
      z = x[j * rows + row] - shift[j];
    } else if (j == columns) {
      z = 1.0;
    } else if (j == columns + 1) {
      z = labels[row] - shift[columns];
    }
    return z;
  }

  @Override
  void putShift(double[] values) {
    for (int j = 0; j < values.length; j++) {
      shift[j] = values[j];
    }
    for (int j = values.length; j < shift.length; j++) {
      shift[j] = 0;
    }
    upload(shift);
  }

  @Override
  double[] getPartials() {
    download(partials);
    return partials;
  }

  @Override
  public long footprint() {
    return Double.BYTES * (2L * rows + partials.length + (long) shift.length)
        + Float.BYTES * (long) x.length
        + Integer.BYTES * 2L * leftSides.length;
  }
}
