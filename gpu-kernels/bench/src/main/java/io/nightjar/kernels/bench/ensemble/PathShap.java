package io.nightjar.kernels.bench.ensemble;

import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.kernels.ensemble.TreeNodes;
import java.util.Arrays;

/**
 * Algorithm 2 of Lundberg, Erion and Lee, "Consistent individualized feature attribution for tree
 * ensembles" (2018): down each path, the weights of subsets of known features grow and shrink.
 */
final class PathShap {
  private final TreeEnsemble ensemble;
  private final TreeNodes nodes;
  private final ColumnBlock block;
  private int row;
  private int start;
  private double[] phi;

  PathShap(TreeEnsemble ensemble, ColumnBlock block) {
    this.ensemble = ensemble;
    this.nodes = ensemble.nodes();
    this.block = block;
  }

  /** Writes [features + 1][rows]. */
  void write(double[] out) {
    int d = ensemble.features();
    phi = new double[d + 1];
    for (row = 0; row < block.rows(); row++) {
      Arrays.fill(phi, 0);
      phi[d] = ensemble.base(0);
      for (int tree = 0; tree < ensemble.trees(); tree++) {
        start = ensemble.start(tree);
        phi[d] += mean(start);
        walk(start, new Path(0), 1, 1, -1);
      }
      for (int j = 0; j <= d; j++) {
        out[j * block.rows() + row] = phi[j];
      }
    }
  }

  /** What is expected where no feature is known. */
  private double mean(int node) {
    if (nodes.leaf(node)) {
      return nodes.values()[node];
    }
    int left = start + nodes.lefts()[node];
    int right = start + nodes.rights()[node];
    double[] covers = nodes.covers();
    return (covers[left] * mean(left) + covers[right] * mean(right)) / covers[node];
  }

  private void walk(int node, Path parent, double zero, double one, int feature) {
    Path path = parent.extended(zero, one, feature);
    if (nodes.leaf(node)) {
      for (int i = 1; i < path.length; i++) {
        double weight = path.unwoundSum(i);
        phi[path.features[i]] += weight * (path.ones[i] - path.zeros[i]) * nodes.values()[node];
      }
      return;
    }
    int split = nodes.features()[node];
    float x = block.column(split)[row];
    int left = start + nodes.lefts()[node];
    int right = start + nodes.rights()[node];
    boolean goesLeft = MadeEnsemble.left(nodes, node, x);
    double oldZero = 1;
    double oldOne = 1;
    int seen = path.find(split);
    if (seen >= 0) {
      oldZero = path.zeros[seen];
      oldOne = path.ones[seen];
      path.unwind(seen);
    }
    double cover = nodes.covers()[node];
    double leftZero = oldZero * nodes.covers()[left] / cover;
    double rightZero = oldZero * nodes.covers()[right] / cover;
    walk(left, path, leftZero, goesLeft ? oldOne : 0, split);
    walk(right, path, rightZero, goesLeft ? 0 : oldOne, split);
  }

  /** The distinct features on the way, and the weights of their subsets by size. */
  private static final class Path {
    int length;
    final int[] features;
    final double[] zeros;
    final double[] ones;
    final double[] weights;

    Path(int capacity) {
      features = new int[capacity];
      zeros = new double[capacity];
      ones = new double[capacity];
      weights = new double[capacity];
    }

    Path extended(double zero, double one, int feature) {
      Path path = new Path(length + 1);
      System.arraycopy(features, 0, path.features, 0, length);
      System.arraycopy(zeros, 0, path.zeros, 0, length);
      System.arraycopy(ones, 0, path.ones, 0, length);
      System.arraycopy(weights, 0, path.weights, 0, length);
      path.length = length + 1;
      path.features[length] = feature;
      path.zeros[length] = zero;
      path.ones[length] = one;
      path.weights[length] = length == 0 ? 1 : 0;
      for (int i = length - 1; i >= 0; i--) {
        path.weights[i + 1] += one * path.weights[i] * (i + 1) / (length + 1);
        path.weights[i] = zero * path.weights[i] * (length - i) / (length + 1);
      }
      return path;
    }

    int find(int feature) {
      for (int i = 1; i < length; i++) {
        if (features[i] == feature) {
          return i;
        }
      }
      return -1;
    }

    void unwind(int at) {
      int last = length - 1;
      double one = ones[at];
      double zero = zeros[at];
      double next = weights[last];
      for (int i = last - 1; i >= 0; i--) {
        if (one != 0) {
          double old = weights[i];
          weights[i] = next * length / ((i + 1) * one);
          next = old - weights[i] * zero * (last - i) / length;
        } else {
          weights[i] = weights[i] * length / (zero * (last - i));
        }
      }
      System.arraycopy(features, at + 1, features, at, last - at);
      System.arraycopy(zeros, at + 1, zeros, at, last - at);
      System.arraycopy(ones, at + 1, ones, at, last - at);
      length--;
    }

    double unwoundSum(int at) {
      int last = length - 1;
      double one = ones[at];
      double zero = zeros[at];
      double next = weights[last];
      double total = 0;
      for (int i = last - 1; i >= 0; i--) {
        if (one != 0) {
          double weight = next * length / ((i + 1) * one);
          total += weight;
          next = weights[i] - weight * zero * (last - i) / length;
        } else {
          total += weights[i] * length / (zero * (last - i));
        }
      }
      return total;
    }
  }
}
