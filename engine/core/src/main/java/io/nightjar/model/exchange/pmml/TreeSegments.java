package io.nightjar.model.exchange.pmml;

import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.kernels.ensemble.TreeNodes;
import io.nightjar.model.Link;
import io.nightjar.model.Task;
import io.nightjar.model.TreeModel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An ensemble: one sum of trees an output, the first of them the value that the output starts with,
 * and a regression over the sums.
 */
final class TreeSegments {
  private static final int MOST_NODES = 1 << 21;

  /** What the sums of votes may miss 0 and 1 by. */
  private static final double ROUNDING = 1e-9;

  private final TreeModel model;
  private final TreeEnsemble ensemble;
  private final TreeNodes nodes;
  private final Fields fields;
  private final Outcomes outcomes;
  private final Xml xml;
  private final SplitTests tests;

  TreeSegments(TreeModel model, Fields fields, Outcomes outcomes, Xml xml) {
    this.model = model;
    this.ensemble = model.ensemble();
    this.nodes = ensemble.nodes();
    this.fields = fields;
    this.outcomes = outcomes;
    this.xml = xml;
    this.tests = new SplitTests(ensemble, fields, xml);
    if (nodes.count() > MOST_NODES) {
      throw new IllegalArgumentException(
          "the trees have %d nodes; must have at most %d in PMML: take onnx"
              .formatted(nodes.count(), MOST_NODES));
    }
  }

  /** Votes must be shares: no regression of PMML clips them as the scorer does. */
  private void requireVotes() {
    boolean binary = model.target().task() == Task.BINARY;
    for (int output = 0; output < ensemble.outputs(); output++) {
      double least = ensemble.base(output);
      double most = least;
      for (int tree = 0; tree < ensemble.trees(); tree++) {
        if (ensemble.outputOf(tree) == output) {
          DoubleSummaryStatistics leaves = leaves(tree);
          least += leaves.getMin();
          most += leaves.getMax();
        }
      }
      if (least < -ROUNDING || (binary && most > 1 + ROUNDING)) {
        throw new IllegalArgumentException(
            "the votes may come to %s..%s; must be 0 or more, of two classes 1 at most, in PMML: take onnx"
                .formatted(least, most));
      }
    }
  }

  private DoubleSummaryStatistics leaves(int tree) {
    return IntStream.range(ensemble.start(tree), nodes.starts()[tree + 1])
        .filter(nodes::leaf)
        .mapToDouble(node -> nodes.values()[node])
        .summaryStatistics();
  }

  void write() {
    if (model.link() == Link.IDENTITY && model.target().task() != Task.REGRESSION) {
      requireVotes();
    }
    xml.open("MiningModel", "functionName", outcomes.function());
    fields.schema(xml);
    outcomes.output();
    if (outcomes.plain()) {
      sum(0);
      xml.close();
      return;
    }
    xml.open("Segmentation", "multipleModelMethod", "modelChain");
    SortedSet<Integer> used = features(0, nodes.count());
    for (int output = 0; output < ensemble.outputs(); output++) {
      segment(output);
      xml.open("MiningModel", "functionName", "regression");
      schema(used);
      xml.open("Output");
      xml.leaf(
          "OutputField",
          "name",
          margin(output),
          "optype",
          "continuous",
          "dataType",
          "double",
          "feature",
          "predictedValue");
      xml.close();
      sum(output);
      xml.close().close();
    }
    segment(ensemble.outputs());
    regression();
    xml.close().close().close();
  }

  private void segment(int id) {
    xml.open("Segment", "id", String.valueOf(id)).leaf("True");
  }

  private static String margin(int output) {
    return "margin:" + output;
  }

  private void regression() {
    xml.open(
        "RegressionModel",
        "functionName",
        outcomes.function(),
        "normalizationMethod",
        outcomes.normalization());
    xml.open("MiningSchema");
    for (int output = 0; output < ensemble.outputs(); output++) {
      xml.leaf("MiningField", "name", margin(output));
    }
    xml.leaf("MiningField", "name", model.target().column(), "usageType", "target");
    xml.close();
    outcomes.tables(
        new double[ensemble.outputs()],
        (output, scale) ->
            xml.leaf(
                "NumericPredictor", "name", margin(output), "coefficient", String.valueOf(scale)));
    xml.close();
  }

  private void sum(int output) {
    xml.open("Segmentation", "multipleModelMethod", "sum");
    segment(0);
    xml.open("TreeModel", "functionName", "regression").leaf("MiningSchema");
    xml.open("Node", "id", "0", "score", String.valueOf(ensemble.base(output))).leaf("True");
    xml.close().close().close();
    for (int tree = 0; tree < ensemble.trees(); tree++) {
      if (ensemble.outputOf(tree) == output) {
        segment(tree + 1);
        tree(ensemble.start(tree), nodes.starts()[tree + 1]);
        xml.close();
      }
    }
    xml.close();
  }

  private void schema(SortedSet<Integer> used) {
    xml.open("MiningSchema");
    used.forEach(feature -> fields.mining(xml, fields.list().get(feature)));
    xml.close();
  }

  private SortedSet<Integer> features(int start, int end) {
    return IntStream.range(start, end)
        .filter(node -> !nodes.leaf(node))
        .mapToObj(node -> nodes.features()[node])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What is to be written next: a node under its parent's test, or the end of one. */
  private record Step(int node, int parent, boolean left) {
    static final Step CLOSE = new Step(-1, -1, false);
  }

  private void tree(int start, int end) {
    xml.open(
        "TreeModel",
        "functionName",
        "regression",
        "missingValueStrategy",
        "defaultChild",
        "splitCharacteristic",
        "binarySplit");
    schema(features(start, end));
    Deque<Step> steps = new ArrayDeque<>(List.of(new Step(start, -1, false)));
    while (!steps.isEmpty()) {
      Step step = steps.pop();
      if (step.node < 0) {
        xml.close();
      } else {
        node(step, start, steps);
      }
    }
    xml.close();
  }

  private void node(Step step, int start, Deque<Step> steps) {
    int at = step.node;
    String id = String.valueOf(at - start);
    steps.push(Step.CLOSE);
    if (nodes.leaf(at)) {
      xml.open("Node", "id", id, "score", String.valueOf(nodes.values()[at]));
    } else {
      int left = nodes.lefts()[at];
      int right = nodes.rights()[at];
      int missing = nodes.missingLeft()[at] ? left : right;
      xml.open("Node", "id", id, "defaultChild", String.valueOf(missing));
      steps.push(new Step(start + right, at, false));
      steps.push(new Step(start + left, at, true));
    }
    if (step.parent < 0) {
      xml.leaf("True");
    } else {
      tests.write(step.parent, step.left);
    }
  }
}
