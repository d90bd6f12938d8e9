package io.nightjar.spark.train.trees.local;

import io.nightjar.spark.train.task.Workers;
import io.nightjar.spark.train.trees.grow.BoostPlan;
import io.nightjar.spark.train.trees.grow.GrownTree;
import io.nightjar.spark.train.trees.objective.Labels;
import io.nightjar.spark.train.trees.objective.RowRange;

/** The validation rows of one place, of which there may be none. */
public final class ValidationRows {
  private final BoostPlan plan;
  private final Workers workers;
  private final Labels labels;
  private final Margins margins;

  /**
   * Rows.
   *
   * @param part null where there are none
   */
  ValidationRows(Part part, BoostPlan plan, Workers workers) {
    this.plan = plan;
    this.workers = workers;
    this.labels = part == null ? new Labels(new double[0], null) : part.labels();
    this.margins = part == null ? null : new Margins(part, plan.objective().outputs(), workers);
  }

  void start(double[] base) {
    if (margins != null) {
      margins.start(base);
    }
  }

  void add(GrownTree tree) {
    if (margins != null) {
      margins.add(tree, row -> true);
    }
  }

  /** What the rows are judged by. */
  double value() {
    return plan.judged() == null
        ? losses().mean()
        : new Judgement(plan.judged(), predictions()).value();
  }

  /** What the rows come to. */
  public Predictions predictions() {
    double[][] scores = new double[plan.objective().outputs()][labels.rows()];
    Chunks pieces = Chunks.of(labels.rows());
    workers.forEach(
        pieces.count(),
        c -> {
          for (int row = pieces.from(c); row < pieces.to(c); row++) {
            double[] prediction = plan.objective().prediction(margins.sums(), row);
            for (int k = 0; k < prediction.length; k++) {
              scores[k][row] = prediction[k];
            }
          }
        });
    return new Predictions(scores, labels);
  }

  /** The rows' losses. */
  public Losses losses() {
    Chunks pieces = Chunks.of(labels.rows());
    Losses losses = new Losses();
    workers.forEach(
        pieces.count(),
        c -> {
          Losses piece = new Losses();
          RowRange rows = new RowRange(pieces.from(c), pieces.to(c));
          piece.add(plan.objective(), labels, margins.sums(), rows);
          synchronized (losses) {
            losses.add(piece);
          }
        });
    return losses;
  }
}
