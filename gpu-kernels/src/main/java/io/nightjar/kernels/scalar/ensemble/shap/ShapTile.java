package io.nightjar.kernels.scalar.ensemble.shap;

import io.nightjar.kernels.ensemble.shap.ShapPlan;
import java.util.Arrays;

/**
 * Some rows on their way down and up the edges of a tree. Every array holds one number a row, from
 * index 0 on, because the JVM's compiler vectorises loops over arrays without offsets. The letters
 * are those of {@link ShapPlan}.
 */
final class ShapTile {
  /** Rows come in multiples of it; what stands behind the last row is of no use. */
  static final int LANES = 8;

  /** Rows of the tile, a multiple of {@link #LANES}. */
  final int rows;

  /** P by depth and quadrature point, [depth][points][rows]. */
  final double[][][] products;

  /** S by depth and quadrature point, [depth][points][rows]. */
  final double[][][] sums;

  /** O by depth, [depth][rows]; ones at depth 0. */
  final double[][] followed;

  /** φ by output and feature, [outputs · (features + 1)][rows]. */
  final double[][] phi;

  ShapTile(int rows, int depth, int points, int results) {
    this.rows = rows;
    this.products = new double[depth + 1][points][rows];
    this.sums = new double[depth + 1][points][rows];
    this.followed = new double[depth + 1][rows];
    this.phi = new double[results][rows];
    Arrays.fill(followed[0], 1);
  }
}
