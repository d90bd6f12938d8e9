package io.nightjar.kernels.bench.ensemble;

import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.ensemble.Decision;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.kernels.ensemble.TreeNodes;
import java.util.Arrays;
import java.util.Random;

/** Perfect trees of random splits, and rows of random numbers, a tenth of them missing. */
final class MadeEnsemble {
  static final double BASE = 0.5;

  final TreeEnsemble ensemble;
  final int columns;
  private final Random random = new Random(20261206);

  MadeEnsemble(int trees, int columns, int depth) {
    this.columns = columns;
    int splits = (1 << depth) - 1;
    int size = 2 * splits + 1;
    int nodes = trees * size;
    int[] starts = new int[trees + 1];
    Arrays.setAll(starts, t -> t * size);
    int[] features = new int[nodes];
    float[] thresholds = new float[nodes];
    int[] lefts = new int[nodes];
    int[] rights = new int[nodes];
    boolean[] missingLeft = new boolean[nodes];
    double[] values = new double[nodes];
    double[] covers = new double[nodes];
    for (int at = 0; at < nodes; at++) {
      int node = at % size;
      boolean leaf = node >= splits;
      features[at] = random.nextInt(columns);
      thresholds[at] = random.nextFloat();
      lefts[at] = leaf ? TreeNodes.LEAF : 2 * node + 1;
      rights[at] = leaf ? TreeNodes.LEAF : 2 * node + 2;
      missingLeft[at] = random.nextBoolean();
      values[at] = random.nextGaussian();
      covers[at] = 1 + random.nextInt(100);
    }
    addCovers(size, splits, covers);
    ensemble =
        TreeEnsemble.of(
            Decision.AT_MOST,
            columns,
            new TreeNodes(
                starts, features, thresholds, null, lefts, rights, missingLeft, values, covers),
            new int[trees],
            new double[] {BASE});
  }

  /** As many rows came to a split as to its children. */
  private static void addCovers(int size, int splits, double[] covers) {
    for (int start = 0; start < covers.length; start += size) {
      for (int node = splits - 1; node >= 0; node--) {
        covers[start + node] = covers[start + 2 * node + 1] + covers[start + 2 * node + 2];
      }
    }
  }

  ColumnBlock block(int rows) {
    float[][] x = new float[columns][rows];
    for (float[] column : x) {
      for (int i = 0; i < rows; i++) {
        column[i] = random.nextInt(10) == 0 ? Float.NaN : random.nextFloat();
      }
    }
    return new ColumnBlock(rows, x);
  }

  /** Whether a row goes left at a split. */
  static boolean left(TreeNodes nodes, int node, float x) {
    return x != x ? nodes.missingLeft()[node] : x <= nodes.thresholds()[node];
  }
}
