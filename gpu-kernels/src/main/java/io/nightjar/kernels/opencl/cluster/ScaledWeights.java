package io.nightjar.kernels.opencl.cluster;

import io.nightjar.kernels.cluster.RowWeights;

/**
 * Weights in float32: divided by a power of two near the greatest, because that may lie beyond its
 * range.
 *
 * @param values a weight a row, less than 2
 * @param scale what they were divided by
 */
record ScaledWeights(float[] values, double scale) {
  static ScaledWeights of(RowWeights weights, int rows) {
    double greatest = 0;
    for (int i = 0; i < rows; i++) {
      greatest = Math.max(greatest, weights.of(i));
    }
    double scale = greatest > 0 ? Math.scalb(1.0, Math.getExponent(greatest)) : 1;
    float[] values = new float[rows];
    for (int i = 0; i < rows; i++) {
      values[i] = (float) (weights.of(i) / scale);
    }
    return new ScaledWeights(values, scale);
  }
}
