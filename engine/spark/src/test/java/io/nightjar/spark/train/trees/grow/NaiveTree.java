package io.nightjar.spark.train.trees.grow;

/**
 * One split of a greedy tree over exact float64 sums, by trying every threshold of every column.
 */
final class NaiveTree {
  private final float[][] x;
  private final double[] g;
  private final double[] h;
  private final double lambda;

  NaiveTree(float[][] x, double[] g, double[] h, double lambda) {
    this.x = x;
    this.g = g;
    this.h = h;
    this.lambda = lambda;
  }

  /** Column, greatest number on the left, and the gain; the rows are those flagged. */
  record Best(int column, float threshold, double gain) {}

  Best best(boolean[] rows) {
    Best best = new Best(-1, 0, 0);
    for (int j = 0; j < x.length; j++) {
      for (float threshold : x[j]) {
        double gain = gain(rows, j, threshold);
        if (gain > best.gain() + 1e-9) {
          best = new Best(j, threshold, gain);
        }
      }
    }
    return best;
  }

  private double gain(boolean[] rows, int column, float threshold) {
    double[] left = new double[2];
    double[] right = new double[2];
    for (int i = 0; i < g.length; i++) {
      if (rows[i]) {
        double[] side = x[column][i] <= threshold ? left : right;
        side[0] += g[i];
        side[1] += h[i];
      }
    }
    if (left[1] == 0 || right[1] == 0) {
      return 0;
    }
    return 0.5
        * (score(left[0], left[1])
            + score(right[0], right[1])
            - score(left[0] + right[0], left[1] + right[1]));
  }

  private double score(double first, double second) {
    return first * first / (second + lambda);
  }
}
