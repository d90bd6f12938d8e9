package io.nightjar.spark.train.trees;

import io.nightjar.features.design.TreeColumn;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.ensemble.EnsembleKernels;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.spark.train.block.RowRole;
import io.nightjar.spark.train.task.Workers;
import io.nightjar.spark.train.trees.bins.BinMatrix;
import io.nightjar.spark.train.trees.bins.Bins;
import io.nightjar.spark.train.trees.bins.ColumnBins;
import io.nightjar.spark.train.trees.bins.ColumnSketch;
import io.nightjar.spark.train.trees.bins.RowSample;
import io.nightjar.spark.train.trees.local.Part;
import io.nightjar.spark.train.trees.local.SplitParts;
import io.nightjar.spark.train.trees.objective.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** Blocks put together: the bins of their columns, and their rows in one part. */
final class Assembly {
  /** Rows that a thread packs at once. */
  private static final int PACKED = 1 << 16;

  private final TreePlan plan;
  private final Workers workers;
  private final List<TreeColumn> columns;

  Assembly(TreePlan plan, Workers workers) {
    this.plan = plan;
    this.workers = workers;
    this.columns = plan.columns();
  }

  /** An empty sketch of each numeric column; null for a categorical one. */
  ColumnSketch[] sketches() {
    ColumnSketch[] sketches = new ColumnSketch[columns.size()];
    for (int j = 0; j < sketches.length; j++) {
      sketches[j] = columns.get(j).categorical() ? null : new ColumnSketch(plan.maxBins());
    }
    return sketches;
  }

  /** Adds some blocks to the sketches. */
  void sketch(List<TreeBlock> blocks, ColumnSketch[] sketches) {
    RowSample sample = RowSample.of(plan.tableRows(), plan.seed());
    List<int[]> sampled = new ArrayList<>();
    blocks.forEach(block -> sampled.add(sample.of(block.keys())));
    workers.forEach(
        sketches.length,
        j -> {
          for (int b = 0; b < blocks.size() && sketches[j] != null; b++) {
            TreeBlock block = blocks.get(b);
            sketches[j].add(block.column(j), block.rows(), sampled.get(b));
          }
        });
  }

  Bins bins(ColumnSketch[] sketches) {
    ColumnBins[] bins = new ColumnBins[sketches.length];
    workers.forEach(
        bins.length,
        j ->
            bins[j] =
                columns.get(j).categorical()
                    ? ColumnBins.categorical(columns.get(j).categories())
                    : sketches[j].bins());
    return new Bins(bins);
  }

  /** Blocks by what they are for. */
  record Blocks(List<TreeBlock> train, List<TreeBlock> validation) {
    static Blocks of(Iterator<TreeBlock> all) {
      Blocks blocks = new Blocks(new ArrayList<>(), new ArrayList<>());
      all.forEachRemaining(
          block ->
              (block.role() == RowRole.TRAINING ? blocks.train : blocks.validation).add(block));
      return blocks;
    }
  }

  /** All rows of some blocks, in bins. */
  SplitParts parts(Blocks blocks, Bins bins) {
    Part train = part(blocks.train(), bins);
    return new SplitParts(
        train, blocks.validation().isEmpty() ? null : part(blocks.validation(), bins));
  }

  private Part part(List<TreeBlock> blocks, Bins bins) {
    int rows = blocks.stream().mapToInt(TreeBlock::rows).reduce(0, Math::addExact);
    BinMatrix matrix = new BinMatrix(rows, bins);
    workers.forEach(columns.size(), column -> put(blocks, matrix, column));
    int packs = (rows + PACKED - 1) / PACKED;
    workers.forEach(packs, i -> matrix.pack(i * PACKED, (int) Math.min(rows, (i + 1L) * PACKED)));
    double[] labels = new double[rows];
    double[] weights = blocks.stream().anyMatch(b -> b.weights() != null) ? new double[rows] : null;
    long[] keys = new long[rows];
    int at = 0;
    for (TreeBlock block : blocks) {
      System.arraycopy(block.labels(), 0, labels, at, block.rows());
      System.arraycopy(block.keys(), 0, keys, at, block.rows());
      if (weights != null) {
        System.arraycopy(block.weights(), 0, weights, at, block.rows());
      }
      at += block.rows();
    }
    return new Part(matrix, new Labels(labels, weights), keys, earlierMargins(blocks, rows));
  }

  /**
   * What the earlier trees make of some rows, [outputs][rows]; null where there are none. By plain
   * loops on every machine, so that what is grown upon them has the same bits on all.
   */
  private double[][] earlierMargins(List<TreeBlock> blocks, int rows) {
    TreeEnsemble earlier = plan.earlier();
    if (earlier == null) {
      return null;
    }
    EnsembleKernels kernels = Kernels.of(BackendPreference.SCALAR).ensemble();
    double[][] margins = new double[earlier.outputs()][rows];
    int[] starts = new int[blocks.size()];
    for (int b = 1; b < starts.length; b++) {
      starts[b] = starts[b - 1] + blocks.get(b - 1).rows();
    }
    workers.forEach(
        starts.length,
        b -> {
          TreeBlock block = blocks.get(b);
          float[][] values = new float[columns.size()][];
          Arrays.setAll(values, block::column);
          double[] out = new double[margins.length * block.rows()];
          kernels.score(earlier, new ColumnBlock(block.rows(), values), out);
          for (int k = 0; k < margins.length; k++) {
            System.arraycopy(out, k * block.rows(), margins[k], starts[b], block.rows());
          }
        });
    return margins;
  }

  private static void put(List<TreeBlock> blocks, BinMatrix matrix, int column) {
    int at = 0;
    for (TreeBlock block : blocks) {
      matrix.put(column, block.column(column), at, block.rows());
      at += block.rows();
    }
  }
}
