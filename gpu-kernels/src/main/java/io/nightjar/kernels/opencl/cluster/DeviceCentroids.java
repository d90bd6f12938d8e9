package io.nightjar.kernels.opencl.cluster;

import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.cluster.Centroids;

/**
 * Centroids c as a device's search by scores wants them: c' = c − shift in groups of four, and
 * ½‖c'‖², the shift being the mean of the centroids.
 */
final class DeviceCentroids {
  /** Centroids that an item scores at a time; their number is padded to a multiple. */
  static final int FOUR = 4;

  final float[] shift;

  /** c', [groups][columns][4]. */
  final float[] shifted;

  /** ½‖c'‖², [groups][4]; infinite for what is never chosen. */
  final float[] halfNorms;

  /** max ‖c'‖. */
  final float reach;

  private final Centroids centroids;

  DeviceCentroids(Centroids centroids) {
    this.centroids = centroids;
    int d = centroids.columns();
    int groups = (centroids.count() + FOUR - 1) / FOUR;
    shift = centroids.mean();
    boolean[] firsts = centroids.firsts();
    shifted = new float[groups * FOUR * d];
    halfNorms = new float[groups * FOUR];
    double greatest = 0;
    for (int c = 0; c < halfNorms.length; c++) {
      double norm = c < centroids.count() ? place(c) : 0;
      greatest = Math.max(greatest, norm);
      boolean chosen = c < centroids.count() && firsts[c];
      halfNorms[c] = chosen ? (float) (norm / 2) : Float.POSITIVE_INFINITY;
    }
    reach = (float) Math.sqrt(greatest);
  }

  /** Puts one centroid into place; returns ‖c'‖². */
  private double place(int c) {
    int d = centroids.columns();
    double norm = 0;
    for (int j = 0; j < d; j++) {
      float value = centroids.values()[c * d + j] - shift[j];
      shifted[((c / FOUR) * d + j) * FOUR + c % FOUR] = value;
      norm += (double) value * value;
    }
    return norm;
  }

  /** The nearest centroid of one row, by distances as the operation states them. */
  int nearest(ColumnBlock block, int row) {
    double least = Double.POSITIVE_INFINITY;
    int nearest = 0;
    for (int c = 0; c < centroids.count(); c++) {
      double distance = distance(block, row, c);
      if (distance < least) {
        least = distance;
        nearest = c;
      }
    }
    return nearest;
  }

  /** ‖x − c‖² in four chains of columns. */
  double distance(ColumnBlock block, int row, int c) {
    double[] chains = new double[4];
    int d = centroids.columns();
    for (int j = 0; j < d; j++) {
      double difference = (double) block.column(j)[row] - centroids.values()[c * d + j];
      chains[j & 3] = Math.fma(difference, difference, chains[j & 3]);
    }
    return (chains[0] + chains[2]) + (chains[1] + chains[3]);
  }
}
