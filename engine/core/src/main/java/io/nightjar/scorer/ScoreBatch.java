package io.nightjar.scorer;

import io.nightjar.model.Link;
import io.nightjar.model.Model;
import io.nightjar.model.Task;
import io.nightjar.model.calibration.Calibration;
import java.util.Arrays;
import java.util.Optional;

/**
 * The scores of a batch, by row. A row that can't be scored has a {@link #reason}, and its other
 * values mean nothing.
 */
public final class ScoreBatch {
  private final Model model;
  private final Link link;
  private final Task task;
  private final Calibration calibration;
  private final double threshold;
  private final int classes;
  private final double[] margins;
  private final double[] predictions;
  private final double[] probabilities;
  private final int width;
  private final int[] labels;
  private final String[] reasons;
  private final String[] columns;

  /**
   * Turns margins into scores.
   *
   * @param margins output-major [outputs][rows], offsets included; kept
   */
  ScoreBatch(Predictor predictor, double[] margins, EncodedBlock block) {
    this.model = predictor.model();
    this.link = predictor.link();
    this.task = model.target().task();
    this.calibration = model.calibration();
    this.threshold = model.threshold();
    this.margins = margins;
    this.reasons = block.reasons().clone();
    this.columns = block.columns();
    this.classes = model.target().classes().size();
    int rows = reasons.length;
    this.predictions = new double[rows];
    this.probabilities = new double[rows * classes];
    this.labels = new int[rows];
    this.width = task.labelled() ? 0 : predictor.outputs() - 1;
    double[] of = new double[predictor.outputs()];
    for (int row = 0; row < rows; row++) {
      for (int k = 0; k < of.length; k++) {
        of[k] = margins[k * rows + row];
      }
      fill(row, of);
    }
  }

  private void requireFinite(int row, double margin) {
    if (!Double.isFinite(margin) && reasons[row] == null) {
      reasons[row] =
          "the %s is %s; must be finite: a value is too large for the model"
              .formatted(task.labelled() ? "margin" : "output", margin);
    }
  }

  private void fill(int row, double[] margins) {
    for (double margin : margins) {
      requireFinite(row, margin);
    }
    if (reasons[row] == null) {
      predict(row, margins);
    }
    if (reasons[row] != null) {
      predictions[row] = Double.NaN;
      labels[row] = -1;
    }
  }

  private void predict(int row, double[] margins) {
    switch (task) {
      case REGRESSION -> number(row, link == Link.LOG ? StrictMath.exp(margins[0]) : margins[0]);
      case BINARY ->
          binary(row, link == Link.LOGIT ? Activation.logistic(margins[0]) : clipped(margins[0]));
      case MULTICLASS -> {
        if (link == Link.SOFTMAX) {
          Activation.softmax(margins);
        } else {
          Activation.shares(margins);
        }
        multiclass(row, margins);
      }
      case CLUSTERING, PROJECTION -> number(row, margins[0]);
    }
  }

  private void number(int row, double number) {
    if (Double.isInfinite(number)) {
      reasons[row] = "the prediction is beyond 1.8e308; must be finite";
    }
    predictions[row] = number;
    labels[row] = -1;
  }

  /** A mean of probabilities may leave 0..1 by a rounding. */
  private static double clipped(double probability) {
    return Math.max(0, Math.min(1, probability));
  }

  private void binary(int row, double raw) {
    double positive = calibration.apply(raw);
    predictions[row] = positive;
    probabilities[2 * row] = 1 - positive;
    probabilities[2 * row + 1] = positive;
    labels[row] = positive >= threshold ? 1 : 0;
  }

  private void multiclass(int row, double[] shares) {
    System.arraycopy(shares, 0, probabilities, row * classes, classes);
    int likeliest = 0;
    for (int k = 1; k < classes; k++) {
      likeliest = shares[k] > shares[likeliest] ? k : likeliest;
    }
    labels[row] = likeliest;
    predictions[row] = likeliest;
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
    return task == Task.MULTICLASS ? labels[row] : 0;
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
    return predictions[row];
  }

  /** {@link #prediction} by row; NaN where there is none. Borrowed. */
  public double[] predictions() {
    return predictions;
  }

  /** {@link #label} by row; borrowed. */
  public int[] labels() {
    return labels;
  }

  /** {@link #probability}, [row][class]; borrowed. */
  public double[] probabilities() {
    return probabilities;
  }

  /** The probability of class {@code code}; not for a regression. */
  public double probability(int row, int code) {
    if (code >= classes) {
      throw new IndexOutOfBoundsException("class is " + code + "; must be below " + classes);
    }
    return probabilities[row * classes + code];
  }

  /**
   * A copy of the row's outputs beside its prediction, as in {@link Score#outputs}; empty for a
   * model of a label.
   */
  public double[] outputs(int row) {
    double[] outputs = new double[width];
    Arrays.setAll(outputs, k -> margin(k + 1, row));
    return outputs;
  }

  /** The code of the label in the target's classes; −1 where there is none. */
  public int label(int row) {
    return labels[row];
  }

  /** The name of the label; null where there is none. */
  public String labelName(int row) {
    return labels[row] < 0 ? null : model.target().classes().get(labels[row]);
  }

  /** All of a row that was scored. */
  public Score score(int row) {
    double[] own = Arrays.copyOfRange(probabilities, row * classes, (row + 1) * classes);
    return new Score(
        predictions[row],
        Arrays.stream(own).boxed().toList(),
        Optional.ofNullable(labelName(row)),
        Arrays.stream(outputs(row)).boxed().toList());
  }
}
