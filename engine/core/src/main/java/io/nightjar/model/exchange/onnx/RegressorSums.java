package io.nightjar.model.exchange.onnx;

import io.nightjar.model.Link;
import io.nightjar.model.exchange.onnx.OnnxSums.Share;
import io.nightjar.model.exchange.onnx.graph.OnnxNode;
import io.nightjar.model.exchange.trees.Outcome;
import java.util.Arrays;

/** What the targets of a {@code TreeEnsembleRegressor} mean. */
final class RegressorSums {
  private static final int MOST_TARGETS = 1 << 16;

  private RegressorSums() {}

  /**
   * The sums of an ensemble.
   *
   * @throws IllegalArgumentException naming the attribute that can't be read
   */
  static OnnxSums of(OnnxNode ensemble, OnnxScore score) {
    Link link = link(ensemble, score);
    long targets = ensemble.whole("n_targets", 1);
    boolean several = link == Link.SOFTMAX;
    if (several ? targets < 2 || targets > MOST_TARGETS : targets != 1) {
      throw new IllegalArgumentException(
          "n_targets is %d; must be %s"
              .formatted(targets, several ? "2.." + MOST_TARGETS : "1, or several with Softmax"));
    }
    double[] base = base(ensemble, (int) targets);
    double scale = score.factor() * mean(ensemble);
    Share[] shares = new Share[(int) targets];
    Arrays.setAll(shares, k -> new Share(k, scale));
    return new OnnxSums("target", Outcome.of(ensemble.op(), link), score.shifted(base), shares);
  }

  private static Link link(OnnxNode ensemble, OnnxScore score) {
    String transform = ensemble.text("post_transform", "NONE");
    if (transform.equals("LOGISTIC")) {
      score.requireNothing(ensemble.op());
      return Link.LOGIT;
    }
    if (!transform.equals("NONE")) {
      throw new IllegalArgumentException(
          "post_transform is " + transform + "; must be NONE or, with nothing after it, LOGISTIC");
    }
    return score.link() == null ? Link.IDENTITY : score.link();
  }

  private static double mean(OnnxNode ensemble) {
    String aggregate = ensemble.text("aggregate_function", "SUM");
    return switch (aggregate) {
      case "SUM" -> 1;
      case "AVERAGE" ->
          1.0 / Math.max(1, Arrays.stream(ensemble.wholes("nodes_treeids")).distinct().count());
      default ->
          throw new IllegalArgumentException(
              "aggregate_function is " + aggregate + "; must be SUM or AVERAGE");
    };
  }

  private static double[] base(OnnxNode ensemble, int targets) {
    double[] base = ensemble.numbers("base_values");
    if (base.length != 0 && base.length != targets) {
      throw new IllegalArgumentException(
          "base_values has %d numbers; must have none or %d".formatted(base.length, targets));
    }
    return base.length == 0 ? new double[targets] : base;
  }
}
