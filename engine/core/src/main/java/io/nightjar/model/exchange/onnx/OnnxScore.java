package io.nightjar.model.exchange.onnx;

import io.nightjar.model.Link;
import io.nightjar.model.exchange.onnx.graph.OnnxModel;
import io.nightjar.model.exchange.onnx.graph.OnnxNode;
import io.nightjar.model.exchange.onnx.graph.OnnxTensor;
import io.nightjar.model.exchange.onnx.graph.OnnxValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * What the graph makes of an ensemble's scores s: link(factor·s + shift). The first output of the
 * graph that is made of them alone is the prediction.
 */
final class OnnxScore {
  private static final int MOST_STEPS = 100;

  private final OnnxModel model;
  private double factor = 1;
  private double[] shift = {0};
  private Link link;

  private OnnxScore(OnnxModel model) {
    this.model = model;
  }

  /**
   * The way from an ensemble to the prediction.
   *
   * @throws IllegalArgumentException naming the operator that can't be read
   */
  static OnnxScore of(OnnxModel model, Producers producers, OnnxNode ensemble) {
    int at = ensemble.op().equals(OnnxFile.CLASSIFIER) ? 1 : 0;
    String scores = at < ensemble.outputs().size() ? ensemble.outputs().get(at) : "";
    List<String> obstacles = new ArrayList<>();
    for (OnnxValue output : model.outputs()) {
      Deque<OnnxNode> steps = new ArrayDeque<>();
      String obstacle = walk(producers, output.name(), scores, steps);
      if (obstacle == null) {
        OnnxScore score = new OnnxScore(model);
        steps.forEach(score::apply);
        return score;
      }
      obstacles.add("\"" + output.name() + "\" comes from " + obstacle);
    }
    throw new IllegalArgumentException(
        "no output of the graph is made of the trees' scores by Identity, Cast to float or double, ZipMap, Add, Mul, Div, Exp, Sigmoid or Softmax alone: "
            + String.join(", ", obstacles));
  }

  /** Walks back; null once the scores are reached, else what stands in the way. */
  private static String walk(
      Producers producers, String from, String scores, Deque<OnnxNode> steps) {
    String value = from;
    while (!value.equals(scores)) {
      OnnxNode node = producers.of(value).orElse(null);
      if (node == null || steps.size() == MOST_STEPS) {
        return node == null ? "an input or a constant" : "more than " + MOST_STEPS + " nodes";
      }
      String obstacle = obstacle(node);
      if (obstacle != null) {
        return obstacle;
      }
      steps.push(node);
      value = Producers.input(node, 0);
    }
    return null;
  }

  private static final List<String> READ =
      List.of("Identity", "Cast", "ZipMap", "Add", "Mul", "Div", "Exp", "Sigmoid", "Softmax");

  /** What of a node can't be read; null where all of it can. */
  private static String obstacle(OnnxNode node) {
    String domain = node.op().equals("ZipMap") ? OnnxNode.ML : "";
    if (!READ.contains(node.op()) || !node.is(domain, node.op())) {
      return node.op() + (node.domain().isEmpty() ? "" : " of " + node.domain());
    }
    if (node.op().equals("Cast") && !OnnxColumns.isFloating(node)) {
      return "Cast to type " + node.whole("to", 0);
    }
    // Scores are [rows, targets]: the last axis is the targets'.
    long axis = node.op().equals("Softmax") ? node.whole("axis", -1) : -1;
    return axis == -1 || axis == 1 ? null : "Softmax over axis " + axis;
  }

  private void apply(OnnxNode node) {
    switch (node.op()) {
      case "Add" -> add(constant(node));
      case "Mul" -> scale(node, 1);
      case "Div" -> scale(node, -1);
      case "Exp" -> link(Link.LOG, node);
      case "Sigmoid" -> link(Link.LOGIT, node);
      case "Softmax" -> link(Link.SOFTMAX, node);
      default -> {}
    }
  }

  private void add(double[] more) {
    requireNoLink("Add");
    int size = Math.max(shift.length, more.length);
    double[] sum = new double[size];
    Arrays.setAll(sum, k -> shift[shift.length == 1 ? 0 : k] + more[more.length == 1 ? 0 : k]);
    shift = sum;
  }

  /** Multiplies by c^power; behind an exponential that is a term of the margin. */
  private void scale(OnnxNode node, int power) {
    double[] by = constant(node);
    double c = by.length == 1 ? Math.pow(by[0], power) : Double.NaN;
    if (!(Math.abs(c) > 0 && Double.isFinite(c)) || (link == Link.LOG && c < 0)) {
      throw new IllegalArgumentException(
          "%s is by %s; must be by one number that is not 0, above 0 after Exp"
              .formatted(node.op(), Arrays.toString(Arrays.copyOf(by, Math.min(3, by.length)))));
    }
    if (link == Link.LOG) {
      shift = Arrays.stream(shift).map(term -> term + Math.log(c)).toArray();
      return;
    }
    requireNoLink(node.op());
    factor *= c;
    shift = Arrays.stream(shift).map(term -> term * c).toArray();
  }

  private void link(Link wanted, OnnxNode node) {
    requireNoLink(node.op());
    link = wanted;
  }

  private void requireNoLink(String op) {
    if (link != null) {
      throw new IllegalArgumentException(
          "%s stands after the %s link; must stand before it".formatted(op, link.text()));
    }
  }

  private double[] constant(OnnxNode node) {
    OnnxTensor tensor = model.constants().get(Producers.input(node, 1));
    double[] numbers = tensor == null ? new double[0] : tensor.numbers();
    if (numbers.length == 0) {
      throw new IllegalArgumentException(
          "%s takes \"%s\"; must be a constant of the graph"
              .formatted(node.op(), Producers.input(node, 1)));
    }
    return numbers;
  }

  /** What scores are multiplied by. */
  double factor() {
    return factor;
  }

  /**
   * Bases in the scale of margins.
   *
   * @param base of the ensemble itself, one an output
   */
  double[] shifted(double[] base) {
    if (shift.length != 1 && shift.length != base.length) {
      throw new IllegalArgumentException(
          "Add is of %d numbers; must be 1 or %d".formatted(shift.length, base.length));
    }
    double[] shifted = new double[base.length];
    Arrays.setAll(shifted, k -> factor * base[k] + shift[shift.length == 1 ? 0 : k]);
    return shifted;
  }

  /** The link of the graph's own operators; null where there is none. */
  Link link() {
    return link;
  }

  /** Refuses whatever changes scores. */
  void requireNothing(String op) {
    boolean changed = factor != 1 || shift.length != 1 || shift[0] != 0 || link != null;
    if (changed) {
      throw new IllegalArgumentException(
          op + " gives probabilities, which the graph changes; must be given as they are");
    }
  }
}
