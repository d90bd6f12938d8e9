package io.nightjar.kernels.ensemble.shap;

import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.kernels.ensemble.WalkPlan;
import java.util.Arrays;

/** Lays an ensemble out for SHAP; trees may be deep, so nothing recurs. */
final class ShapPlanWriter {
  private static final int STRIDE = ShapPlan.STRIDE;

  private final TreeEnsemble ensemble;
  private final WalkPlan walk;
  private final double[] covers;
  private final ShapPlan plan;
  private final int[] last;
  private final double[] shares;
  private final double[] products;
  private final int[] befores;
  private int[] path = new int[64];
  private int[] sides = new int[64];
  private int[] pathEdges = new int[64];
  private double[] reach = new double[64];
  private int edges;
  private int events;

  ShapPlanWriter(TreeEnsemble ensemble, WalkPlan walk) {
    this.ensemble = ensemble;
    this.walk = walk;
    this.covers = ensemble.nodes().covers();
    this.plan = new ShapPlan(ensemble);
    this.last = new int[ensemble.features()];
    Arrays.fill(last, -1);
    this.shares = new double[plan.values.length];
    this.products = new double[plan.values.length];
    this.befores = new int[plan.values.length];
  }

  ShapPlan write() {
    for (int tree = 0; tree < ensemble.trees(); tree++) {
      int root = ensemble.start(tree);
      if (leaf(root)) {
        plan.expectations[ensemble.outputOf(tree)] += walk.values()[root];
      } else {
        plan.points[tree] = (down(root, ensemble.outputOf(tree)) + 1) / 2;
      }
      plan.eventStarts[tree + 1] = events;
      plan.edgeStarts[tree + 1] = edges;
    }
    plan.room(ensemble.trees());
    for (int tree = 0; tree < ensemble.trees(); tree++) {
      constants(tree);
    }
    return plan;
  }

  private boolean leaf(int node) {
    return walk.nodes()[WalkPlan.STRIDE * node + 2] == node;
  }

  /** Schedules a tree; returns the most features of a path. */
  private int down(int root, int output) {
    int most = 0;
    int unique = 0;
    int depth = 0;
    double expectation = 0;
    path[0] = root;
    sides[0] = 0;
    reach[0] = 1;
    while (depth >= 0) {
      if (sides[depth] == 2) {
        unique -= depth > 0 ? leave(pathEdges[depth]) : 0;
        depth--;
        continue;
      }
      int edge = edge(depth, sides[depth]++);
      int child = walk.nodes()[WalkPlan.STRIDE * path[depth] + 2] + sides[depth] - 1;
      int fresh = befores[edge] < 0 ? 1 : 0;
      double share = reach[depth] * shares[edge];
      most = Math.max(most, unique + fresh);
      if (leaf(child)) {
        plan.edges[STRIDE * edge + 4] += 2;
        plan.values[edge] = walk.values()[child];
        expectation += share * walk.values()[child];
        continue;
      }
      unique += fresh;
      depth++;
      grow(depth);
      path[depth] = child;
      sides[depth] = 0;
      pathEdges[depth] = edge;
      reach[depth] = share;
      last[plan.edges[STRIDE * edge + 1]] = edge;
    }
    plan.expectations[output] += expectation;
    return most;
  }

  private void grow(int depth) {
    plan.depth = Math.max(plan.depth, depth);
    if (depth == path.length) {
      path = Arrays.copyOf(path, 2 * depth);
      sides = Arrays.copyOf(sides, 2 * depth);
      pathEdges = Arrays.copyOf(pathEdges, 2 * depth);
      reach = Arrays.copyOf(reach, 2 * depth);
    }
  }

  /** Goes up an edge; returns 1 where it was its feature's first. */
  private int leave(int edge) {
    plan.events[events++] = ~edge;
    last[plan.edges[STRIDE * edge + 1]] = befores[edge];
    return befores[edge] < 0 ? 1 : 0;
  }

  /** The next edge, from the split at the end of the path. */
  private int edge(int depth, int side) {
    int edge = edges++;
    int split = path[depth];
    int left = walk.nodes()[WalkPlan.STRIDE * split + 2];
    int feature = walk.planes().get(walk.nodes()[WalkPlan.STRIDE * split]).feature();
    int before = last[feature];
    double own = covers[walk.origin(left + side)];
    shares[edge] = own / (own + covers[walk.origin(left + 1 - side)]);
    products[edge] = shares[edge] * (before < 0 ? 1 : products[before]);
    befores[edge] = before;
    int at = STRIDE * edge;
    plan.edges[at] = depth + 1;
    plan.edges[at + 1] = feature;
    plan.edges[at + 2] = before < 0 ? 0 : plan.edges[STRIDE * before];
    plan.edges[at + 3] = split;
    plan.edges[at + 4] = side;
    plan.depth = Math.max(plan.depth, depth + 1);
    plan.events[events++] = edge;
    return edge;
  }

  private void constants(int tree) {
    Quadrature rule = Quadrature.of(plan.points[tree]);
    plan.weights[tree] = rule.weights();
    int at = plan.constantStarts[tree];
    for (int edge = plan.edgeStarts[tree]; edge < plan.edgeStarts[tree + 1]; edge++) {
      for (double t : rule.points()) {
        int before = befores[edge];
        double u = 1 - t;
        double z = before < 0 ? 1 : products[before];
        double old = t + z * u;
        double ratio = products[edge] * u / old;
        plan.constants[at] = before < 0 ? ratio : shares[edge];
        plan.constants[at + 1] = before < 0 ? 0 : ratio - shares[edge];
        plan.constants[at + 2] = before < 0 ? t : t / old;
        plan.constants[at + 3] = slope(products[edge], t);
        plan.constants[at + 4] = before < 0 ? 1 / u : slope(z, t);
        at += ShapPlan.CONSTANTS;
      }
    }
  }

  /** d(Z) = C(1, Z) − C(0, Z). */
  private static double slope(double z, double t) {
    double u = 1 - t;
    return (1 - z) / (t + z * u) + 1 / u;
  }
}
