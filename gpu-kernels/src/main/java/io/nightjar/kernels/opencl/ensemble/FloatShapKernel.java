package io.nightjar.kernels.opencl.ensemble;

import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.kernels.ensemble.WalkPlan;
import io.nightjar.kernels.ensemble.shap.ShapPlan;

/** Values in float32; for devices without double precision. */
final class FloatShapKernel extends ShapKernel {
  float[] constants;
  float[] values;
  float[] weights;
  float[] products;
  float[] sums;
  float[] followed;
  float[] phi;

  FloatShapKernel(TreeEnsemble ensemble, WalkPlan walk, int capacity) {
    super(ensemble, walk, capacity);
    ShapPlan plan = ShapPlan.of(ensemble);
    constants = floats(plan.constants().length == 0 ? new double[1] : plan.constants());
    values = floats(plan.values().length == 0 ? new double[1] : plan.values());
    weights = floats(flatWeights);
    products = new float[slots * capacity];
    sums = new float[slots * capacity];
    followed = new float[(plan.depth() + 1) * capacity];
    phi = new float[results * capacity];
    upload(constants);
    upload(values);
    upload(weights);
  }

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < rows) {
      for (int r = 0; r < outputs * stride; r++) {
        phi[r * capacity + i] = 0f;
      }
      followed[i] = 1f;
      for (int tree = 0; tree < trees; tree++) {
        tree(tree, i);
      }
    }
  }

  void tree(int tree, int i) {
    for (int k = 0; k < points[tree]; k++) {
      products[k * capacity + i] = weights[weightStarts[tree] + k];
      sums[k * capacity + i] = 0f;
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
    float before = followed[edges[edge * 5 + 2] * capacity + i];
    float own = before * follows(edge, i);
    followed[depth * capacity + i] = own;
    int leaf = edges[edge * 5 + 4] >= 2 ? 1 : 0;
    int at = constantStarts[tree] + (edge - firstEdges[tree]) * points[tree] * 5;
    for (int k = 0; k < points[tree]; k++) {
      int below = (depth * mostPoints + k) * capacity + i;
      int above = below - mostPoints * capacity;
      float factor = constants[at] + before * constants[at + 1] + own * constants[at + 2];
      float product = products[above] * factor;
      products[below] = product;
      sums[below] = leaf == 1 ? product * values[edge] : 0f;
      at += 5;
    }
  }

  void up(int tree, int edge, int i) {
    int depth = edges[edge * 5];
    int ancestor = edges[edge * 5 + 2];
    float before = followed[ancestor * capacity + i];
    float own = followed[depth * capacity + i];
    float first = ancestor == 0 ? 1f : before;
    int at = constantStarts[tree] + (edge - firstEdges[tree]) * points[tree] * 5;
    float share = 0f;
    for (int k = 0; k < points[tree]; k++) {
      int below = (depth * mostPoints + k) * capacity + i;
      float sum = sums[below];
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
    for (int i = 0; i < count; i++) {
      to[at + i] = phi[start + i];
    }
  }

  @Override
  public long footprint() {
    return walkBytes()
        + planBytes()
        + Float.BYTES
            * ((long) constants.length
                + values.length
                + products.length
                + sums.length
                + followed.length
                + phi.length);
  }
}
