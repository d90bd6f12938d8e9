package io.nightjar.kernels.scalar.linear.loss;

import java.util.Arrays;

/**
 * A tile of rows on its way through a gradient. Every array starts at the tile's first row, because
 * the JVM's compiler vectorises loops over arrays without offsets.
 */
public final class Tile {
  /** Rows of the tile that count. */
  public int count;

  /** [classes][rows]: margins first, then slopes w·∂ℓ/∂m in their place. */
  public final double[][] margins;

  /** Labels, a row each. */
  public final double[] labels;

  /** Weights, a row each. */
  public final double[] weights;

  /** w·ℓ, a row each. */
  public final double[] losses;

  /** Room for what a loss needs in between, a number a row. */
  public final double[] scratch;

  /** More of it. */
  final double[] exponents;

  /** More of it. */
  public final double[] totals;

  private boolean weighted;

  /** Arrays have room for whole vectors of eight; what stands behind the last row is of no use. */
  public Tile(int classes, int mostRows) {
    int rows = (mostRows + 7) / 8 * 8;
    margins = new double[classes][rows];
    labels = new double[rows];
    weights = new double[rows];
    losses = new double[rows];
    scratch = new double[rows];
    exponents = new double[rows];
    totals = new double[rows];
    Arrays.fill(weights, 1);
  }

  /**
   * Takes the next rows in.
   *
   * @param allWeights null where every row weighs one
   */
  public void load(double[] allLabels, double[] allWeights, int from, int rows) {
    count = rows;
    System.arraycopy(allLabels, from, labels, 0, count);
    if (allWeights != null) {
      System.arraycopy(allWeights, from, weights, 0, count);
    } else if (weighted) {
      Arrays.fill(weights, 1);
    }
    weighted = allWeights != null;
  }

  /** The sum of the first {@code count} values, in eight chains, as products with columns are. */
  public static double sum(double[] values, int count) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    double e = 0;
    double f = 0;
    double g = 0;
    double h = 0;
    int i = 0;
    for (; i < count - 7; i += 8) {
      a += values[i];
      b += values[i + 1];
      c += values[i + 2];
      d += values[i + 3];
      e += values[i + 4];
      f += values[i + 5];
      g += values[i + 6];
      h += values[i + 7];
    }
    for (; i < count; i++) {
      a += values[i];
    }
    return ((a + e) + (c + g)) + ((b + f) + (d + h));
  }
}
