package io.nightjar.spark.train.als;

import io.nightjar.spark.train.task.KeyHash;

/**
 * Factors to start from: points of the unit sphere, drawn by the row's place and the seed, none of
 * them below 0, so that all rows share the direction in which the ratings' mean lies.
 */
final class StartFactors {
  private StartFactors() {}

  /** Row-major [rows][rank]. */
  static float[] of(int rows, int rank, long seed) {
    float[] factors = new float[rows * rank];
    double[] drawn = new double[rank];
    for (int row = 0; row < rows; row++) {
      long bits = KeyHash.mix(row, seed);
      double squares = 0;
      for (int f = 0; f < rank; f++) {
        bits = KeyHash.mix(bits);
        drawn[f] = Math.abs(gaussian(bits));
        squares += drawn[f] * drawn[f];
      }
      double length = Math.sqrt(squares);
      for (int f = 0; f < rank; f++) {
        factors[row * rank + f] = (float) (drawn[f] / length);
      }
    }
    return factors;
  }

  /** Box and Muller's transform of two numbers in (0, 1]. */
  private static double gaussian(long bits) {
    double radius = 1 - KeyHash.unit(bits);
    double angle = KeyHash.unit(KeyHash.mix(bits, 1));
    return StrictMath.sqrt(-2 * StrictMath.log(radius)) * StrictMath.cos(2 * Math.PI * angle);
  }
}
