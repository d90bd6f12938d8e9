package io.nightjar.kernels.opencl.ensemble;

import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.kernels.ensemble.WalkPlan;
import io.nightjar.kernels.ensemble.shap.ShapPlan;

/** Values in float64. */
final class DoubleShapKernel extends ShapKernel {
  double[] constants;
  double[] values;
  double[] weights;
  double[] products;
  double[] sums;
  double[] followed;
  double[] phi;

  DoubleShapKernel(TreeEnsemble ensemble, WalkPlan walk, int capacity) {
    super(ensemble, walk, capacity);
    ShapPlan plan = ShapPlan.of(ensemble);
    constants = plan.constants().length == 0 ? new double[1] : plan.constants();
    values = plan.values().length == 0 ? new double[1] : plan.values();
    weights = flatWeights;
    products = new double[slots * capacity];
    sums = new double[slots * capacity];
    followed = new double[(plan.depth() + 1) * capacity];
    phi = new double[results * capacity];
    upload(constants);
    upload(values);
    upload(weights);
  }

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < rows) {
      for (int r = 0; r < outputs * stride; r++) {
        phi[r * capacity + i] = 0.0;
      }
      followed[i] = 1.0;
      for (int tree = 0; tree < trees; tree++) {
        tree(tree, i);
      }
    }
  }

  void tree(int tree, int i) {
    for (int k = 0; k < points[tree]; k++) {
      products[k * capacity + i] = weights[weightStarts[tree] + k];
      sums[k * capacity + i] = 0.0;
    }
    for (int at = eventStarts[tree]; at < eventStarts[tree + 1]; at++) {
      int event = events[at];
      if (event >= 0) {
        down(tree, event, i);
      }
      int edge = event < 0 ? -1 - event : event;
      if (event < 0 || edges[edge * 5 + 4] >= 2) {
        up(tree, edge, i);
      }
    }
  }

  void down(int tree, int edge, int i) {
    int depth = edges[edge * 5];
    double before = followed[edges[edge * 5 + 2] * capacity + i];
    double own = before * follows(edge, i);
    followed[depth * capacity + i] = own;
    int leaf = edges[edge * 5 + 4] >= 2 ? 1 : 0;
    int at = constantStarts[tree] + (edge - firstEdges[tree]) * points[tree] * 5;
    for (int k = 0; k < points[tree]; k++) {
      int below = (depth * mostPoints + k) * capacity + i;
      int above = below - mostPoints * capacity;
      double factor = constants[at] + before * constants[at + 1] + own * constants[at + 2];
      double product = products[above] * factor;
      products[below] = product;
      sums[below] = leaf == 1 ? product * values[edge] : 0.0;
      at += 5;
    }
  }

  void up(int tree, int edge, int i) {
    int depth = edges[edge * 5];
    int ancestor = edges[edge * 5 + 2];
    double before = followed[ancestor * capacity + i];
    double own = followed[depth * capacity + i];
    double first = ancestor == 0 ? 1.0 : before;
    int at = constantStarts[tree] + (edge - firstEdges[tree]) * points[tree] * 5;
    double share = 0.0;
    for (int k = 0; k < points[tree]; k++) {
      int below = (depth * mostPoints + k) * capacity + i;
      double sum = sums[below];
      share += sum * (own * constants[at + 3] - first * constants[at + 4]);
      sums[below - mostPoints * capacity] += sum;
      at += 5;
    }
    phi[(outputOf[tree] * stride + edges[edge * 5 + 1]) * capacity + i] += share;
  }

  @Override
  void getPhi() {
    download(phi);
  }

  @Override
  void copyPhi(int start, int count, double[] to, int at) {
    System.arraycopy(phi, start, to, at, count);
  }

  @Override
  public long footprint() {
    return walkBytes()
        + planBytes()
        + Double.BYTES
            * ((long) constants.length
                + values.length
                + products.length
                + sums.length
                + followed.length
                + phi.length);
  }
}
