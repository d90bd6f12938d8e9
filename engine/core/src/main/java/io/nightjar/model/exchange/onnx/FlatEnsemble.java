package io.nightjar.model.exchange.onnx;

import io.nightjar.model.exchange.onnx.graph.OnnxNode;
import io.nightjar.model.exchange.onnx.graph.OnnxTensor;
import io.nightjar.model.exchange.trees.EnsembleWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * A {@code TreeEnsemble} (ai.onnx.ml 5), whose splits and leaves stand apart and whose trees are
 * their roots, in the lists of a {@code TreeEnsembleRegressor}. "x is one of" becomes a chain of "x
 * = v" with one true child, as earlier files write it.
 */
final class FlatEnsemble {
  private static final List<String> MODES =
      List.of("BRANCH_LEQ", "BRANCH_LT", "BRANCH_GTE", "BRANCH_GT", "BRANCH_EQ", "BRANCH_NEQ");

  private static final List<String> AGGREGATES = List.of("AVERAGE", "SUM", "MIN", "MAX");

  private final OnnxNode ensemble;
  private final Splits splits;
  private final Map<String, LongStream.Builder> wholes = new LinkedHashMap<>();
  private final Map<String, DoubleStream.Builder> numbers = new LinkedHashMap<>();
  private final List<String> modes = new ArrayList<>();
  private final boolean[] met;
  private final Deque<Item> waiting = new ArrayDeque<>();
  private int tree;
  private long ids;

  private FlatEnsemble(OnnxNode ensemble) {
    this.ensemble = ensemble;
    this.splits = Splits.of(ensemble);
    this.met = new boolean[splits.count()];
  }

  /** What comes at an id of its tree: a split (or one of a set's values), or a leaf. */
  private record Item(long id, boolean leaf, int index, int member, long trueId) {}

  /**
   * The same trees in an earlier form.
   *
   * @throws IllegalArgumentException if they are no trees, or of a kind that there wasn't
   */
  static OnnxNode of(OnnxNode ensemble) {
    FlatEnsemble flat = new FlatEnsemble(ensemble);
    flat.requireNoTransform();
    for (long root : ensemble.wholes("tree_roots")) {
      flat.ids = 1;
      flat.waiting.add(flat.item(0, false, root));
      while (!flat.waiting.isEmpty()) {
        flat.write(flat.waiting.remove());
      }
      flat.tree++;
    }
    return flat.node();
  }

  /** The standard has 1 for SOFTMAX and 2 for LOGISTIC, ONNX Runtime takes them the other way. */
  private void requireNoTransform() {
    long transform = ensemble.whole("post_transform", 0);
    if (transform != 0) {
      throw new IllegalArgumentException(
          "post_transform is %d, which runtimes read differently; must be 0 (NONE): put Softmax or Sigmoid behind the trees"
              .formatted(transform));
    }
  }

  private OnnxNode node() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    wholes.forEach((name, values) -> attributes.put(name, values.build().toArray()));
    numbers.forEach(
        (name, values) ->
            attributes.put(name + "_as_tensor", OnnxTensor.doubles(values.build().toArray())));
    attributes.put("nodes_modes", modes);
    attributes.put("n_targets", ensemble.whole("n_targets", 1));
    attributes.put("aggregate_function", aggregate());
    return new OnnxNode(
        OnnxNode.ML, OnnxFile.REGRESSOR, ensemble.inputs(), ensemble.outputs(), attributes);
  }

  private String aggregate() {
    long number = ensemble.whole("aggregate_function", 1);
    if (number < 0 || number >= AGGREGATES.size()) {
      throw new IllegalArgumentException(
          "aggregate_function is %d; must be 0 (AVERAGE) or 1 (SUM)".formatted(number));
    }
    return AGGREGATES.get((int) number);
  }

  private Item item(long id, boolean leaf, long index) {
    int most = leaf ? splits.leaves() : splits.count();
    if (index < 0 || index >= most) {
      throw new IllegalArgumentException(
          "tree %d goes on to the %s %d; must be 0..%d"
              .formatted(tree, leaf ? "leaf" : "node", index, most - 1));
    }
    return new Item(id, leaf, (int) index, 0, -1);
  }

  private void write(Item item) {
    if (modes.size() >= EnsembleWriter.MAX_NODES) {
      throw new IllegalArgumentException(
          "the trees have more than " + EnsembleWriter.MAX_NODES + " nodes; must have no more");
    }
    if (item.leaf()) {
      row(item, "LEAF", 0, 0, 0);
      add("target_treeids", tree);
      add("target_nodeids", item.id());
      add("target_ids", splits.targets()[item.index()]);
      add("target_weights", splits.weights()[item.index()]);
      return;
    }
    int at = item.index();
    if (item.member() == 0 && met[at]) {
      throw new IllegalArgumentException(
          "node %d has another parent already; every node must have one parent".formatted(at));
    }
    met[at] = true;
    double[] members = splits.members(at);
    long yes =
        item.member() == 0 ? child(splits.trueLeaf(at), splits.trueIds()[at]) : item.trueId();
    boolean more = members != null && item.member() + 1 < members.length;
    long no;
    if (more) {
      no = ids++;
      waiting.add(new Item(no, false, at, item.member() + 1, yes));
    } else {
      no = child(splits.falseLeaf(at), splits.falseIds()[at]);
    }
    double value = members == null ? splits.values()[at] : members[item.member()];
    row(item, members == null ? MODES.get(splits.mode(at)) : "BRANCH_EQ", value, yes, no);
  }

  private long child(boolean leaf, long index) {
    long id = ids++;
    waiting.add(item(id, leaf, index));
    return id;
  }

  private void row(Item item, String mode, double value, long yes, long no) {
    modes.add(mode);
    add("nodes_treeids", tree);
    add("nodes_nodeids", item.id());
    add("nodes_featureids", item.leaf() ? 0 : splits.features()[item.index()]);
    add("nodes_values", value);
    add("nodes_truenodeids", yes);
    add("nodes_falsenodeids", no);
    boolean missing = !item.leaf() && item.member() == 0 && splits.missingHolds(item.index());
    add("nodes_missing_value_tracks_true", missing ? 1 : 0);
  }

  private void add(String name, long value) {
    wholes.computeIfAbsent(name, n -> LongStream.builder()).add(value);
  }

  private void add(String name, double value) {
    numbers.computeIfAbsent(name, n -> DoubleStream.builder()).add(value);
  }
}
