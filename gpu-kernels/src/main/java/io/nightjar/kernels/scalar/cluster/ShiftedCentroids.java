package io.nightjar.kernels.scalar.cluster;

import io.nightjar.kernels.cluster.Centroids;

/**
 * Centroids as a search by scores wants them. The nearest centroid of a row x has the least score
 * s(c) = ½‖c'‖² − x'·c' = ½(‖x' − c'‖² − ‖x'‖²), with c' = c − shift and x' = x − shift; the shift
 * is the mean of the centroids, so that data far off zero loses no digits.
 *
 * <p>What float32 scores leave in doubt, with u = 2⁻²⁴, C = max ‖c'‖ and D = ‖x − a‖² for the
 * centroid a that was found: every partial sum of a score is at most M = ½C² + ‖x'‖C, and ‖x'‖ ≤ √D
 * + C, so M ≤ CR with R = √D + 2C. Rounding x', c' and ½‖c'‖² and d fused steps err by no more than
 * (d + 4)uM, so where the second best score is greater by more than (2d + 8)u·CR, a is truly the
 * nearest; by {@link #doubt} also after float64 rounding of both distances.
 */
public final class ShiftedCentroids {
  /** Centroids that searches take at a time; their number is padded to a multiple. */
  public static final int GROUP = 4;

  /** A row's columns are padded with zeros to a multiple. */
  public static final int LANES = 4;

  /** Above it, a score's float32 terms might overflow. */
  private static final double GREATEST = 1e37;

  /** What underflow of float32 loses in a step, and 2 of it in a difference of scores. */
  private static final double UNDERFLOW = 0x1p-148;

  final int count;
  final int columns;
  final int stride;
  private final int groups;
  private final float[] shift;
  private final float[] halfNorms;
  private final float[] negated;
  private final double[] wide;
  private final double reach;
  private boolean repeated;

  ShiftedCentroids(Centroids centroids) {
    count = centroids.count();
    columns = centroids.columns();
    stride = (columns + LANES - 1) / LANES * LANES;
    groups = (count + GROUP - 1) / GROUP;
    shift = centroids.mean();
    halfNorms = new float[groups * GROUP];
    negated = new float[Math.multiplyExact(groups * GROUP, stride)];
    wide = new double[Math.multiplyExact(count, stride)];
    reach = fill(centroids.values(), centroids.firsts());
  }

  /** Fills the arrays; returns C. */
  private double fill(float[] values, boolean[] firsts) {
    double greatest = 0;
    for (int c = 0; c < groups * GROUP; c++) {
      double norm = c < count ? place(values, c) : 0;
      greatest = Math.max(greatest, norm);
      // A centroid that equals one before it is never chosen, and would leave every row in doubt.
      boolean chosen = c < count && firsts[c];
      repeated |= c < count && !firsts[c];
      halfNorms[c] = chosen ? (float) (norm / 2) : Float.POSITIVE_INFINITY;
    }
    return Math.sqrt(greatest);
  }

  /** Puts one centroid into place; returns ‖c'‖². */
  private double place(float[] values, int c) {
    double norm = 0;
    for (int j = 0; j < columns; j++) {
      float value = values[c * columns + j];
      float shifted = value - shift[j];
      wide[c * stride + j] = value;
      negated[((c / GROUP) * stride + j) * GROUP + c % GROUP] = -shifted;
      norm += (double) shifted * shifted;
    }
    return norm;
  }

  /** Whether some centroid equals one before it. */
  boolean repeated() {
    return repeated;
  }

  /** How many groups of {@link #GROUP} centroids. */
  public int groups() {
    return groups;
  }

  /** How many columns. */
  public int columns() {
    return columns;
  }

  /** Columns, padded. */
  public int stride() {
    return stride;
  }

  /** What is taken from each column. */
  public float[] shift() {
    return shift;
  }

  /** ½‖c'‖²; infinite for centroids that are never chosen. */
  public float[] halfNorms() {
    return halfNorms;
  }

  /** −c', [groups][stride][GROUP]. */
  public float[] negated() {
    return negated;
  }

  /** The centroids themselves, [count][stride]. */
  public double[] wide() {
    return wide;
  }

  /** A gap between the two best scores that leaves no doubt, for a row at squared distance D. */
  double doubt(double squaredDistance) {
    double r = Math.sqrt(squaredDistance) + 2 * reach;
    double terms = reach * r;
    return terms < GREATEST
        ? (2 * columns + 8) * (0x1p-24 * terms + 0x1p-51 * r * r + UNDERFLOW)
        : Double.POSITIVE_INFINITY;
  }
}
