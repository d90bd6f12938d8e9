package io.nightjar.spark.train.trees.grow;

import io.nightjar.spark.train.trees.objective.LabelSums;
import io.nightjar.spark.train.trees.split.GradientSums;
import io.nightjar.spark.train.trees.split.OpenNode;
import io.nightjar.spark.train.trees.split.Scales;
import io.nightjar.spark.train.trees.split.Split;
import io.nightjar.spark.train.trees.split.SplitFinder;
import io.nightjar.spark.train.trees.split.TreeId;
import java.util.List;

/**
 * The rows that trees are grown on, wherever they lie. All that is asked of them are sums and
 * maxima that are the same in any order and parting of the rows; so are the trees, then.
 */
public interface TreeRows {

  /** Exact sums of the training labels. */
  LabelSums labelSums();

  /** Sets every row's margins: to these, or to what earlier trees make of them. */
  void start(double[] base);

  /** Derives gradients of all outputs at the margins as they are now. */
  void startRound();

  /** The scales of one tree's gradients, over the rows that it samples. */
  Scales startTree(TreeId tree);

  /** Rounds the gradients to these scales, and gathers all rows of the tree in node 0. */
  GradientSums root(TreeId tree, Scales scales);

  /** The root's best split; null where none is good enough. */
  Split bestOfRoot(SplitFinder finder, OpenNode root);

  /** Parts the rows of some nodes. */
  void divide(List<Division> divisions);

  /** The best splits of the children of some nodes just parted: left, right, left, …. */
  List<Split> bestOfChildren(SplitFinder finder, List<Division> parents);

  /** Fine sums of the rows of some nodes. */
  List<GradientSums> fineSums(int[] nodes);

  /**
   * Fine weights of the residuals of some nodes' rows by 8 bits of their order, of those that have
   * the node's leading bits: [nodes][256].
   */
  long[][] residualWeights(int[] nodes, ResidualBits bits);

  /**
   * Adds the values of the tree just grown to the margins of all rows, sampled or not, and of the
   * validation.
   */
  void add(GrownTree tree);

  /** Adds the values of a tree that was not grown on these rows in this fit. */
  void replay(GrownTree tree);

  /** What the validation rows are judged by: their weighted mean loss, or the plan's metric. */
  double validationValue();
}
