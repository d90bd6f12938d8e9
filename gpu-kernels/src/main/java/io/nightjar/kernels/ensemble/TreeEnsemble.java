package io.nightjar.kernels.ensemble;

import io.nightjar.kernels.block.ArgumentChecks;
import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * An ensemble of binary decision trees: output o of a row is base[o] + Σ of the leaf values that
 * the row comes to in the trees of that output, added in float64 in the trees' order. Immutable:
 * checked once, its arrays are copied. Safe for many threads.
 */
public final class TreeEnsemble implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Decision decision;
  private final int features;
  private final TreeNodes nodes;
  private final int[] outputs;
  private final double[] base;

  /** What backends derive of the ensemble once. */
  private final transient Map<Object, Object> plans = new ConcurrentHashMap<>();

  private TreeEnsemble(
      Decision decision, int features, TreeNodes nodes, int[] outputs, double[] base) {
    this.decision = decision;
    this.features = features;
    this.nodes = nodes;
    this.outputs = outputs;
    this.base = base;
  }

  /**
   * An ensemble over copies of these arrays.
   *
   * @param decision which numbers go left
   * @param features how many features a row has
   * @param nodes all trees' nodes
   * @param outputs [trees]: the output that a tree adds to
   * @param base [outputs]: where each output's sum starts
   * @throws IllegalArgumentException naming tree, node, the wrong value and what is allowed
   */
  public static TreeEnsemble of(
      Decision decision, int features, TreeNodes nodes, int[] outputs, double[] base) {
    ArgumentChecks.within("the number of features", features, 0, Integer.MAX_VALUE);
    ArgumentChecks.atLeast("base", base.length, 1);
    ArgumentChecks.finite("base score", base);
    TreeChecks.check(nodes, features);
    ArgumentChecks.length("outputs", outputs.length, nodes.starts().length - 1L);
    for (int t = 0; t < outputs.length; t++) {
      ArgumentChecks.within("the output of tree " + t, outputs[t], 0, base.length - 1L);
    }
    return new TreeEnsemble(decision, features, nodes.copied(), outputs.clone(), base.clone());
  }

  /** Which numbers go left. */
  public Decision decision() {
    return decision;
  }

  /** How many features a row has. */
  public int features() {
    return features;
  }

  /** How many trees. */
  public int trees() {
    return outputs.length;
  }

  /** How many outputs. */
  public int outputs() {
    return base.length;
  }

  /** The output that a tree adds to. */
  public int outputOf(int tree) {
    return outputs[tree];
  }

  /** Where an output's sum starts. */
  public double base(int output) {
    return base[output];
  }

  /** All trees' nodes, borrowed: not to be changed. */
  public TreeNodes nodes() {
    return nodes;
  }

  /** The first node of a tree. */
  public int start(int tree) {
    return nodes.starts()[tree];
  }

  /**
   * What a backend derives of the ensemble, made on the first call.
   *
   * @param key tells plans apart
   * @param make asks for no other plan
   */
  public <P> P plan(Object key, Class<P> type, Supplier<P> make) {
    Object plan = plans.get(key);
    return type.cast(plan != null ? plan : plans.computeIfAbsent(key, k -> make.get()));
  }

  /** Plans are made anew where the ensemble arrives. */
  private Object readResolve() {
    return new TreeEnsemble(decision, features, nodes, outputs, base);
  }
}
