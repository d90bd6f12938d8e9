package io.nightjar.spark.train.trees.grow;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.spark.train.trees.split.ColumnChoice;
import io.nightjar.spark.train.trees.split.GradientSums;
import io.nightjar.spark.train.trees.split.GrowSpec;
import io.nightjar.spark.train.trees.split.OpenNode;
import io.nightjar.spark.train.trees.split.Scales;
import io.nightjar.spark.train.trees.split.Split;
import io.nightjar.spark.train.trees.split.SplitFinder;
import io.nightjar.spark.train.trees.split.TreeId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Grows one tree: level by level, or the best leaf first. Everything it decides hangs on sums that
 * the rows give.
 */
final class TreeGrower {
  /** Histograms of nodes that are divided together. */
  private static final int BATCH_BYTES = 64 << 20;

  private final TreeRows rows;
  private final GrowSpec spec;
  private final SplitFinder finder;
  private final Scales scales;
  private final TreeId id;
  private final LeafValues values;
  private final int batch;

  private final List<Grown> nodes = new ArrayList<>();
  private final List<Grown> open = new ArrayList<>();

  /** A node with its best split, if it has one; {@code left} is 0 until it is divided. */
  private static final class Grown {
    private final OpenNode node;
    private final Split best;
    private int left;

    Grown(OpenNode node, Split best) {
      this.node = node;
      this.best = best;
    }
  }

  TreeGrower(TreeRows rows, BoostPlan plan, TreeId id) {
    this.rows = rows;
    this.spec = plan.spec();
    this.id = id;
    this.scales = finite(rows.startTree(id));
    this.values = new LeafValues(rows, plan, scales);
    this.batch = Math.max(1, BATCH_BYTES / (2 * SplitFinder.bytes(plan.bins().width())));
    this.finder =
        new SplitFinder(
            spec, plan.bins(), scales, ColumnChoice.of(spec.sampling(), id, plan.bins().width()));
  }

  private Scales finite(Scales found) {
    if (!Double.isFinite(found.first()) || !Double.isFinite(found.second())) {
      throw NightjarException.of(
          FailureKind.DATA,
          "the gradients of round "
              + (id.round() + 1)
              + " are beyond 3.4e38; give labels or weights a smaller unit, or model.learning-rate a"
              + " smaller value");
    }
    return found;
  }

  GrownTree grow() {
    OpenNode root = OpenNode.root(rows.root(id, scales));
    add(root, rows.bestOfRoot(finder, root));
    while (!open.isEmpty()) {
      List<Grown> chosen = chosen();
      expand(chosen);
    }
    return finished();
  }

  private void add(OpenNode node, Split best) {
    Grown grown = new Grown(node, best);
    nodes.add(grown);
    if (best != null) {
      open.add(grown);
    }
  }

  /** The next open nodes of a level, or the best one as long as there may be more leaves. */
  private List<Grown> chosen() {
    int limit = spec.shape().leaves();
    if (limit == 0) {
      List<Grown> first = open.subList(0, Math.min(batch, open.size()));
      List<Grown> chosen = new ArrayList<>(first);
      first.clear();
      return chosen;
    }
    int leaves = (nodes.size() + 1) / 2;
    if (leaves >= limit) {
      open.clear();
      return List.of();
    }
    Grown best =
        open.stream()
            .max(
                Comparator.comparingDouble((Grown grown) -> grown.best.gain())
                    .thenComparing(grown -> -grown.node.id()))
            .orElseThrow();
    open.remove(best);
    return List.of(best);
  }

  private void expand(List<Grown> chosen) {
    if (chosen.isEmpty()) {
      return;
    }
    List<Division> divisions = new ArrayList<>();
    for (Grown parent : chosen) {
      parent.left = nodes.size() + 2 * divisions.size();
      divisions.add(division(parent));
    }
    rows.divide(divisions);
    List<Split> splits = rows.bestOfChildren(finder, divisions);
    for (int i = 0; i < divisions.size(); i++) {
      add(divisions.get(i).left(), splits.get(2 * i));
      add(divisions.get(i).right(), splits.get(2 * i + 1));
    }
  }

  private Division division(Grown parent) {
    Split split = parent.best;
    OpenNode node = parent.node;
    GradientSums right = node.sums().minus(split.left());
    int monotone = spec.monotone()[split.column()];
    double middle = monotone == 0 ? 0 : (value(node, split.left()) + value(node, right)) / 2;
    double leftHigh = monotone > 0 ? middle : node.high();
    double leftLow = monotone < 0 ? middle : node.low();
    double rightLow = monotone > 0 ? middle : node.low();
    double rightHigh = monotone < 0 ? middle : node.high();
    int depth = node.depth() + 1;
    return new Division(
        node.id(),
        split,
        new OpenNode(parent.left, depth, split.left(), leftLow, leftHigh),
        new OpenNode(parent.left + 1, depth, right, rightLow, rightHigh));
  }

  private double value(OpenNode parent, GradientSums sums) {
    double g = sums.first() * scales.firstUnit();
    double h = sums.second() * scales.secondUnit();
    return parent.clamp(spec.penalty().leaf(g, h));
  }

  private GrownTree finished() {
    List<OpenNode> leaves =
        nodes.stream().filter(grown -> grown.left == 0).map(grown -> grown.node).toList();
    double[] leafValues = values.of(leaves);
    List<GrownTree.Node> tree = new ArrayList<>();
    int leaf = 0;
    for (Grown grown : nodes) {
      boolean split = grown.left > 0;
      double cover = grown.node.sums().second() * scales.secondUnit();
      double value = split ? 0 : leafValues[leaf++];
      tree.add(new GrownTree.Node(split ? grown.best : null, grown.left, value, cover));
    }
    return new GrownTree(id.output(), tree);
  }
}
