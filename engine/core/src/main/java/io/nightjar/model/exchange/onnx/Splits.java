package io.nightjar.model.exchange.onnx;

import io.nightjar.model.exchange.onnx.graph.OnnxNode;
import io.nightjar.model.exchange.onnx.graph.OnnxTensor;
import java.util.Arrays;

/**
 * The lists of a {@code TreeEnsemble} (ai.onnx.ml 5): one entry a split, and one a leaf.
 *
 * @param modes how a split compares, 0 (≤) to 6 (is one of)
 * @param features the column that it looks at
 * @param values what it compares with
 * @param trueIds where a row goes on for which the comparison holds
 * @param falseIds where it goes on otherwise
 * @param trueLeafs whether the first is a leaf; likewise {@code falseLeafs}
 * @param missingTrue whether a missing value counts as one for which it holds; empty: no
 * @param sets by split, the values of "is one of"; null elsewhere
 * @param targets by leaf, what it adds to
 * @param weights by leaf, what it adds
 */
record Splits(
    long[] modes,
    long[] features,
    double[] values,
    long[] trueIds,
    long[] falseIds,
    long[] trueLeafs,
    long[] falseLeafs,
    long[] missingTrue,
    double[][] sets,
    long[] targets,
    double[] weights) {
  private static final int MEMBER = 6;

  /**
   * The lists of an ensemble.
   *
   * @throws IllegalArgumentException if they don't fit each other
   */
  static Splits of(OnnxNode ensemble) {
    long[] modes = modes(ensemble);
    Splits splits =
        new Splits(
            modes,
            ensemble.wholes("nodes_featureids"),
            tensor(ensemble, "nodes_splits"),
            ensemble.wholes("nodes_truenodeids"),
            ensemble.wholes("nodes_falsenodeids"),
            ensemble.wholes("nodes_trueleafs"),
            ensemble.wholes("nodes_falseleafs"),
            ensemble.wholes("nodes_missing_value_tracks_true"),
            sets(modes, tensor(ensemble, "membership_values")),
            ensemble.wholes("leaf_targetids"),
            tensor(ensemble, "leaf_weights"));
    splits.requireFit();
    return splits;
  }

  private void requireFit() {
    require("nodes_featureids", features.length, modes.length);
    require("nodes_splits", values.length, modes.length);
    require("nodes_truenodeids", trueIds.length, modes.length);
    require("nodes_falsenodeids", falseIds.length, modes.length);
    require("nodes_trueleafs", trueLeafs.length, modes.length);
    require("nodes_falseleafs", falseLeafs.length, modes.length);
    if (missingTrue.length > 0) {
      require("nodes_missing_value_tracks_true", missingTrue.length, modes.length);
    }
    require("leaf_weights", weights.length, targets.length);
  }

  private static void require(String name, int length, int wanted) {
    if (length != wanted) {
      throw new IllegalArgumentException(
          "%s has %d entries; must have %d".formatted(name, length, wanted));
    }
  }

  private static long[] modes(OnnxNode ensemble) {
    Object modes = ensemble.attributes().get("nodes_modes");
    if (!(modes instanceof OnnxTensor tensor) || !(tensor.values() instanceof long[] numbers)) {
      throw new IllegalArgumentException("nodes_modes is no tensor of bytes; must be one");
    }
    for (long mode : numbers) {
      if (mode < 0 || mode > MEMBER) {
        throw new IllegalArgumentException(
            "nodes_modes has %d; must be 0..%d".formatted(mode, MEMBER));
      }
    }
    return numbers;
  }

  private static double[] tensor(OnnxNode ensemble, String name) {
    Object value = ensemble.attributes().get(name);
    return value instanceof OnnxTensor tensor ? tensor.numbers() : new double[0];
  }

  /** Sets stand one after the other, each with NaN behind it; the last may do without. */
  private static double[][] sets(long[] modes, double[] values) {
    double[][] sets = new double[modes.length][];
    int from = 0;
    for (int at = 0; at < modes.length; at++) {
      if (modes[at] == MEMBER) {
        int to = from;
        while (to < values.length && !Double.isNaN(values[to])) {
          to++;
        }
        if (to == from) {
          throw new IllegalArgumentException(
              "node %d is one of no values of membership_values; must have some".formatted(at));
        }
        sets[at] = Arrays.copyOfRange(values, from, to);
        from = to + 1;
      }
    }
    return sets;
  }

  int count() {
    return modes.length;
  }

  int leaves() {
    return targets.length;
  }

  /** How a split compares; not for sets. */
  int mode(int at) {
    return (int) modes[at];
  }

  /** The values of "is one of"; null for another comparison. Borrowed. */
  double[] members(int at) {
    return sets[at];
  }

  boolean trueLeaf(int at) {
    return trueLeafs[at] != 0;
  }

  boolean falseLeaf(int at) {
    return falseLeafs[at] != 0;
  }

  boolean missingHolds(int at) {
    return missingTrue.length > 0 && missingTrue[at] != 0;
  }
}
