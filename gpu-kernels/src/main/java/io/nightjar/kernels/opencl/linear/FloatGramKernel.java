package io.nightjar.kernels.opencl.linear;

/**
 * Sums in float32 within a chunk; for devices without float precision. The shift is taken in two
 * parts, so that it is not rounded.
 */
final class FloatGramKernel extends GramKernel {
  float[] x;
  float[] labels;
  float[] weights;
  float[] shift;
  float[] shiftRest;
  float[] partials;
  @Local float[] left = new float[SIDE * STRIDE];
  @Local float[] right = new float[SIDE * STRIDE];

  FloatGramKernel(GradientTask task) {
    shape(task);
    x = task.flattened();
    labels = new float[rows];
    weights = new float[rows];
    for (int i = 0; i < rows; i++) {
      labels[i] = (float) task.label(i);
      weights[i] = (float) task.weight(i);
    }
    shift = new float[columns + 1];
    shiftRest = new float[columns + 1];
    partials = new float[partialsLength()];
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
    float near = 0f;
    float besides = 0f;
    float below = 0f;
    float across = 0f;
    for (int from = chunk * CHUNK; from < to; from += DEPTH) {
      fill(item, square, from, to);
      localBarrier();
      for (int r = 0; r < DEPTH; r++) {
        float upper = left[a + r];
        float lower = left[a + r + 8 * STRIDE];
        float first = right[b + r];
        float second = right[b + r + 8 * STRIDE];
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
      float z = 0f;
      float weighted = 0f;
      if (row < to) {
        z = entry(leftSides[square] * SIDE + c, row);
        weighted = weights[row] * entry(rightSides[square] * SIDE + c, row);
      }
      left[c * STRIDE + r] = z;
      right[c * STRIDE + r] = weighted;
    }
  }

  /** z of one row; 0 beyond the last entry. */
  float entry(int j, int row) {
    float z = 0f;
    if (j < columns) {
      z = (x[j * rows + row] - shift[j]) - shiftRest[j];
    } else if (j == columns) {
      z = 1f;
    } else if (j == columns + 1) {
      z = (labels[row] - shift[columns]) - shiftRest[columns];
    }
    return z;
  }

  @Override
  void putShift(double[] values) {
    for (int j = 0; j < shift.length; j++) {
      double value = j < values.length ? values[j] : 0;
      shift[j] = (float) value;
      shiftRest[j] = (float) (value - shift[j]);
    }
    upload(shift);
    upload(shiftRest);
  }

  @Override
  double[] getPartials() {
    download(partials);
    double[] wide = new double[partials.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = partials[i];
    }
    return wide;
  }

  @Override
  public long footprint() {
    return Float.BYTES * (2L * rows + partials.length + 2L * shift.length + x.length)
        + Integer.BYTES * 2L * leftSides.length;
  }
}
