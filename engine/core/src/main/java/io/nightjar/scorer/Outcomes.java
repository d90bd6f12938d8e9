package io.nightjar.scorer;

import io.nightjar.model.Link;
import io.nightjar.model.Model;
import io.nightjar.model.Task;
import io.nightjar.model.calibration.Calibration;
import io.nightjar.model.calibration.ScoreMap;
import io.nightjar.model.unlabelled.AnomalyScore;
import io.nightjar.scorer.predict.Predictor;
import java.util.List;
import java.util.Optional;

/**
 * What rows' margins come to: by the link, the calibration and the threshold. Of a row with a
 * reason the values mean nothing.
 */
final class Outcomes {
  private final Model model;
  private final Link link;
  private final Task task;
  private final Calibration calibration;
  private final double threshold;
  private final int classes;
  private final boolean answersUnmet;
  private final String whyNotFinite;
  private final double[] predictions;
  private final double[] probabilities;
  private final int[] labels;

  /** Room for some rows. */
  Outcomes(Predictor predictor, int rows) {
    this.model = predictor.model();
    this.link = predictor.link();
    this.task = model.target().task();
    this.calibration = model.calibration();
    this.threshold = model.threshold();
    this.classes = model.target().classes().size();
    this.answersUnmet = predictor.answersUnmet();
    this.whyNotFinite = predictor.whyNotFinite();
    this.predictions = new double[rows];
    this.probabilities = new double[rows * classes];
    this.labels = new int[rows];
  }

  /**
   * Works out one row.
   *
   * @param margins [outputs], written over
   * @param reason why the row can't be scored; null where it can
   * @return the same, or why its margins come to no prediction; null where they do
   */
  String fill(int row, double[] margins, String reason) {
    String found = reason == null ? notFinite(margins) : reason;
    if (found == null) {
      found = predict(row, margins);
    }
    if (found != null) {
      predictions[row] = Double.NaN;
      labels[row] = -1;
    }
    return found;
  }

  private String notFinite(double[] margins) {
    for (double margin : margins) {
      boolean answer = answersUnmet && Double.isNaN(margin);
      if (!answer && !Double.isFinite(margin)) {
        return "the %s is %s; must be finite: %s"
            .formatted(task.labelled() ? "margin" : "output", margin, whyNotFinite);
      }
    }
    return null;
  }

  private String predict(int row, double[] margins) {
    switch (task) {
      case REGRESSION -> {
        return number(row, link == Link.LOG ? StrictMath.exp(margins[0]) : margins[0]);
      }
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
      case ANOMALY -> {
        return number(row, AnomalyScore.of(margins[0]));
      }
      case PREFERENCE, CLUSTERING, PROJECTION -> {
        return number(row, margins[0]);
      }
    }
    return null;
  }

  private String number(int row, double number) {
    predictions[row] = number;
    labels[row] = -1;
    return Double.isInfinite(number) ? "the prediction is beyond 1.8e308; must be finite" : null;
  }

  /** A mean of probabilities may leave 0..1 by a rounding. */
  private static double clipped(double probability) {
    return Math.max(0, Math.min(1, probability));
  }

  private void binary(int row, double raw) {
    double positive = ((ScoreMap) calibration).apply(raw);
    predictions[row] = positive;
    probabilities[2 * row] = 1 - positive;
    probabilities[2 * row + 1] = positive;
    labels[row] = positive >= threshold ? 1 : 0;
  }

  private void multiclass(int row, double[] shares) {
    calibration.apply(shares);
    System.arraycopy(shares, 0, probabilities, row * classes, classes);
    int likeliest = 0;
    for (int k = 1; k < classes; k++) {
      likeliest = shares[k] > shares[likeliest] ? k : likeliest;
    }
    labels[row] = likeliest;
    predictions[row] = likeliest;
  }

  /** {@link #prediction} by row; borrowed. */
  double[] predictions() {
    return predictions;
  }

  /** {@link #label} by row; borrowed. */
  int[] labels() {
    return labels;
  }

  /** {@link #probability}, [row][class]; borrowed. */
  double[] probabilities() {
    return probabilities;
  }

  /** The number, the positive probability or the class code, as in {@link Score#prediction}. */
  double prediction(int row) {
    return predictions[row];
  }

  /** The probability of class {@code code}; not for a regression. */
  double probability(int row, int code) {
    if (code >= classes) {
      throw new IndexOutOfBoundsException("class is " + code + "; must be below " + classes);
    }
    return probabilities[row * classes + code];
  }

  /** 1 where a row's anomaly score is above the threshold, else 0. */
  double anomaly(int row) {
    return predictions[row] > threshold ? 1 : 0;
  }

  /** The code of the label in the target's classes; −1 where there is none. */
  int label(int row) {
    return labels[row];
  }

  /**
   * All of a row that was scored.
   *
   * @param outputs beside the prediction
   */
  Score score(int row, double[] outputs) {
    List<Double> own = boxed(probabilities, row * classes, (row + 1) * classes);
    return new Score(
        predictions[row], own, Optional.ofNullable(name(row)), boxed(outputs, 0, outputs.length));
  }

  /** Without a stream, which would cost more than the row. */
  private static List<Double> boxed(double[] values, int from, int to) {
    Double[] boxed = new Double[to - from];
    for (int k = 0; k < boxed.length; k++) {
      boxed[k] = values[from + k];
    }
    return List.of(boxed);
  }

  /** The name of the label; null where there is none. */
  String name(int row) {
    return labels[row] < 0 ? null : model.target().classes().get(labels[row]);
  }
}
