package io.nightjar.model.unlabelled;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The space in which distances and components are taken: z = (x − shift)·scale of each design
 * column. Immutable.
 */
public final class FeatureScaling implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[] shift;
  private final double[] scale;

  /**
   * Copies both.
   *
   * @param shift of each design column, finite
   * @param scale of each design column, finite and above 0
   */
  public FeatureScaling(double[] shift, double[] scale) {
    if (shift.length != scale.length) {
      throw new IllegalArgumentException(
          shift.length + " shifts for " + scale.length + " scales; must be as many");
    }
    Finite.require("shift", shift);
    Finite.require("scale", scale);
    for (int j = 0; j < scale.length; j++) {
      if (!(scale[j] > 0)) {
        throw new IllegalArgumentException("scale " + j + " is " + scale[j] + "; must be above 0");
      }
    }
    this.shift = shift.clone();
    this.scale = scale.clone();
  }

  /** Columns as they are. */
  public static FeatureScaling none(int columns) {
    double[] ones = new double[columns];
    Arrays.fill(ones, 1);
    return new FeatureScaling(new double[columns], ones);
  }

  /** The same with every number rounded to float32, a scale that has none to the nearest. */
  public FeatureScaling rounded() {
    double[] from = new double[shift.length];
    double[] by = new double[shift.length];
    for (int j = 0; j < from.length; j++) {
      from[j] = (float) shift[j];
      by[j] = Math.min(Float.MAX_VALUE, Math.max(Float.MIN_VALUE, (float) scale[j]));
    }
    return new FeatureScaling(from, by);
  }

  /** How many design columns. */
  public int columns() {
    return shift.length;
  }

  /** z of a value of column j. */
  public double apply(int j, double x) {
    return (x - shift[j]) * scale[j];
  }

  /** x of a z of column j. */
  public double original(int j, double z) {
    return z / scale[j] + shift[j];
  }

  /** The shift of column j. */
  public double shift(int j) {
    return shift[j];
  }

  /** The scale of column j. */
  public double scale(int j) {
    return scale[j];
  }

  /** A copy of the shifts. */
  public double[] shifts() {
    return shift.clone();
  }

  /** A copy of the scales. */
  public double[] scales() {
    return scale.clone();
  }

  /**
   * Writes z of some float32 values of column j, rounded to float32.
   *
   * @return the first row whose z is beyond float32, which is written as 0; −1 if there is none
   */
  public int apply(int j, float[] x, int rows, float[] z) {
    double by = scale[j];
    double from = shift[j];
    int beyond = -1;
    for (int i = 0; i < rows; i++) {
      z[i] = (float) ((x[i] - from) * by);
    }
    for (int i = rows - 1; i >= 0; i--) {
      if (Float.isInfinite(z[i])) {
        z[i] = 0;
        beyond = i;
      }
    }
    return beyond;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FeatureScaling that
        && Arrays.equals(shift, that.shift)
        && Arrays.equals(scale, that.scale);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shift) + Arrays.hashCode(scale);
  }

  @Override
  public String toString() {
    return "FeatureScaling[columns=" + shift.length + "]";
  }
}
