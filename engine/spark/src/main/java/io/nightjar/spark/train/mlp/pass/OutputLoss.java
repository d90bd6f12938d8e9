package io.nightjar.spark.train.mlp.pass;

import io.nightjar.model.Task;
import io.nightjar.spark.train.elementary.Exponential;

/**
 * The loss of a row by its outputs m, and the slopes ∂loss/∂m; in float64, by functions that are
 * the same on every machine.
 */
public enum OutputLoss {
  /** One output: log(1 + e^m) − y·m, slope 1/(1 + e^−m) − y. */
  LOGISTIC {
    @Override
    double row(float[] outputs, int at, double label, double[] slopes) {
      double m = outputs[at];
      double e = Exponential.exp(-Math.abs(m));
      slopes[0] = share(m, e) - label;
      return loss(m, label, Exponential.log1p(e));
    }

    @Override
    double slopes(float[] outputs, Chunk chunk, PassValues values, float[] slopes) {
      double[] m = values.margins();
      for (int row = 0; row < m.length; row++) {
        m[row] = outputs[row];
      }
      double[] e = values.tails();
      double[] log = values.logarithms();
      Exponential.tails(m, e, log);
      double loss = 0;
      for (int row = 0; row < m.length; row++) {
        double weight = chunk.weight(row);
        double label = chunk.label(row);
        loss += weight * loss(m[row], label, log[row]);
        slopes[row] = (float) (weight * (share(m[row], e[row]) - label));
      }
      return loss;
    }

    /** 1/(1 + e^−m) by e = e^−|m|. */
    private double share(double m, double e) {
      return (m >= 0 ? 1 : e) / (1 + e);
    }

    private double loss(double m, double label, double log) {
      return Math.max(m, 0) - label * m + log;
    }
  },

  /** An output a class: log Σ e^mⱼ − m_y, slopes e^mₖ / Σ e^mⱼ − [k = y]. */
  SOFTMAX {
    @Override
    double row(float[] outputs, int at, double label, double[] slopes) {
      double max = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < slopes.length; k++) {
        max = Math.max(max, outputs[at + k]);
      }
      double sum = 0;
      for (int k = 0; k < slopes.length; k++) {
        slopes[k] = Exponential.exp(outputs[at + k] - max);
        sum += slopes[k];
      }
      for (int k = 0; k < slopes.length; k++) {
        slopes[k] /= sum;
      }
      int own = (int) label;
      slopes[own] -= 1;
      return StrictMath.log(sum) + max - outputs[at + own];
    }
  },

  /** One output: ½·(m − y)², slope m − y. */
  SQUARED {
    @Override
    double row(float[] outputs, int at, double label, double[] slopes) {
      double residual = outputs[at] - label;
      slopes[0] = residual;
      return residual * residual / 2;
    }
  };

  /** The loss of a task. */
  public static OutputLoss of(Task task) {
    return switch (task) {
      case BINARY -> LOGISTIC;
      case MULTICLASS -> SOFTMAX;
      case REGRESSION -> SQUARED;
      case PREFERENCE, CLUSTERING, PROJECTION, ANOMALY ->
          throw new IllegalArgumentException(
              "the task is " + task.text() + "; a network's loss needs a label");
    };
  }

  /**
   * The loss of one row, without its weight.
   *
   * @param outputs row-major [rows][outputs]
   * @param at where the row's outputs begin
   * @param label the class's code, or the standardised number
   * @param slopes written, [outputs]
   */
  abstract double row(float[] outputs, int at, double label, double[] slopes);

  /**
   * Σw·loss of some rows, added in their order.
   *
   * @param outputs row-major [rows][outputs]
   * @param values of which those of the chunk's rows may be written
   * @param slopes written, w·∂loss/∂m, row-major [rows][outputs]
   */
  double slopes(float[] outputs, Chunk chunk, PassValues values, float[] slopes) {
    double[] own = new double[outputs.length / chunk.rows()];
    double loss = 0;
    for (int row = 0, at = 0; row < chunk.rows(); row++, at += own.length) {
      double weight = chunk.weight(row);
      loss += weight * row(outputs, at, chunk.label(row), own);
      for (int k = 0; k < own.length; k++) {
        slopes[at + k] = (float) (weight * own[k]);
      }
    }
    return loss;
  }
}
