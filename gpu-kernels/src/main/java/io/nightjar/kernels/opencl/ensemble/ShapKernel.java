package io.nightjar.kernels.opencl.ensemble;

import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.kernels.ensemble.TreeRows;
import io.nightjar.kernels.ensemble.WalkPlan;
import io.nightjar.kernels.ensemble.shap.ShapPlan;

/**
 * Takes each row down and up all edges; the letters are those of {@link ShapPlan}. Products and
 * sums of a row lie in global memory by depth and quadrature point, neighbours beside neighbours.
 */
abstract class ShapKernel extends WalkKernel {
  int stride;
  int mostPoints;
  int slots;
  int[] edges;
  int[] events;
  int[] eventStarts;
  int[] firstEdges;
  int[] points;
  int[] constantStarts;
  int[] weightStarts;

  final double[] flatWeights;
  final int results;

  ShapKernel(TreeEnsemble ensemble, WalkPlan walk, int capacity) {
    super(ensemble, walk, capacity);
    ShapPlan plan = ShapPlan.of(ensemble);
    stride = ensemble.features() + 1;
    results = outputs * stride;
    mostPoints = Math.max(1, plan.mostPoints());
    slots = (plan.depth() + 1) * mostPoints;
    edges = plan.edges().length == 0 ? new int[1] : plan.edges();
    events = plan.events().length == 0 ? new int[1] : plan.events();
    eventStarts = plan.eventStarts();
    points = trees == 0 ? new int[1] : plan.points();
    constantStarts = plan.constantStarts();
    firstEdges = new int[trees + 1];
    weightStarts = new int[trees + 1];
    for (int tree = 0; tree < trees; tree++) {
      firstEdges[tree] = plan.edgeStart(tree);
      weightStarts[tree + 1] = weightStarts[tree] + points[tree];
    }
    flatWeights = new double[Math.max(1, weightStarts[trees])];
    for (int tree = 0; tree < trees; tree++) {
      System.arraycopy(plan.weights(tree), 0, flatWeights, weightStarts[tree], points[tree]);
    }
    upload(edges);
    upload(events);
    upload(eventStarts);
    upload(points);
    upload(constantStarts);
    upload(firstEdges);
    upload(weightStarts);
  }

  /** Writes the values of rows {@code first}.. into [results][rows] of the whole block. */
  final double[] explain(TreeRows from, int first, int count, double[] whole) {
    putKeys(from, first, count);
    launchRows();
    getPhi();
    for (int r = 0; r < results; r++) {
      copyPhi(r * capacity, count, whole, r * from.rows() + first);
    }
    return whole;
  }

  abstract void getPhi();

  abstract void copyPhi(int start, int count, double[] to, int at);

  /** 1 where a row follows an edge from its split. */
  int follows(int edge, int i) {
    int kind = edges[edge * 5 + 4];
    int side = kind >= 2 ? kind - 2 : kind;
    return right(edges[edge * 5 + 3], i) == side ? 1 : 0;
  }

  final long planBytes() {
    return Integer.BYTES * ((long) edges.length + events.length + 5L * eventStarts.length);
  }

  /** Numbers that a row needs besides its keys. */
  static long perRow(TreeEnsemble ensemble) {
    ShapPlan plan = ShapPlan.of(ensemble);
    long slots = (plan.depth() + 1L) * Math.max(1, plan.mostPoints());
    return Math.max(slots, (long) ensemble.outputs() * (ensemble.features() + 1));
  }
}
