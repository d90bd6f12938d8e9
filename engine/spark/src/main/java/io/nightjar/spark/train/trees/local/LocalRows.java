package io.nightjar.spark.train.trees.local;

import io.nightjar.spark.train.block.Workers;
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
import java.util.function.IntPredicate;

/** All training rows in one place. */
public final class LocalRows implements TreeRows {
  private final Part train;
  private final Labels labels;
  private final Part validation;
  private final BoostPlan plan;
  private final Workers workers;
  private final Objective objective;
  private final NodeEntries nodes;
  private final NodeSplits splits;
  private final Chunks chunks;
  private final double[][] margins;
  private final double[][] validationMargins;
  private final Gradients[] gradients;
  private RowGradients ofTree;
  private Scales scales;

  /**
   * Rows of a fit.
   *
   * @param validation the rows that losses are taken of; null without
   */
  public LocalRows(Part train, Part validation, BoostPlan plan, Workers workers) {
    this.train = train;
    this.labels = train.labels();
    this.validation = validation;
    this.plan = plan;
    this.workers = workers;
    this.objective = plan.objective();
    this.nodes = new NodeEntries(train.rows());
    this.splits = new NodeSplits(train.bins(), nodes, workers);
    this.chunks = Chunks.of(train.rows());
    this.margins = new double[objective.outputs()][train.rows()];
    this.validationMargins =
        new double[objective.outputs()][validation == null ? 0 : validation.rows()];
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
    for (int k = 0; k < base.length; k++) {
      Arrays.fill(margins[k], base[k]);
      Arrays.fill(validationMargins[k], base[k]);
    }
  }

  @Override
  public void startRound() {
    workers.forEach(
        chunks.count(),
        c ->
            objective.gradients(
                labels, margins, new RowRange(chunks.from(c), chunks.to(c)), gradients));
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
    workers.forEach(
        chunks.count(),
        c -> {
          int from = chunks.from(c);
          counts[c] = ofTree.gather(from, chunks.to(c), scales, nodes.gathering());
          sums[c] = HistogramLoop.sums(nodes.gathering(), from, from + counts[c]);
        });
    nodes.close(chunks, counts, workers);
    return Arrays.stream(sums).reduce(GradientSums.NONE, GradientSums::plus);
  }

  @Override
  public Split bestOfRoot(SplitFinder finder, OpenNode root) {
    return splits.ofRoot(finder, root);
  }

  /** The histogram of a node's rows, anew: [groups][{@link SplitFinder#LENGTH}]. */
  public long[][] histogram(int node) {
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
    Chunks pieces = pieces(leaves);
    GradientSums[] sums = new GradientSums[pieces.count()];
    workers.forEach(
        pieces.count(),
        c -> sums[c] = ofTree.fine(nodes.array(), pieces.from(c), pieces.to(c), scales));
    GradientSums[] ofLeaf = new GradientSums[leaves.length];
    Arrays.fill(ofLeaf, GradientSums.NONE);
    for (int c = 0; c < sums.length; c++) {
      ofLeaf[pieces.owner(c)] = ofLeaf[pieces.owner(c)].plus(sums[c]);
    }
    return List.of(ofLeaf);
  }

  private Chunks pieces(int[] leaves) {
    Chunks pieces = new Chunks();
    for (int i = 0; i < leaves.length; i++) {
      pieces.add(i, nodes.from(leaves[i]), nodes.to(leaves[i]));
    }
    return pieces;
  }

  @Override
  public long[][] residualWeights(int[] leaves, ResidualBits bits) {
    long[][] weights = new long[leaves.length][SplitFinder.CELLS];
    workers.forEach(
        leaves.length,
        n -> {
          for (int i = nodes.from(leaves[n]); i < nodes.to(leaves[n]); i++) {
            int row = HistogramLoop.row(nodes.array()[i]);
            double residual = labels.values()[row] - margins[0][row];
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
    double[] margin = margins[tree.output()];
    addLeaves(tree, margin);
    if (nodes.size(0) < train.rows()) {
      addWalking(tree, train, margin, row -> ofTree.times(row) == 0);
    }
    if (validation != null) {
      addWalking(tree, validation, validationMargins[tree.output()], row -> true);
    }
  }

  @Override
  public void replay(GrownTree tree) {
    addWalking(tree, train, margins[tree.output()], row -> true);
    if (validation != null) {
      addWalking(tree, validation, validationMargins[tree.output()], row -> true);
    }
  }

  /** Rows that were taken, which lie by leaf. */
  private void addLeaves(GrownTree tree, double[] margin) {
    int[] leaves = tree.leaves();
    Chunks pieces = pieces(leaves);
    workers.forEach(
        pieces.count(),
        c -> {
          double value = tree.node(leaves[pieces.owner(c)]).value();
          for (int i = pieces.from(c); i < pieces.to(c); i++) {
            margin[HistogramLoop.row(nodes.array()[i])] += value;
          }
        });
  }

  private void addWalking(GrownTree tree, Part part, double[] margin, IntPredicate which) {
    Chunks pieces = Chunks.of(part.rows());
    workers.forEach(
        pieces.count(),
        c -> {
          for (int row = pieces.from(c); row < pieces.to(c); row++) {
            if (which.test(row)) {
              margin[row] += tree.value(part.bins(), row);
            }
          }
        });
  }

  @Override
  public double validationLoss() {
    return losses().mean();
  }

  /** The losses of the validation rows that are here. */
  public Losses losses() {
    if (validation == null) {
      return new Losses();
    }
    Chunks pieces = Chunks.of(validation.rows());
    Losses losses = new Losses();
    workers.forEach(
        pieces.count(),
        c -> {
          Losses piece = new Losses();
          piece.add(
              objective,
              validation.labels(),
              validationMargins,
              new RowRange(pieces.from(c), pieces.to(c)));
          synchronized (losses) {
            losses.add(piece);
          }
        });
    return losses;
  }
}
