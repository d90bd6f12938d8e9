package io.nightjar.spark.train.trees;

import io.nightjar.config.model.ModelConfig;
import io.nightjar.kernels.tree.BinnedRows;
import io.nightjar.spark.train.size.Cluster;
import io.nightjar.spark.train.size.FitShape;
import io.nightjar.spark.train.size.FitSize;
import io.nightjar.spark.train.size.Held;
import io.nightjar.spark.train.size.Rate;
import io.nightjar.spark.train.size.Rounds;
import io.nightjar.spark.train.size.Rounds.Known;
import io.nightjar.spark.train.size.Rounds.Traffic;
import io.nightjar.spark.train.size.Rounds.Work;
import io.nightjar.spark.train.task.FitPlace;
import io.nightjar.spark.train.trees.bins.RowSample;
import io.nightjar.spark.train.trees.distributed.HistogramTraffic;
import io.nightjar.spark.train.trees.split.TreeShape;
import java.util.ArrayList;
import java.util.List;

/** What boosted trees and forests take: where their rows lie, and what growing sends. */
public final class TreeSize {
  /** Bytes of a row beside its columns: key, label, weight, entry and room to part it. */
  private static final long ROW = 48;

  /** Of these, key and label, which are read and kept with the bins. */
  private static final long KEY_AND_LABEL = 16;

  /** Bytes of a row's margin and gradients, an output. */
  private static final long OUTPUT = 16;

  /** Bytes of a row's margin by earlier trees, an output. */
  private static final long EARLIER = Double.BYTES;

  /** Of a node in the driver and in the model. */
  private static final long NODE = 64;

  /** Most bins of a column. */
  private static final long BINS = 256;

  private final TreeShape shape;
  private final FitShape rows;
  private final Cluster cluster;
  private final long rounds;
  private final Known known;

  private TreeSize(TreeShape shape, FitShape rows, Cluster cluster, long rounds, Known known) {
    this.shape = shape;
    this.rows = rows;
    this.cluster = cluster;
    this.rounds = rounds;
    this.known = known;
  }

  /** Bytes that a row takes inside a task: as read, binned, and while trees are grown on it. */
  static long rowBytes(int columns, int outputs, int earlierOutputs) {
    return ROW
        + OUTPUT * outputs
        + EARLIER * earlierOutputs
        + (long) Float.BYTES * columns
        + BinnedRows.rowBytes(columns);
  }

  /** Where so many rows are fitted on executors that have so much room each. */
  static FitPlace place(long rows, long rowBytes, long storageBytes) {
    return rows > BinnedRows.MAX_ROWS
        ? FitPlace.EXECUTORS
        : FitPlace.of(rows, rowBytes, storageBytes);
  }

  /** Of boosted trees. */
  public static FitSize of(ModelConfig.Gbt gbt, FitShape rows, Cluster cluster) {
    Known known = gbt.earlyStoppingRounds().isPresent() ? Known.AT_MOST : Known.EXACT;
    return new TreeSize(shape(gbt.growth()), rows, cluster, gbt.trees(), known).size();
  }

  /** Of a forest. */
  public static FitSize of(ModelConfig.Forest forest, FitShape rows, Cluster cluster) {
    return new TreeSize(shape(forest.growth()), rows, cluster, forest.trees(), Known.EXACT).size();
  }

  private static TreeShape shape(ModelConfig.Growth growth) {
    return new TreeShape(growth.depth(), growth.leaves().orElse(0));
  }

  private FitSize size() {
    long rowBytes = rowBytes(rows.columns(), rows.outputs(), 0);
    FitPlace place = place(rows.allRows(), rowBytes, cluster.storageBytes());
    String because =
        "%d rows of %d bytes; one task takes up to %d bytes"
            .formatted(rows.allRows(), rowBytes, FitPlace.room(cluster.storageBytes()));
    List<Held> held = place == FitPlace.ONE_TASK ? inOneTask(rowBytes) : onExecutors(rowBytes);
    long model = rounds * rows.outputs() * 2 * HistogramTraffic.nodes(shape) * 2 * NODE;
    return new FitSize(place, because, held, rounds(place), model);
  }

  private List<Held> inOneTask(long rowBytes) {
    List<Held> held =
        new ArrayList<>(
            Held.fetched("rows as read", rows.allRows() * readBytes(), rows.partitions(), cluster));
    held.add(Held.onHeap("binned rows", rows.allRows() * binnedBytes()));
    held.add(
        Held.onHeap(
            "gradients and margins",
            rows.allRows() * (rowBytes - binnedBytes() - (long) Float.BYTES * rows.columns())));
    return held;
  }

  private List<Held> onExecutors(long rowBytes) {
    return List.of(
        Held.stored("binned rows", rows.allRows() * binnedBytes()),
        Held.stored("histograms", HistogramTraffic.keptBytes(shape, rows.columns())),
        Held.onHeap(
            "gradients and margins",
            rows.allRows() * (rowBytes - binnedBytes() - (long) Float.BYTES * rows.columns())));
  }

  /** Of a row before it is binned. */
  private long readBytes() {
    return KEY_AND_LABEL + rows.weightBytes() + (long) Float.BYTES * rows.columns();
  }

  /** Of a row as it is kept: what is cached where rows lie on executors. */
  private long binnedBytes() {
    return KEY_AND_LABEL + rows.weightBytes() + BinnedRows.rowBytes(rows.columns());
  }

  private List<Rounds> rounds(FitPlace place) {
    long trees = rounds * rows.outputs();
    double cells = (double) rows.allRows() * rows.columns();
    Work growing = new Work(cells * shape.depth(), Rate.TREE_LEVEL);
    Work reading = new Work(cells, Rate.READ);
    if (place == FitPlace.ONE_TASK) {
      return List.of(
          new Rounds("tables read", 2, Known.EXACT, 1, Traffic.NONE, reading),
          new Rounds("trees", trees, known, 0, Traffic.NONE, growing));
    }
    long sampled = Math.min(rows.rows(), RowSample.SIZE) * rows.columns() * Float.BYTES;
    long bins = BINS * rows.columns() * Float.BYTES;
    long nodes = HistogramTraffic.nodes(shape);
    Traffic tree =
        new Traffic(
            HistogramTraffic.bytes(nodes, rows.partitions(), rows.columns()),
            2 * nodes * NODE,
            2 * nodes * NODE * rows.partitions());
    int jobs = (int) (HistogramTraffic.shuffles(shape) + 2);
    return List.of(
        new Rounds("tables read", 2, Known.EXACT, 1, Traffic.NONE, reading),
        new Rounds("bins", 1, Known.EXACT, 1, new Traffic(sampled, bins, bins), reading),
        new Rounds("trees", trees, known, jobs, tree, growing));
  }
}
