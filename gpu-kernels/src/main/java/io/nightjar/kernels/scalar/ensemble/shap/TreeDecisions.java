package io.nightjar.kernels.scalar.ensemble.shap;

import io.nightjar.kernels.ensemble.KeyPlane;
import io.nightjar.kernels.ensemble.TreeRows;
import io.nightjar.kernels.ensemble.WalkPlan;
import java.util.List;

/** Which way each row of a tile goes at a split. */
final class TreeDecisions {
  private final WalkPlan plan;
  private final int[] nodes;
  private final double[][] keys;
  private final int[] column;

  TreeDecisions(WalkPlan plan, int mostRows) {
    this.plan = plan;
    this.nodes = plan.nodes();
    this.keys = new double[plan.planes().size()][mostRows];
    this.column = new int[mostRows];
  }

  void load(TreeRows rows, int from, int count) {
    List<KeyPlane> planes = plan.planes();
    for (int p = 0; p < planes.size(); p++) {
      rows.keys(planes.get(p), from, count, column);
      for (int i = 0; i < count; i++) {
        keys[p][i] = column[i];
      }
    }
  }

  /** {@code own = before} where a row follows an edge from its split, else 0. */
  void follow(ShapEdge edge, double[] before, double[] own) {
    int at = WalkPlan.STRIDE * edge.split();
    double[] key = keys[nodes[at]];
    int cut = nodes[at + 1];
    if (nodes[at + 3] != WalkPlan.NO_SET) {
      bySet(key, at, edge.toTheRight(), before, own);
    } else if (edge.toTheRight()) {
      ShapLoops.followRight(key, cut, before, own);
    } else {
      ShapLoops.followLeft(key, cut, before, own);
    }
  }

  private void bySet(double[] keys, int at, boolean toTheRight, double[] before, double[] own) {
    for (int i = 0; i < own.length; i++) {
      own[i] = goesRight((int) keys[i], at) == toTheRight ? before[i] : 0;
    }
  }

  private boolean goesRight(int key, int at) {
    if (key < 0) {
      return false;
    }
    return key >= nodes[at + 1] || ((plan.sets()[nodes[at + 3] + (key >> 6)] >>> key) & 1) == 0;
  }
}
