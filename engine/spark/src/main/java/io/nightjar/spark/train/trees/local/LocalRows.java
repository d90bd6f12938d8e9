package io.nightjar.spark.train.trees.local;

import io.nightjar.kernels.tree.GradientRows;
import io.nightjar.kernels.tree.TreeKernels;
import io.nightjar.spark.train.task.Workers;
import io.nightjar.spark.train.trees.grow.BoostPlan;
import io.nightjar.spark.train.trees.grow.Division;
import io.nightjar.spark.train.trees.grow.GrownTree;
import io.nightjar.spark.train.trees.grow.ResidualBits;
import io.nightjar.spark.train.trees.grow.TreeRows;
import io.nightjar.spark.train.trees.objective.Gradients;
import io.nightjar.spark.train.trees.objective.LabelSums;
import io.nightjar.spark.train.trees.objective.Labels;
import io.nightjar.spark.train.trees.objective.Objective;
import io.nightjar.spark.train.trees.objective.RowRange;
import io.nightjar.spark.train.trees.split.GradientSums;
import io.nightjar.spark.train.trees.split.OpenNode;
import io.nightjar.spark.train.trees.split.Scales;
import io.nightjar.spark.train.trees.split.Split;
import io.nightjar.spark.train.trees.split.SplitFinder;
import io.nightjar.spark.train.trees.split.TreeId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** All training rows in one place. */
public final class LocalRows implements TreeRows {
  private final Part train;
  private final Labels labels;
  private final ValidationRows validation;
  private final BoostPlan plan;
  private final Workers workers;
  private final Objective objective;
  private final NodeEntries nodes;
  private final NodeSplits splits;
  private final Chunks chunks;
  private final Margins margins;
  private final Gradients[] gradients;
  private RowGradients ofTree;
  private Scales scales;

  /**
   * Rows of a fit.
   *
   * @param validation the rows that losses are taken of; null without
   * @param kernels that sum histograms and part rows
   */
  public LocalRows(
      Part train, Part validation, BoostPlan plan, Workers workers, TreeKernels kernels) {
    this.train = train;
    this.labels = train.labels();
    this.validation = new ValidationRows(validation, plan, workers);
    this.plan = plan;
    this.workers = workers;
    this.objective = plan.objective();
    this.nodes = new NodeEntries(train.rows(), kernels);
    this.splits = new NodeSplits(train.bins(), nodes, kernels, workers);
    this.chunks = Chunks.of(train.rows());
    this.margins = new Margins(train, objective.outputs(), workers);
    this.gradients = new Gradients[objective.outputs()];
    Arrays.setAll(gradients, k -> Gradients.of(train.rows()));
  }

  @Override
  public LabelSums labelSums() {
    LabelSums sums = new LabelSums(objective.outputs());
    sums.add(labels);
    return sums;
  }

  @Override
  public void start(double[] base) {
    margins.start(base);
    validation.start(base);
  }

  @Override
  public void startRound() {
    workers.forEach(
        chunks.count(),
        c ->
            objective.gradients(
                labels, margins.sums(), new RowRange(chunks.from(c), chunks.to(c)), gradients));
  }

  @Override
  public Scales startTree(TreeId tree) {
    ofTree = new RowGradients(train.keys(), gradients[tree.output()], plan.spec().sampling(), tree);
    float[][] greatest = new float[chunks.count()][];
    workers.forEach(
        chunks.count(), c -> greatest[c] = ofTree.greatest(chunks.from(c), chunks.to(c)));
    double first = 0;
    double second = 0;
    for (float[] of : greatest) {
      first = Math.max(first, of[0]);
      second = Math.max(second, of[1]);
    }
    return new Scales(first, second, train.rows());
  }

  @Override
  public GradientSums root(TreeId tree, Scales scales) {
    this.scales = scales;
    splits.clear();
    int[] counts = new int[chunks.count()];
    GradientSums[] sums = new GradientSums[chunks.count()];
    NodeEntries.Taken taken = ofTree.taken();
    long[] gathering = nodes.gathering(taken);
    workers.forEach(
        chunks.count(),
        c -> {
          int from = chunks.from(c);
          counts[c] = ofTree.gather(from, chunks.to(c), scales, gathering);
          sums[c] = RowGradients.sums(gathering, from, from + counts[c]);
        });
    nodes.close(chunks, counts, taken, workers);
    return Arrays.stream(sums).reduce(GradientSums.NONE, GradientSums::plus);
  }

  @Override
  public Split bestOfRoot(SplitFinder finder, OpenNode root) {
    return splits.ofRoot(finder, root);
  }

  /** The histogram of a node's rows, anew: [columns][{@link SplitFinder#SUMS}]. */
  public long[] histogram(int node) {
    return splits.histogram(node);
  }

  /** How many rows of the tree a node has here. */
  public int size(int node) {
    return nodes.size(node);
  }

  @Override
  public void divide(List<Division> divisions) {
    nodes.divide(divisions, train.bins(), workers);
  }

  @Override
  public List<Split> bestOfChildren(SplitFinder finder, List<Division> parents) {
    return splits.ofChildren(finder, parents);
  }

  @Override
  public List<GradientSums> fineSums(int[] leaves) {
    long[] sums = new long[2 * leaves.length];
    workers.forEach(
        chunks.count(),
        c -> {
          long[] part = new long[sums.length];
          int from = chunks.from(c);
          ofTree.addFine(RowNodes.of(nodes, leaves, from, chunks.to(c)), from, scales, part);
          synchronized (sums) {
            Arrays.setAll(sums, i -> sums[i] + part[i]);
          }
        });
    return IntStream.range(0, leaves.length)
        .mapToObj(n -> new GradientSums(sums[2 * n], sums[2 * n + 1]))
        .toList();
  }

  @Override
  public long[][] residualWeights(int[] leaves, ResidualBits bits) {
    long[][] weights = new long[leaves.length][SplitFinder.CELLS];
    workers.forEach(
        leaves.length,
        n -> {
          for (int i = nodes.from(leaves[n]); i < nodes.to(leaves[n]); i++) {
            int row = GradientRows.row(nodes.array()[i]);
            double residual = labels.values()[row] - margins.sums()[0][row];
            int cell = bits.cell(n, ResidualBits.ordered((float) residual));
            if (cell >= 0) {
              weights[n][cell] += ofTree.fineWeight(row, scales);
            }
          }
        });
    return weights;
  }

  @Override
  public void add(GrownTree tree) {
    addLeaves(tree, margins.sums()[tree.output()]);
    if (nodes.size(0) < train.rows()) {
      margins.add(tree, row -> ofTree.times(row) == 0);
    }
    validation.add(tree);
  }

  @Override
  public void replay(GrownTree tree) {
    margins.add(tree, row -> true);
    validation.add(tree);
  }

  /** To the rows that were taken. */
  private void addLeaves(GrownTree tree, double[] margin) {
    int[] leaves = tree.leaves();
    double[] values = Arrays.stream(leaves).mapToDouble(n -> tree.node(n).value()).toArray();
    workers.forEach(
        chunks.count(),
        c -> {
          int from = chunks.from(c);
          int[] places = RowNodes.of(nodes, leaves, from, chunks.to(c));
          for (int i = 0; i < places.length; i++) {
            if (places[i] != RowNodes.NONE) {
              margin[from + i] += values[places[i]];
            }
          }
        });
  }

  @Override
  public double validationValue() {
    return validation.value();
  }

  /** The validation rows that are here. */
  public ValidationRows validation() {
    return validation;
  }
}
