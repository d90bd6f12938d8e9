package io.nightjar.model.unlabelled;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The first m principal components of d scaled design columns: orthonormal loadings, by falling
 * variance. Immutable.
 */
public final class PrincipalComponents implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[] loadings;
  private final double[] variances;
  private final double total;

  /**
   * Copies both arrays.
   *
   * @param loadings row-major [m][d], finite
   * @param variances of each component over the training rows, m, finite and 0 or more
   * @param total the variance of all columns together, finite and 0 or more
   */
  public PrincipalComponents(double[] loadings, double[] variances, double total) {
    if (variances.length == 0 || loadings.length % variances.length != 0) {
      throw new IllegalArgumentException(
          loadings.length
              + " loadings for "
              + variances.length
              + " components; must be 1 component or more of as many columns each");
    }
    Finite.require("loading", loadings);
    Finite.require("variance", variances);
    Finite.require("total variance", new double[] {total});
    if (Arrays.stream(variances).anyMatch(v -> v < 0) || total < 0) {
      throw new IllegalArgumentException(
          "variances are %s and their total is %s; must all be 0 or more"
              .formatted(Arrays.toString(variances), total));
    }
    this.loadings = loadings.clone();
    this.variances = variances.clone();
    this.total = total;
  }

  /** m. */
  public int count() {
    return variances.length;
  }

  /** d. */
  public int columns() {
    return loadings.length / variances.length;
  }

  /** How much column j counts in component c. */
  public double loading(int c, int j) {
    return loadings[c * columns() + j];
  }

  /** The variance of component c. */
  public double variance(int c) {
    return variances[c];
  }

  /** The variance of all columns together. */
  public double total() {
    return total;
  }

  /** The share of the total that component c has; 0 where there is none. */
  public double share(int c) {
    return total > 0 ? variances[c] / total : 0;
  }

  /** A copy of the loadings, row-major [m][d]. */
  public double[] loadings() {
    return loadings.clone();
  }

  /** A copy of the variances. */
  public double[] variances() {
    return variances.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PrincipalComponents that
        && total == that.total
        && Arrays.equals(loadings, that.loadings)
        && Arrays.equals(variances, that.variances);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Arrays.hashCode(loadings) + Arrays.hashCode(variances))
        + Double.hashCode(total);
  }

  @Override
  public String toString() {
    return "PrincipalComponents[count=" + count() + ", columns=" + columns() + "]";
  }
}
