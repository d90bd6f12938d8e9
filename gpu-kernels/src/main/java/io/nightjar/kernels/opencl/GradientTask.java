package io.nightjar.kernels.opencl;

/**
 * One block's share of a linear model's gradient; arrays are borrowed and must not change, because
 * their copy stays on the device.
 *
 * @param block whose identity stands for the features
 * @param loss which loss
 * @param classes K margins a row
 * @param columns d columns of at least n float32 values, d at least 1
 * @param rows n, at least 1
 * @param labels at least n
 * @param weights at least n, or null where every row weighs one
 */
public record GradientTask(
    Object block,
    Loss loss,
    int classes,
    float[][] columns,
    int rows,
    double[] labels,
    double[] weights) {

  /** The losses that the kernels know. */
  public enum Loss {
    /** log(1 + eᵐ) − y·m. */
    LOGISTIC,
    /** log Σₖ e^m[k] − m[y]. */
    MULTINOMIAL,
    /** ½(y − m)². */
    SQUARED
  }

  /** Length of the largest array on the device, in elements. */
  long largestArray() {
    return (long) rows * Math.max(columns.length, classes);
  }

  /** Features one column after the other. */
  float[] flattened() {
    float[] flat = new float[columns.length * rows];
    for (int j = 0; j < columns.length; j++) {
      System.arraycopy(columns[j], 0, flat, j * rows, rows);
    }
    return flat;
  }

  double weight(int row) {
    return weights == null ? 1 : weights[row];
  }
}
