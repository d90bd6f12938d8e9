package io.nightjar.kernels.ensemble;

import io.nightjar.kernels.block.BinnedBlock;
import io.nightjar.kernels.block.ColumnBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Ensembles and rows made from a seed. */
final class MadeEnsembles {
  /** Which leaf is split next while a tree grows. */
  enum Shape {
    /** The oldest: perfect trees. */
    BALANCED,
    /** Any. */
    LEAF_WISE,
    /** The newest: chains. */
    SKEWED
  }

  /** What thresholds are. */
  enum Scale {
    /** Normal numbers, of two digits so that ties occur. */
    NUMBERS,
    /** Bins. */
    BINS
  }

  /**
   * @param categorical share of the splits that are categorical
   */
  record Plan(int trees, int leaves, Shape shape, int outputs, double categorical) {}

  private final Random random;
  private final List<Integer> features = new ArrayList<>();
  private final List<Float> thresholds = new ArrayList<>();
  private final List<long[]> categories = new ArrayList<>();
  private final List<Integer> lefts = new ArrayList<>();
  private final List<Integer> rights = new ArrayList<>();
  private final List<Double> values = new ArrayList<>();
  private final List<Double> covers = new ArrayList<>();

  MadeEnsembles(long seed) {
    this.random = new Random(seed);
  }

  TreeEnsemble ensemble(Decision decision, int columns, Plan plan, Scale scale) {
    for (List<?> list : List.of(features, thresholds, categories, lefts, rights, values, covers)) {
      list.clear();
    }
    int[] starts = new int[plan.trees + 1];
    int[] outputs = new int[plan.trees];
    for (int t = 0; t < plan.trees; t++) {
      tree(columns, plan, scale);
      starts[t + 1] = features.size();
      outputs[t] = random.nextInt(plan.outputs);
    }
    boolean[] missingLeft = new boolean[features.size()];
    for (int i = 0; i < missingLeft.length; i++) {
      missingLeft[i] = random.nextBoolean();
    }
    float[] cuts = new float[thresholds.size()];
    for (int i = 0; i < cuts.length; i++) {
      cuts[i] = thresholds.get(i);
    }
    TreeNodes nodes =
        new TreeNodes(
            starts,
            ints(features),
            cuts,
            plan.categorical == 0 ? null : categories.toArray(long[][]::new),
            ints(lefts),
            ints(rights),
            missingLeft,
            doubles(values),
            doubles(covers));
    double[] base = random.doubles(plan.outputs).toArray();
    return TreeEnsemble.of(decision, columns, nodes, outputs, base);
  }

  private void tree(int columns, Plan plan, Scale scale) {
    int start = features.size();
    List<Integer> leaves = new ArrayList<>();
    leaves.add(0);
    node(columns, plan, scale, 1000);
    while (columns > 0 && leaves.size() < plan.leaves) {
      int at =
          switch (plan.shape) {
            case BALANCED -> 0;
            case LEAF_WISE -> random.nextInt(leaves.size());
            case SKEWED -> leaves.size() - 1;
          };
      int parent = leaves.remove(at);
      double share = 0.1 + 0.8 * random.nextDouble();
      double cover = covers.get(start + parent);
      for (List<Integer> side : List.of(lefts, rights)) {
        int child = features.size() - start;
        side.set(start + parent, child);
        leaves.add(child);
        node(columns, plan, scale, cover * (side == lefts ? share : 1 - share));
      }
    }
  }

  private void node(int columns, Plan plan, Scale scale, double cover) {
    features.add(columns == 0 ? 0 : random.nextInt(columns));
    thresholds.add(
        scale == Scale.BINS
            ? (float) random.nextInt(255)
            : Math.round(random.nextGaussian() * 100) / 100f);
    boolean categorical = random.nextDouble() < plan.categorical;
    categories.add(categorical ? random.longs(random.nextInt(3)).toArray() : null);
    lefts.add(TreeNodes.LEAF);
    rights.add(TreeNodes.LEAF);
    values.add(random.nextGaussian());
    covers.add(cover);
  }

  /** Numbers around the thresholds, whole ones among them, and all that is special. */
  ColumnBlock rows(int rows, int columns) {
    float[] special = {
      Float.NaN,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      Float.MIN_VALUE,
      -Float.MIN_VALUE,
      -0f,
      Float.MAX_VALUE,
      -Float.MAX_VALUE,
      65_535,
      65_536
    };
    float[][] x = new float[columns][rows];
    for (float[] column : x) {
      for (int i = 0; i < rows; i++) {
        column[i] =
            switch (random.nextInt(8)) {
              case 0 -> special[random.nextInt(special.length)];
              case 1, 2 -> random.nextInt(200) - 10;
              default -> Math.round(random.nextGaussian() * 100) / 100f;
            };
      }
    }
    return new ColumnBlock(rows, x);
  }

  BinnedBlock bins(int rows, int columns) {
    byte[][] x = new byte[columns][rows];
    int[] bins = new int[columns];
    Arrays.fill(bins, BinnedBlock.MAX_BINS);
    for (byte[] column : x) {
      random.nextBytes(column);
    }
    return new BinnedBlock(rows, x, bins);
  }

  private static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  private static double[] doubles(List<Double> list) {
    return list.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
