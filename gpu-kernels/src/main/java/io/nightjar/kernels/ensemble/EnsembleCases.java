package io.nightjar.kernels.ensemble;

import io.nightjar.kernels.backend.Operation;
import io.nightjar.kernels.backend.Work;
import io.nightjar.kernels.block.ColumnBlock;
import java.util.Arrays;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Made cases: perfect trees of random splits over random numbers, a tenth of them missing. */
final class EnsembleCases {
  private static final int TREES = 50;
  private static final int DEPTH = 6;
  private static final long SEED = 20261126;

  /** What sums in float32 keep, on devices without double precision. */
  private static final double TOLERANCE = 1e-4;

  private EnsembleCases() {}

  static Operation.Cases<EnsembleScore> score() {
    return new Operation.Cases<>(
        (rows, columns) -> scoreWork(made(TREES, columns), rows),
        (rows, columns) ->
            trial(
                TREES,
                rows,
                columns,
                (made, block) -> {
                  double[] out = new double[rows];
                  return it -> {
                    it.write(made, TreeRows.of(block), out);
                    return out.clone();
                  };
                }));
  }

  static Operation.Cases<TreeShap> shap() {
    return new Operation.Cases<>(
        (rows, columns) -> shapWork(made(4, columns), rows),
        (rows, columns) ->
            trial(
                4,
                rows,
                columns,
                (made, block) -> {
                  double[] out = new double[(columns + 1) * rows];
                  return it -> {
                    it.write(made, TreeRows.of(block), out);
                    return out.clone();
                  };
                }));
  }

  /** A unit is one tree for one row; keys go to the device with each call. */
  static Work scoreWork(TreeEnsemble ensemble, int rows) {
    return work(
        ensemble, (long) ensemble.trees() * rows, rows, ensemble.features(), ensemble.outputs());
  }

  /** A unit is one node for one row. */
  static Work shapWork(TreeEnsemble ensemble, int rows) {
    return work(
        ensemble,
        (long) ensemble.nodes().count() * rows,
        rows,
        ensemble.features(),
        (long) ensemble.outputs() * (ensemble.features() + 1));
  }

  private static Work work(TreeEnsemble ensemble, long units, int rows, long keys, long results) {
    long nodes = 24L * ensemble.nodes().count();
    long perRow = Integer.BYTES * keys + Double.BYTES * results;
    return Work.of(units, nodes, perRow * rows, nodes);
  }

  private static <T> Operation.Trial<T> trial(
      int trees,
      int rows,
      int columns,
      BiFunction<TreeEnsemble, ColumnBlock, Function<T, double[]>> body) {
    Random random = new Random(SEED);
    float[][] x = new float[columns][rows];
    for (float[] column : x) {
      for (int i = 0; i < rows; i++) {
        column[i] = random.nextInt(10) == 0 ? Float.NaN : random.nextFloat();
      }
    }
    return new Operation.Trial<>(
        body.apply(made(trees, columns), new ColumnBlock(rows, x)), TOLERANCE);
  }

  private static TreeEnsemble made(int trees, int columns) {
    if (columns == 0) {
      return leaves(trees);
    }
    Random random = new Random(SEED);
    int splits = (1 << DEPTH) - 1;
    int size = 2 * splits + 1;
    int n = trees * size;
    int[] starts = new int[trees + 1];
    Arrays.setAll(starts, t -> t * size);
    int[] features = new int[n];
    float[] thresholds = new float[n];
    int[] lefts = new int[n];
    int[] rights = new int[n];
    boolean[] missingLeft = new boolean[n];
    double[] values = new double[n];
    double[] covers = new double[n];
    for (int at = 0; at < n; at++) {
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
    TreeNodes nodes =
        new TreeNodes(
            starts, features, thresholds, null, lefts, rights, missingLeft, values, covers);
    return TreeEnsemble.of(Decision.AT_MOST, columns, nodes, new int[trees], new double[] {0.5});
  }

  /** Without a feature a tree is a leaf. */
  private static TreeEnsemble leaves(int trees) {
    int[] starts = new int[trees + 1];
    Arrays.setAll(starts, t -> t);
    int[] leaf = new int[trees];
    Arrays.fill(leaf, TreeNodes.LEAF);
    double[] values = new double[trees];
    Arrays.fill(values, 0.25);
    TreeNodes nodes =
        new TreeNodes(
            starts,
            new int[trees],
            new float[trees],
            null,
            leaf,
            leaf,
            new boolean[trees],
            values,
            new double[trees]);
    return TreeEnsemble.of(Decision.AT_MOST, 0, nodes, new int[trees], new double[1]);
  }
}
