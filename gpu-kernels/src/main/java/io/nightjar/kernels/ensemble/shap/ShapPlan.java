package io.nightjar.kernels.ensemble.shap;

import io.nightjar.kernels.ensemble.CutScale;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.kernels.ensemble.TreeShap;
import io.nightjar.kernels.ensemble.WalkPlan;
import java.util.Arrays;

/**
 * An ensemble laid out for {@link TreeShap} as edges from splits to their children, and a schedule
 * that goes down and up each tree. For quadrature points t and weights w:
 *
 * <p>Of an edge e of feature f let z be its share of its split's cover, Z and O the products of z
 * and of the row's decisions o ∈ {0, 1} over the edges of f on the path down to e, and a the edge
 * of f before e on that path. Down the path P_e = P_parent·(base + O_a·p + O_e·q), which replaces
 * the factor O_a·t + Z_a·(1 − t) of f by O_e·t + Z_e·(1 − t); at the root P = w. Up the path S_e is
 * the sum of P·v over the leaves under e, and the edge gives φ_f += S_e·(C(O_e, Z_e) − C(O_a, Z_a))
 * with C(O, Z) = (O − Z)/(O·t + Z·(1 − t)) = O·d(Z) − 1/(1 − t); without an edge before, C_a is 0.
 */
public final class ShapPlan {
  /** Ints of an edge: see {@link #edges()}. */
  public static final int STRIDE = 5;

  /** Numbers of an edge for each quadrature point: see {@link #constants()}. */
  public static final int CONSTANTS = 5;

  /** Greatest number of constants of an ensemble. */
  private static final int MOST = 1 << 27;

  final int[] edges;
  final double[] values;
  final int[] events;
  final int[] eventStarts;
  final int[] edgeStarts;
  final int[] points;
  final int[] constantStarts;
  final double[] expectations;
  final double[][] weights;
  double[] constants;
  int depth;

  ShapPlan(TreeEnsemble ensemble) {
    int trees = ensemble.trees();
    int count = ensemble.nodes().count() - trees;
    edges = new int[Math.multiplyExact(STRIDE, count)];
    values = new double[count];
    events = new int[2 * count];
    eventStarts = new int[trees + 1];
    edgeStarts = new int[trees + 1];
    points = new int[trees];
    constantStarts = new int[trees + 1];
    weights = new double[trees][];
    expectations = new double[ensemble.outputs()];
    Arrays.setAll(expectations, ensemble::base);
  }

  /** The plan of an ensemble that has covers; made once. */
  public static ShapPlan of(TreeEnsemble ensemble) {
    // Before, because no plan may be asked for while another one is made.
    WalkPlan walk = WalkPlan.of(ensemble, CutScale.NUMBERS);
    return ensemble.plan(
        ShapPlan.class, ShapPlan.class, () -> new ShapPlanWriter(ensemble, walk).write());
  }

  /** Makes room for the constants; points are known now. */
  void room(int trees) {
    long total = 0;
    for (int tree = 0; tree < trees; tree++) {
      total += (long) (edgeStarts[tree + 1] - edgeStarts[tree]) * points[tree] * CONSTANTS;
      if (total > MOST) {
        throw new IllegalArgumentException(
            "explaining trees up to number "
                + tree
                + " takes "
                + total
                + " constants; must be at most "
                + MOST
                + ": explain fewer or smaller trees");
      }
      constantStarts[tree + 1] = (int) total;
    }
    constants = new double[(int) total];
  }

  /**
   * [edges][{@link #STRIDE}], borrowed: depth, 1 for children of the root; feature; depth of the
   * edge of the same feature before it, 0 for none; the split that it leaves, as a node of the
   * {@link WalkPlan}; and 2·leaf + right, each 0 or 1.
   */
  public int[] edges() {
    return edges;
  }

  /** The leaf values that edges lead to, 0 for splits, borrowed. */
  public double[] values() {
    return values;
  }

  /** The schedule, borrowed: e goes down edge e, and up again at once from a leaf; ~e goes up. */
  public int[] events() {
    return events;
  }

  /** First event of each tree, and the number of events, borrowed. */
  public int[] eventStarts() {
    return eventStarts;
  }

  /** First edge of a tree. */
  public int edgeStart(int tree) {
    return edgeStarts[tree];
  }

  /** Quadrature points of each tree, borrowed. */
  public int[] points() {
    return points;
  }

  /** Weights of a tree's quadrature points, borrowed. */
  public double[] weights(int tree) {
    return weights[tree];
  }

  /**
   * [edges of the tree][points][base, p, q, d(Z_e), and d(Z_a) or, where there is no edge before,
   * 1/(1 − t)] from {@link #constantStarts()} of each tree on, borrowed.
   */
  public double[] constants() {
    return constants;
  }

  /** Where each tree's constants start, borrowed. */
  public int[] constantStarts() {
    return constantStarts;
  }

  /** Expectation of an output where no feature is known. */
  public double expectation(int output) {
    return expectations[output];
  }

  /** Edges on the longest path of all trees. */
  public int depth() {
    return depth;
  }

  /** Most quadrature points of a tree. */
  public int mostPoints() {
    return Arrays.stream(points).max().orElse(0);
  }
}
