package io.nightjar.model;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Coefficients of a linear model: class-major [classes][d + 1], the intercept last; their standard
 * errors where they were asked for; and the training means of the design columns where they are
 * known, which explanations start from. Immutable.
 */
public final class Coefficients implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int classes;
  private final double[] values;
  private final double[] errors;
  private final double[] means;

  /**
   * Copies class-major values.
   *
   * @throws IllegalArgumentException if they aren't whole rows of finite numbers
   */
  public Coefficients(int classes, double[] values) {
    this(classes, values, new double[0], new double[0]);
  }

  private Coefficients(int classes, double[] values, double[] errors, double[] means) {
    if (classes < 1 || values.length == 0 || values.length % classes != 0) {
      throw new IllegalArgumentException(
          values.length + " coefficients for " + classes + " classes; must be classes x (d + 1)");
    }
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "coefficient " + i + " is " + values[i] + "; must be finite");
      }
    }
    this.classes = classes;
    this.values = values.clone();
    this.errors = errors.clone();
    this.means = means.clone();
  }

  /**
   * The same with standard errors.
   *
   * @param standardErrors as many as the coefficients, in their order; 0 for an intercept that is
   *     not fitted
   * @throws IllegalArgumentException if they are of another number, negative or not finite
   */
  public Coefficients withStandardErrors(double[] standardErrors) {
    if (standardErrors.length != values.length) {
      throw new IllegalArgumentException(
          standardErrors.length
              + " standard errors for "
              + values.length
              + " coefficients; must be as many");
    }
    for (int i = 0; i < standardErrors.length; i++) {
      if (!(standardErrors[i] >= 0 && standardErrors[i] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "standard error " + i + " is " + standardErrors[i] + "; must be finite, 0 or more");
      }
    }
    return new Coefficients(classes, values, standardErrors, means);
  }

  /**
   * The same with the training means of the design columns.
   *
   * @param trainingMeans [d], weighted as the training rows are
   * @throws IllegalArgumentException if they are of another number or not finite
   */
  public Coefficients withMeans(double[] trainingMeans) {
    if (trainingMeans.length != columns()) {
      throw new IllegalArgumentException(
          trainingMeans.length + " means for " + columns() + " design columns; must be as many");
    }
    for (int j = 0; j < trainingMeans.length; j++) {
      if (!Double.isFinite(trainingMeans[j])) {
        throw new IllegalArgumentException(
            "mean " + j + " is " + trainingMeans[j] + "; must be finite");
      }
    }
    return new Coefficients(classes, values, errors, trainingMeans);
  }

  /** A copy of the training means of the design columns [d]; empty where they aren't known. */
  public double[] means() {
    return means.clone();
  }

  /** A copy of the standard errors, class-major [classes][d + 1]; empty without them. */
  public double[] standardErrors() {
    return errors.clone();
  }

  /** Rows of coefficients: 1 for binary and regression models. */
  public int classes() {
    return classes;
  }

  /** Design columns: d. */
  public int columns() {
    return values.length / classes - 1;
  }

  /** The coefficient of design column j for class k. */
  public double get(int k, int j) {
    if (j >= columns()) {
      throw new IndexOutOfBoundsException(
          "design column is " + j + "; must be 0.." + (columns() - 1));
    }
    return values[k * (columns() + 1) + j];
  }

  /** The intercept of class k. */
  public double intercept(int k) {
    return values[k * (columns() + 1) + columns()];
  }

  /** A copy, class-major [classes][d + 1]. */
  public double[] toArray() {
    return values.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Coefficients that
        && classes == that.classes
        && Arrays.equals(values, that.values)
        && Arrays.equals(errors, that.errors)
        && Arrays.equals(means, that.means);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * (31 * classes + Arrays.hashCode(values)) + Arrays.hashCode(errors))
        + Arrays.hashCode(means);
  }

  @Override
  public String toString() {
    return "Coefficients[classes=" + classes + ", columns=" + columns() + "]";
  }
}
