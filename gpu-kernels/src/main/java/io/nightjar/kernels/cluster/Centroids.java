package io.nightjar.kernels.cluster;

import io.nightjar.kernels.block.ArgumentChecks;
import java.io.Serializable;

/**
 * The centres of k clusters over d columns.
 *
 * @param count k, 1..{@link #MOST}
 * @param columns d
 * @param values row-major [k][d], all finite; borrowed, and must not change afterwards
 */
public record Centroids(int count, int columns, float[] values) implements Serializable {
  /** Most clusters: their numbers are exact in float32 with room to spare. */
  public static final int MOST = 1 << 20;

  /**
   * Checks every value once.
   *
   * @throws IllegalArgumentException naming what is wrong, its value, and what is allowed
   */
  public Centroids {
    ArgumentChecks.within("the number of centroids", count, 1, MOST);
    ArgumentChecks.within("the number of columns", columns, 0, Integer.MAX_VALUE);
    ArgumentChecks.length("values", values.length, (long) count * columns);
    ArgumentChecks.finite("centroid value", values, values.length);
  }

  /**
   * The mean of the centroids, rounded to float32: what a search by scores had better take away.
   */
  public float[] mean() {
    float[] mean = new float[columns];
    for (int j = 0; j < columns; j++) {
      double sum = 0;
      for (int c = 0; c < count; c++) {
        sum += values[c * columns + j];
      }
      mean[j] = (float) (sum / count);
    }
    return mean;
  }

  /** For each centroid, whether none before it is the same: only such ones are ever chosen. */
  public boolean[] firsts() {
    return new FirstOfEquals(values, columns, count).all();
  }
}
