package io.nightjar.model.exchange.onnx;

import io.nightjar.model.Link;
import io.nightjar.model.Task;
import io.nightjar.model.exchange.onnx.OnnxSums.Share;
import io.nightjar.model.exchange.onnx.graph.OnnxNode;
import io.nightjar.model.exchange.trees.Outcome;
import java.util.Arrays;
import java.util.List;

/**
 * What the classes of a {@code TreeEnsembleClassifier} mean, as ONNX Runtime takes them. Of two
 * classes with weights for one alone, the sum s is the second one's: its probability where no
 * weight is negative and there is no transform, its margin where some are and the transform is
 * LOGISTIC. The other two cases give no probabilities there. Where both classes have weights and
 * there is no transform, they must be shares, as of three and more classes.
 */
final class ClassifierSums {
  /** What the shares of a forest's votes may miss 1 by: float32 weights of many trees. */
  private static final double SHARES = 1e-3;

  private final OnnxNode ensemble;
  private final List<String> classes;
  private final String transform;
  private final double[] weights;
  private final double[] base;
  private final boolean one;

  private ClassifierSums(OnnxNode ensemble) {
    this.ensemble = ensemble;
    this.classes = classes(ensemble);
    this.transform = ensemble.text("post_transform", "NONE");
    this.weights = ensemble.numbers("class_weights");
    this.base = ensemble.numbers("base_values");
    this.one = Arrays.stream(ensemble.wholes("class_ids")).distinct().count() <= 1;
  }

  /**
   * The sums of an ensemble.
   *
   * @throws IllegalArgumentException naming the attribute that can't be read
   */
  static OnnxSums of(OnnxNode ensemble, OnnxScore score) {
    score.requireNothing(ensemble.op());
    ClassifierSums sums = new ClassifierSums(ensemble);
    return sums.classes.size() == 2 ? sums.two() : sums.several();
  }

  private static List<String> classes(OnnxNode ensemble) {
    List<String> texts = ensemble.texts("classlabels_strings");
    long[] wholes = ensemble.wholes("classlabels_int64s");
    if ((texts.isEmpty() ? wholes.length : texts.size()) < 2) {
      throw new IllegalArgumentException("the classifier has fewer than 2 classes; must have more");
    }
    return texts.isEmpty() ? Arrays.stream(wholes).mapToObj(String::valueOf).toList() : texts;
  }

  private OnnxSums two() {
    if (one) {
      boolean positive = Arrays.stream(weights).allMatch(weight -> weight >= 0);
      requireTransform(positive ? "NONE" : "LOGISTIC");
      requireBase(positive ? 1 : 2);
      double start = base.length == 0 ? 0 : base[base.length - 1];
      Share all = new Share(0, 1);
      return sums(
          Task.BINARY, positive ? Link.IDENTITY : Link.LOGIT, new double[] {start}, all, all);
    }
    requireBase(2);
    double[] starts = base.length == 2 ? base : new double[2];
    boolean softmax = transform.equals("SOFTMAX");
    if (!softmax && !transform.equals("LOGISTIC")) {
      requireTransform("NONE");
      requireShares(starts);
    }
    Link link = transform.equals("NONE") ? Link.IDENTITY : Link.LOGIT;
    double start = softmax ? starts[1] - starts[0] : starts[1];
    Share first = softmax ? new Share(0, -1) : Share.NONE;
    return sums(Task.BINARY, link, new double[] {start}, first, new Share(0, 1));
  }

  private OnnxSums several() {
    int count = classes.size();
    boolean votes = transform.equals("NONE");
    if (!votes) {
      requireTransform("SOFTMAX");
    }
    if (base.length != 0 && base.length != count) {
      requireBase(count);
    }
    double[] starts = base.length == 0 ? new double[count] : base;
    if (votes) {
      requireShares(starts);
    }
    Share[] shares = new Share[count];
    Arrays.setAll(shares, k -> new Share(k, 1));
    return sums(Task.MULTICLASS, votes ? Link.IDENTITY : Link.SOFTMAX, starts, shares);
  }

  private OnnxSums sums(Task task, Link link, double[] starts, Share... shares) {
    String objective = ensemble.op() + ", post_transform " + transform;
    return new OnnxSums("class", new Outcome(objective, task, link, classes), starts, shares);
  }

  /** Votes are shares where no weight is negative and every row's are 1 in all. */
  private void requireShares(double[] starts) {
    long[] trees = ensemble.wholes("class_treeids");
    long[] nodes = ensemble.wholes("class_nodeids");
    boolean none = Arrays.stream(starts).allMatch(start -> start == 0);
    double sum = VoteShares.sum(trees, nodes, weights);
    if (!none || !(Math.abs(sum - 1) <= SHARES)) {
      throw new IllegalArgumentException(
          "post_transform is NONE, but the classes' weights in the leaves that a row comes to are %s in all; must be shares that are 1 in all, or have SOFTMAX"
              .formatted(none ? sum : "not alone: there are base_values"));
    }
  }

  private void requireTransform(String wanted) {
    if (!transform.equals(wanted)) {
      boolean positive = wanted.equals("NONE");
      String signs = positive ? "no weight is negative" : "some weights are negative";
      String where = one ? signs + " and they are of one class" : "the classes are as here";
      throw new IllegalArgumentException(
          "post_transform is %s; must be %s where %s".formatted(transform, wanted, where));
    }
  }

  private void requireBase(int most) {
    if (base.length > most) {
      throw new IllegalArgumentException(
          "base_values has %d numbers; must have at most %d".formatted(base.length, most));
    }
  }
}
