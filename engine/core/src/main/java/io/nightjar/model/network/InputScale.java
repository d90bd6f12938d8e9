package io.nightjar.model.network;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Standardises design columns for the first layer: z = (x − μ)/σ, worked out in float64 and rounded
 * once to float32. A column that never changed in training has σ = 0 and is always z = 0.
 */
public final class InputScale implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[] mean;
  private final double[] deviation;
  private final double[] inverse;

  /**
   * Copies the moments.
   *
   * @param mean μ, [columns]
   * @param deviation σ, [columns], 0 or more
   * @throws IllegalArgumentException if the lengths differ or a moment is impossible
   */
  public InputScale(double[] mean, double[] deviation) {
    if (mean.length != deviation.length) {
      throw new IllegalArgumentException(
          mean.length + " means for " + deviation.length + " deviations; must be as many");
    }
    this.mean = mean.clone();
    this.deviation = deviation.clone();
    this.inverse = new double[mean.length];
    for (int j = 0; j < mean.length; j++) {
      if (!Double.isFinite(mean[j]) || !(deviation[j] >= 0 && deviation[j] < Double.MAX_VALUE)) {
        throw new IllegalArgumentException(
            "column %d has mean %s and deviation %s; must be finite, the deviation 0 or more"
                .formatted(j, mean[j], deviation[j]));
      }
      inverse[j] = deviation[j] == 0 ? 0 : 1 / deviation[j];
    }
  }

  /** How many columns. */
  public int columns() {
    return mean.length;
  }

  /** A copy of μ. */
  public double[] mean() {
    return mean.clone();
  }

  /** A copy of σ. */
  public double[] deviation() {
    return deviation.clone();
  }

  /**
   * Writes one row of some columns, with the bits that {@link #write} gives it.
   *
   * @param x [columns][rows]
   * @param z written from {@code at}, [columns]
   */
  public void writeRow(float[][] x, int row, float[] z, int at) {
    for (int j = 0; j < mean.length; j++) {
      z[at + j] = (float) ((x[j][row] - mean[j]) * inverse[j]);
    }
  }

  /**
   * Writes one row, with the bits that {@link #write} gives it.
   *
   * @param x [columns], each a float32 number
   * @param z written, [columns]
   */
  public void writeRow(double[] x, float[] z) {
    for (int j = 0; j < mean.length; j++) {
      z[j] = (float) ((x[j] - mean[j]) * inverse[j]);
    }
  }

  /**
   * Writes rows {@code from} to {@code to} (excluded) of some columns as standardised rows.
   *
   * @param x [columns][rows]
   * @param z written from its start, row-major [to − from][columns]
   */
  public void write(float[][] x, int from, int to, float[] z) {
    int width = mean.length;
    for (int j = 0; j < width; j++) {
      float[] column = x[j];
      double mu = mean[j];
      double factor = inverse[j];
      for (int i = from, at = j; i < to; i++, at += width) {
        z[at] = (float) ((column[i] - mu) * factor);
      }
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InputScale that
        && Arrays.equals(mean, that.mean)
        && Arrays.equals(deviation, that.deviation);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(mean) + Arrays.hashCode(deviation);
  }

  @Override
  public String toString() {
    return "InputScale[columns=" + mean.length + "]";
  }
}
