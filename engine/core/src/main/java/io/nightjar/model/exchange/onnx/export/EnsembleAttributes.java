package io.nightjar.model.exchange.onnx.export;

import io.nightjar.kernels.ensemble.Decision;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.kernels.ensemble.TreeNodes;
import io.nightjar.model.exchange.onnx.graph.OnnxTensor;
import io.nightjar.model.exchange.trees.EnsembleWriter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * An ensemble as the attributes of a {@code TreeEnsembleRegressor}. A set of categories is a chain
 * of "x = c" with one true child, as LightGBM's converter writes it: ONNX Runtime makes one test of
 * it again.
 */
final class EnsembleAttributes {
  private final TreeEnsemble ensemble;
  private final TreeNodes nodes;
  private final LongStream.Builder treeIds = LongStream.builder();
  private final LongStream.Builder nodeIds = LongStream.builder();
  private final LongStream.Builder features = LongStream.builder();
  private final LongStream.Builder yes = LongStream.builder();
  private final LongStream.Builder no = LongStream.builder();
  private final LongStream.Builder missing = LongStream.builder();
  private final DoubleStream.Builder values = DoubleStream.builder();
  private final List<String> modes = new ArrayList<>();
  private final LongStream.Builder leafTrees = LongStream.builder();
  private final LongStream.Builder leafNodes = LongStream.builder();
  private final LongStream.Builder leafOutputs = LongStream.builder();
  private final DoubleStream.Builder leafValues = DoubleStream.builder();
  private int tree;
  private int more;

  EnsembleAttributes(TreeEnsemble ensemble) {
    this.ensemble = ensemble;
    this.nodes = ensemble.nodes();
  }

  /** A comparison, and where a row goes on for which it holds, and for which not. */
  private record Branch(
      String mode, int feature, double value, int yes, int no, boolean missingHolds) {}

  Map<String, Object> attributes() {
    for (tree = 0; tree < ensemble.trees(); tree++) {
      int start = ensemble.start(tree);
      int end = nodes.starts()[tree + 1];
      more = end - start;
      for (int at = start; at < end; at++) {
        add(at, at - start);
      }
    }
    if (ensemble.trees() == 0) {
      leaf(0, 0, 0);
    }
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("aggregate_function", "SUM");
    attributes.put("n_targets", (long) ensemble.outputs());
    attributes.put("nodes_treeids", treeIds.build().toArray());
    attributes.put("nodes_nodeids", nodeIds.build().toArray());
    attributes.put("nodes_featureids", features.build().toArray());
    attributes.put("nodes_modes", modes);
    attributes.put("nodes_values_as_tensor", OnnxTensor.doubles(values.build().toArray()));
    attributes.put("nodes_truenodeids", yes.build().toArray());
    attributes.put("nodes_falsenodeids", no.build().toArray());
    attributes.put("nodes_missing_value_tracks_true", missing.build().toArray());
    attributes.put("post_transform", "NONE");
    attributes.put("target_treeids", leafTrees.build().toArray());
    attributes.put("target_nodeids", leafNodes.build().toArray());
    attributes.put("target_ids", leafOutputs.build().toArray());
    attributes.put("target_weights_as_tensor", OnnxTensor.doubles(leafValues.build().toArray()));
    return attributes;
  }

  private void add(int at, int id) {
    if (nodes.leaf(at)) {
      leaf(id, ensemble.outputOf(tree), nodes.values()[at]);
      return;
    }
    int feature = nodes.features()[at];
    int left = nodes.lefts()[at];
    int right = nodes.rights()[at];
    boolean missingLeft = nodes.missingLeft()[at];
    if (nodes.set(at) == null) {
      String mode = ensemble.decision() == Decision.AT_MOST ? "BRANCH_LEQ" : "BRANCH_LT";
      node(id, new Branch(mode, feature, nodes.thresholds()[at], left, right, missingLeft));
      return;
    }
    int[] members = BitSet.valueOf(nodes.set(at)).stream().toArray();
    if (members.length == 0) {
      double least = Double.NEGATIVE_INFINITY;
      node(id, new Branch("BRANCH_LT", feature, least, left, right, missingLeft));
    }
    int own = id;
    for (int i = 0; i < members.length; i++) {
      int next = i == members.length - 1 ? right : more++;
      node(own, new Branch("BRANCH_EQ", feature, members[i], left, next, missingLeft));
      own = next;
    }
  }

  private void leaf(int id, int output, double value) {
    node(id, new Branch("LEAF", 0, 0, 0, 0, false));
    leafTrees.add(tree);
    leafNodes.add(id);
    leafOutputs.add(output);
    leafValues.add(value);
  }

  private void node(int id, Branch branch) {
    if (modes.size() == EnsembleWriter.MAX_NODES) {
      throw new IllegalArgumentException(
          "the trees up to tree %d have more than %d nodes, one for each category of a set; must be no more: take fewer or smaller trees"
              .formatted(tree, EnsembleWriter.MAX_NODES));
    }
    treeIds.add(tree);
    nodeIds.add(id);
    modes.add(branch.mode);
    features.add(branch.feature);
    values.add(branch.value);
    yes.add(branch.yes);
    no.add(branch.no);
    missing.add(branch.missingHolds ? 1 : 0);
  }
}
