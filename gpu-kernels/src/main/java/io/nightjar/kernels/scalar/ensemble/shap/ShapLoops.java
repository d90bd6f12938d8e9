package io.nightjar.kernels.scalar.ensemble.shap;

import io.nightjar.kernels.ensemble.shap.ShapPlan;
import java.util.Arrays;

/**
 * The loops of SHAP values over the rows of a tile: one a quadrature point, over whole arrays and
 * without a choice in it, which the JVM's compiler turns into vectors by itself. The letters are
 * those of {@link ShapPlan}; an edge's constants are [points][5] from {@code at} on.
 */
final class ShapLoops {
  /** Rows of a tile, a multiple of {@link ShapTile#LANES}: its sums stay in a cache. */
  static final int ROWS = 256;

  private ShapLoops() {}

  /**
   * O of an edge to the right: {@code before} where a key is greater than the cut, else 0. Keys and
   * cuts are ints, so that they differ by at least 1 or not at all.
   */
  static void followRight(double[] keys, double cut, double[] before, double[] own) {
    for (int i = 0; i < own.length; i++) {
      own[i] = before[i] * Math.max(0, Math.min(1, keys[i] - cut));
    }
  }

  /** O of an edge to the left: {@code before} where a key is at most the cut, else 0. */
  static void followLeft(double[] keys, double cut, double[] before, double[] own) {
    for (int i = 0; i < own.length; i++) {
      own[i] = before[i] * (1 - Math.max(0, Math.min(1, keys[i] - cut)));
    }
  }

  /** Goes down an edge to a split: P of its depth from P of the one above; its S are 0. */
  static void down(ShapTile tile, ShapEdge edge) {
    double[] constants = edge.constants();
    double[] own = tile.followed[edge.depth];
    double[][] above = tile.products[edge.depth - 1];
    double[][] below = tile.products[edge.depth];
    for (int k = 0; k < edge.points; k++) {
      int at = edge.at + k * ShapPlan.CONSTANTS;
      if (edge.before == 0) {
        downFirst(above[k], own, constants[at], constants[at + 2], below[k]);
      } else {
        downAgain(above[k], tile.followed[edge.before], own, constants, at, below[k]);
      }
      Arrays.fill(tile.sums[edge.depth][k], 0);
    }
  }

  private static void downFirst(
      double[] above, double[] own, double base, double q, double[] below) {
    for (int i = 0; i < below.length; i++) {
      below[i] = above[i] * (base + own[i] * q);
    }
  }

  private static void downAgain(
      double[] above, double[] before, double[] own, double[] constants, int at, double[] below) {
    double base = constants[at];
    double p = constants[at + 1];
    double q = constants[at + 2];
    for (int i = 0; i < below.length; i++) {
      below[i] = above[i] * (base + before[i] * p + own[i] * q);
    }
  }

  /** Goes up an edge to a split: adds to φ, point by point, and its S to S of the depth above. */
  static void up(ShapTile tile, ShapEdge edge) {
    double[] constants = edge.constants();
    double[] own = tile.followed[edge.depth];
    double[] phi = tile.phi[edge.result];
    for (int k = 0; k < edge.points; k++) {
      int at = edge.at + k * ShapPlan.CONSTANTS;
      double[] sum = tile.sums[edge.depth][k];
      double[] above = tile.sums[edge.depth - 1][k];
      if (edge.before == 0) {
        upFirst(sum, own, constants, at, phi, above);
      } else {
        upAgain(sum, tile.followed[edge.before], own, constants, at, phi, above);
      }
    }
  }

  private static void upFirst(
      double[] sum, double[] own, double[] constants, int at, double[] phi, double[] above) {
    double d = constants[at + 3];
    double g = constants[at + 4];
    for (int i = 0; i < phi.length; i++) {
      phi[i] += sum[i] * (own[i] * d - g);
      above[i] += sum[i];
    }
  }

  private static void upAgain(
      double[] sum,
      double[] before,
      double[] own,
      double[] constants,
      int at,
      double[] phi,
      double[] above) {
    double d = constants[at + 3];
    double g = constants[at + 4];
    for (int i = 0; i < phi.length; i++) {
      phi[i] += sum[i] * (own[i] * d - before[i] * g);
      above[i] += sum[i];
    }
  }

  /** Goes down an edge to a leaf, where S = P·v, and up again. */
  static void leaf(ShapTile tile, ShapEdge edge) {
    double[] constants = edge.constants();
    double[] own = tile.followed[edge.depth];
    double[] phi = tile.phi[edge.result];
    double value = edge.value();
    for (int k = 0; k < edge.points; k++) {
      int at = edge.at + k * ShapPlan.CONSTANTS;
      double[] product = tile.products[edge.depth - 1][k];
      double[] above = tile.sums[edge.depth - 1][k];
      if (edge.before == 0) {
        leafFirst(product, own, constants, at, value, phi, above);
      } else {
        double[] sum = tile.sums[edge.depth][k];
        double[] before = tile.followed[edge.before];
        downAgain(product, before, own, constants, at, sum);
        scale(sum, value);
        upAgain(sum, before, own, constants, at, phi, above);
      }
    }
  }

  private static void leafFirst(
      double[] product,
      double[] own,
      double[] constants,
      int at,
      double value,
      double[] phi,
      double[] above) {
    double base = constants[at];
    double q = constants[at + 2];
    double d = constants[at + 3];
    double g = constants[at + 4];
    for (int i = 0; i < phi.length; i++) {
      double sum = product[i] * (base + own[i] * q) * value;
      phi[i] += sum * (own[i] * d - g);
      above[i] += sum;
    }
  }

  private static void scale(double[] sum, double value) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] *= value;
    }
  }
}
