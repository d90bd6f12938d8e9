package io.nightjar.scorer;

import io.nightjar.model.Task;
import io.nightjar.scorer.predict.Predictor;
import java.util.Arrays;

/**
 * The scores of a batch, by row. A row that can't be scored has a {@link #reason}, and its other
 * values mean nothing.
 */
public final class ScoreBatch {
  private static final double[] NONE = {};

  private final Task task;
  private final double[] margins;
  private final Outcomes outcomes;
  private final int classes;
  private final int width;
  private final String[] reasons;
  private final String[] columns;

  /**
   * Turns margins into scores.
   *
   * @param margins output-major [outputs][rows], offsets included; kept
   */
  ScoreBatch(Predictor predictor, double[] margins, EncodedBlock block) {
    int rows = block.rows();
    this.task = predictor.model().target().task();
    this.classes = predictor.model().target().classes().size();
    this.margins = margins;
    this.outcomes = new Outcomes(predictor, rows);
    this.reasons = block.reasons().clone();
    this.columns = block.columns();
    int beside = task == Task.ANOMALY ? 1 : predictor.outputs() - 1;
    this.width = task.labelled() ? 0 : beside;
    double[] of = new double[predictor.outputs()];
    for (int row = 0; row < rows; row++) {
      for (int k = 0; k < of.length; k++) {
        of[k] = margins[k * rows + row];
      }
      reasons[row] = outcomes.fill(row, of, reasons[row]);
    }
  }

  /**
   * What comes before link and calibration, offset included: of a binary model the log-odds (a
   * forest's is its probability), of a multiclass model that of class {@code output}.
   */
  public double margin(int output, int row) {
    return margins[output * rows() + row];
  }

  /** Which output made the row's prediction: that of its class, or the only one; −1 for none. */
  public int output(int row) {
    if (reasons[row] != null) {
      return -1;
    }
    return task == Task.MULTICLASS ? outcomes.label(row) : 0;
  }

  /** How many outputs can make a prediction: one a class of a multiclass model, else one. */
  public int outputs() {
    return task == Task.MULTICLASS ? classes : 1;
  }

  /** How many rows. */
  public int rows() {
    return reasons.length;
  }

  /** Why the row can't be scored; null where it was. */
  public String reason(int row) {
    return reasons[row];
  }

  /** The column whose value is the reason; null where the row was scored or no single one is. */
  public String column(int row) {
    return columns[row];
  }

  /** The number, the positive probability or the class code, as in {@link Score#prediction}. */
  public double prediction(int row) {
    return outcomes.prediction(row);
  }

  /** {@link #prediction} by row; NaN where there is none. Borrowed. */
  public double[] predictions() {
    return outcomes.predictions();
  }

  /** {@link #label} by row; borrowed. */
  public int[] labels() {
    return outcomes.labels();
  }

  /** {@link #probability}, [row][class]; borrowed. */
  public double[] probabilities() {
    return outcomes.probabilities();
  }

  /** The probability of class {@code code}; not for a regression. */
  public double probability(int row, int code) {
    return outcomes.probability(row, code);
  }

  /**
   * A copy of the row's outputs beside its prediction, as in {@link Score#outputs}; empty for a
   * model of a label.
   */
  public double[] outputs(int row) {
    if (task == Task.ANOMALY) {
      return new double[] {outcomes.anomaly(row)};
    }
    double[] outputs = new double[width];
    Arrays.setAll(outputs, k -> margin(k + 1, row));
    return outputs;
  }

  /** The code of the label in the target's classes; −1 where there is none. */
  public int label(int row) {
    return outcomes.label(row);
  }

  /** The name of the label; null where there is none. */
  public String labelName(int row) {
    return outcomes.name(row);
  }

  /** All of a row that was scored. */
  public Score score(int row) {
    return outcomes.score(row, width == 0 ? NONE : outputs(row));
  }
}
