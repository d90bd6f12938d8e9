package io.nightjar.spark.train.trees.grow;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.spark.train.checkpoint.Continuation;
import io.nightjar.spark.train.trees.split.Scales;
import io.nightjar.spark.train.trees.split.TreeId;
import java.util.ArrayList;
import java.util.List;

/** Grows all trees of a fit, round after round. */
public final class Booster {
  private final TreeRows rows;
  private final BoostPlan plan;
  private final boolean validates;
  private final Continuation<Boosted> continuation;

  /** A fit on rows from the start, with those of a validation part or without. */
  public Booster(TreeRows rows, BoostPlan plan, Validation validation) {
    this(rows, plan, validation, Continuation.none());
  }

  /** The same that goes on from rounds that were grown before. */
  public Booster(
      TreeRows rows, BoostPlan plan, Validation validation, Continuation<Boosted> continuation) {
    this.continuation = continuation;
    this.rows = rows;
    this.plan = plan;
    this.validates = validation == Validation.THERE;
  }

  /** Whether there are validation rows. */
  public enum Validation {
    NONE,
    THERE
  }

  /** Grows. */
  public Boosted grow() {
    Boosted start = continuation.from();
    if (start == null) {
      double[] base = base();
      for (double margin : base) {
        requireFinite(margin);
      }
      start = new Boosted(base, List.of(), List.of());
    }
    rows.start(start.base());
    if (plan.rounds().kind() == BoostPlan.Kind.AVERAGED) {
      return averaged(start);
    }
    start.trees().forEach(rows::replay);
    return boosted(start);
  }

  private static void requireFinite(double margin) {
    if (!Double.isFinite(margin)) {
      throw NightjarException.of(
          FailureKind.DATA,
          "the training labels come to a start of "
              + margin
              + "; must be a finite number: give rows a weight above 0, and look at the labels");
    }
  }

  private double[] base() {
    if (plan.earlier() != null) {
      return plan.earlier().base();
    }
    double quantile = plan.objective().leafQuantile();
    if (Double.isNaN(quantile)) {
      return plan.objective().base(rows.labelSums());
    }
    rows.start(new double[plan.objective().outputs()]);
    rows.startRound();
    TreeId none = new TreeId(TreeId.BASE, 0);
    Scales scales = rows.startTree(none);
    rows.root(none, scales);
    return new LeafValues(rows, plan, scales).quantiles(new int[1], quantile);
  }

  /** Grows the rounds after some that are added to the rows' margins. */
  private Boosted boosted(Boosted start) {
    List<GrownTree> trees = new ArrayList<>(start.trees());
    List<Double> losses = new ArrayList<>(start.losses());
    Boosted soFar = new Boosted(start.base(), trees, losses);
    int best = JudgedBy.best(plan.judged(), losses);
    int outputs = plan.objective().outputs();
    for (int round = trees.size() / outputs; round < plan.rounds().most(); round++) {
      rows.startRound();
      grow(round, trees, Added.YES);
      if (validates) {
        losses.add(rows.validationValue());
        best = JudgedBy.best(plan.judged(), losses);
        if (ends(round, best)) {
          break;
        }
      }
      continuation.checkpoints().after(round + 1, soFar);
    }
    boolean cut = validates && plan.rounds().patience() > 0;
    int kept = cut ? (best + 1) * outputs : trees.size();
    return new Boosted(start.base(), List.copyOf(trees.subList(0, kept)), losses);
  }

  private boolean ends(int round, int best) {
    int patience = plan.rounds().patience();
    return patience > 0 && round - best >= patience;
  }

  /** Whether a tree's values are added to the rows' margins. */
  private enum Added {
    YES,
    NO
  }

  /** One tree an output; all of a round have the gradients of the round's start. */
  private void grow(int round, List<GrownTree> trees, Added added) {
    for (int output = 0; output < plan.objective().outputs(); output++) {
      GrownTree tree = grower(round, output).grow();
      if (added == Added.YES) {
        rows.add(tree);
      }
      trees.add(tree);
    }
  }

  private TreeGrower grower(int round, int output) {
    return new TreeGrower(rows, plan, new TreeId(plan.firstRound() + round, output));
  }

  /** Every tree is grown at the base; what the validation rows come to is said once, at the end. */
  private Boosted averaged(Boosted start) {
    List<GrownTree> trees = new ArrayList<>(start.trees());
    Boosted soFar = new Boosted(start.base(), trees, List.of());
    rows.startRound();
    if (validates) {
      trees.forEach(rows::replay);
    }
    int outputs = plan.objective().outputs();
    for (int round = trees.size() / outputs; round < plan.rounds().most(); round++) {
      grow(round, trees, validates ? Added.YES : Added.NO);
      continuation.checkpoints().after(round + 1, soFar);
    }
    List<Double> values = validates ? List.of(rows.validationValue()) : List.of();
    return new Boosted(start.base(), List.copyOf(trees), values);
  }
}
