package io.nightjar.kernels.scalar.ensemble.shap;

import io.nightjar.kernels.ensemble.shap.ShapPlan;

/** The edge that a tile of rows is at; one object for all edges, moved on. */
final class ShapEdge {
  private final ShapPlan plan;
  private int edge;
  private int tree;

  /** Quadrature points of the tree. */
  int points;

  /** Where the edge's constants start. */
  int at;

  /** Edges from the root to its end. */
  int depth;

  /** Depth of the edge of the same feature before it; 0 for none. */
  int before;

  /** Which φ it adds to. */
  int result;

  private int firstResult;

  ShapEdge(ShapPlan plan) {
    this.plan = plan;
  }

  void enter(int which, int resultOfFirstFeature) {
    tree = which;
    points = plan.points()[tree];
    firstResult = resultOfFirstFeature;
  }

  void moveTo(int to) {
    edge = to;
    int cell = ShapPlan.STRIDE * to;
    at = plan.constantStarts()[tree] + (to - plan.edgeStart(tree)) * points * ShapPlan.CONSTANTS;
    depth = plan.edges()[cell];
    result = firstResult + plan.edges()[cell + 1];
    before = plan.edges()[cell + 2];
  }

  /** The node that the edge leaves. */
  int split() {
    return plan.edges()[ShapPlan.STRIDE * edge + 3];
  }

  boolean toTheRight() {
    return (plan.edges()[ShapPlan.STRIDE * edge + 4] & 1) != 0;
  }

  boolean toLeaf() {
    return (plan.edges()[ShapPlan.STRIDE * edge + 4] & 2) != 0;
  }

  /** The leaf's value. */
  double value() {
    return plan.values()[edge];
  }

  /** All constants, borrowed. */
  double[] constants() {
    return plan.constants();
  }
}
