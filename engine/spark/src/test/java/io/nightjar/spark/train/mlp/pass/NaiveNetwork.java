package io.nightjar.spark.train.mlp.pass;

import io.nightjar.kernels.dense.Activation;

/**
 * Loss of a network by plain float64 loops over rows, units and inputs, and its slopes by
 * differences.
 */
final class NaiveNetwork {
  private static final double STEP = 1e-5;

  private final NetworkShape shape;
  private final OutputLoss loss;

  NaiveNetwork(NetworkShape shape, OutputLoss loss) {
    this.shape = shape;
    this.loss = loss;
  }

  /** Σw·loss; {@code factors} by layer are what hidden values are multiplied by, null for 1. */
  double loss(double[] theta, Chunk chunk, float[][] factors) {
    double sum = 0;
    for (int row = 0; row < chunk.rows(); row++) {
      double[] values = new double[shape.inputs(0)];
      for (int j = 0; j < values.length; j++) {
        values[j] = chunk.z()[row * values.length + j];
      }
      int at = 0;
      for (int l = 0; l < shape.layers(); l++) {
        int inputs = shape.inputs(l);
        int outputs = shape.outputs(l);
        double[] next = new double[outputs];
        for (int k = 0; k < outputs; k++) {
          double z = theta[at + inputs * outputs + k];
          for (int j = 0; j < inputs; j++) {
            z += values[j] * theta[at + j * outputs + k];
          }
          boolean last = l + 1 == shape.layers();
          next[k] = last ? z : activated(shape.hidden(), z);
          if (!last && factors != null) {
            next[k] *= factors[l][row * outputs + k];
          }
        }
        at += (inputs + 1) * outputs;
        values = next;
      }
      sum += chunk.weight(row) * rowLoss(values, chunk.label(row));
    }
    return sum;
  }

  private static double activated(Activation activation, double z) {
    return switch (activation) {
      case IDENTITY -> z;
      case RELU -> Math.max(z, 0);
      case TANH -> Math.tanh(z);
      case SIGMOID -> 1 / (1 + Math.exp(-z));
    };
  }

  private double rowLoss(double[] m, double label) {
    return switch (loss) {
      case LOGISTIC -> -Math.log(1 / (1 + Math.exp(label == 1 ? -m[0] : m[0])));
      case SQUARED -> (m[0] - label) * (m[0] - label) / 2;
      case SOFTMAX -> {
        double sum = 0;
        for (double one : m) {
          sum += Math.exp(one);
        }
        yield -Math.log(Math.exp(m[(int) label]) / sum);
      }
    };
  }

  /** ∂loss/∂θ by central differences. */
  double[] gradient(double[] theta, Chunk chunk, float[][] factors) {
    double[] gradient = new double[theta.length];
    for (int i = 0; i < theta.length; i++) {
      double[] at = theta.clone();
      at[i] = theta[i] + STEP;
      double above = loss(at, chunk, factors);
      at[i] = theta[i] - STEP;
      gradient[i] = (above - loss(at, chunk, factors)) / (2 * STEP);
    }
    return gradient;
  }
}
