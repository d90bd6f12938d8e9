package io.nightjar.spark.train.trees;

import io.nightjar.features.design.TreeColumn;
import io.nightjar.spark.train.block.Workers;
import io.nightjar.spark.train.trees.bins.BinMatrix;
import io.nightjar.spark.train.trees.bins.Bins;
import io.nightjar.spark.train.trees.bins.ColumnBins;
import io.nightjar.spark.train.trees.bins.ColumnSketch;
import io.nightjar.spark.train.trees.bins.RowSample;
import io.nightjar.spark.train.trees.local.Part;
import io.nightjar.spark.train.trees.objective.Labels;
import java.util.ArrayList;
import java.util.List;

/** Blocks put together: the bins of their columns, and their rows in one part. */
final class Assembly {
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

  Part part(List<TreeBlock> blocks, Bins bins) {
    int rows = blocks.stream().mapToInt(TreeBlock::rows).reduce(0, Math::addExact);
    BinMatrix matrix = new BinMatrix(rows, bins);
    workers.forEach(matrix.groups(), group -> put(blocks, matrix, group));
    matrix.fillSpare();
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
    return new Part(matrix, new Labels(labels, weights), keys);
  }

  private static void put(List<TreeBlock> blocks, BinMatrix matrix, int group) {
    for (int k = 0; k < matrix.columns(group); k++) {
      int column = BinMatrix.GROUP * group + k;
      int at = 0;
      for (TreeBlock block : blocks) {
        matrix.put(column, block.column(column), at, block.rows());
        at += block.rows();
      }
    }
  }
}
