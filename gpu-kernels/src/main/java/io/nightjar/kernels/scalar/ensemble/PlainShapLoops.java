package io.nightjar.kernels.scalar.ensemble;

import io.nightjar.kernels.ensemble.ShapPlan;

/** One loop a quadrature point, over whole arrays. */
final class PlainShapLoops implements ShapLoops {
  @Override
  public void down(ShapTile tile, ShapEdge edge) {
    double[] constants = edge.constants();
    double[] own = tile.followed[edge.depth];
    double[][] above = tile.products[edge.depth - 1];
    double[][] below = tile.products[edge.depth];
    for (int k = 0; k < edge.points; k++) {
      int at = edge.at + k * ShapPlan.CONSTANTS;
      if (edge.before == 0) {
        first(above[k], own, constants[at], constants[at + 2], below[k]);
      } else {
        double[] before = tile.followed[edge.before];
        again(above[k], before, own, constants, at, below[k]);
      }
    }
  }

  private static void first(double[] above, double[] own, double base, double q, double[] below) {
    for (int i = 0; i < below.length; i++) {
      below[i] = above[i] * (base + own[i] * q);
    }
  }

  private static void again(
      double[] above, double[] before, double[] own, double[] constants, int at, double[] below) {
    double base = constants[at];
    double p = constants[at + 1];
    double q = constants[at + 2];
    for (int i = 0; i < below.length; i++) {
      below[i] = above[i] * (base + before[i] * p + own[i] * q);
    }
  }

  @Override
  public void up(ShapTile tile, ShapEdge edge) {
    double[] constants = edge.constants();
    double[] own = tile.followed[edge.depth];
    double[][] sums = tile.sums[edge.depth];
    double[][] above = tile.sums[edge.depth - 1];
    double[] phi = tile.phi[edge.result];
    for (int k = 0; k < edge.points; k++) {
      int at = edge.at + k * ShapPlan.CONSTANTS;
      if (edge.before == 0) {
        addFirst(sums[k], own, constants[at + 3], constants[at + 4], phi);
      } else {
        double[] before = tile.followed[edge.before];
        addAgain(sums[k], before, own, constants, at, phi);
      }
      add(sums[k], above[k]);
    }
  }

  private static void addFirst(double[] sum, double[] own, double d, double g, double[] phi) {
    for (int i = 0; i < phi.length; i++) {
      phi[i] += sum[i] * (own[i] * d - g);
    }
  }

  private static void addAgain(
      double[] sum, double[] before, double[] own, double[] constants, int at, double[] phi) {
    double d = constants[at + 3];
    double g = constants[at + 4];
    for (int i = 0; i < phi.length; i++) {
      phi[i] += sum[i] * (own[i] * d - before[i] * g);
    }
  }

  private static void add(double[] sum, double[] above) {
    for (int i = 0; i < above.length; i++) {
      above[i] += sum[i];
    }
  }

  @Override
  public void leaf(ShapTile tile, ShapEdge edge) {
    down(tile, edge);
    double value = edge.value();
    double[][] products = tile.products[edge.depth];
    double[][] sums = tile.sums[edge.depth];
    for (int k = 0; k < edge.points; k++) {
      scale(products[k], value, sums[k]);
    }
    up(tile, edge);
  }

  private static void scale(double[] product, double value, double[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] = product[i] * value;
    }
  }
}
