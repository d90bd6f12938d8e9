package io.nightjar.spark.train.mlp.pass;

import io.nightjar.kernels.dense.LayerWeights;

/**
 * What a pass over a chunk writes, kept from chunk to chunk: new arrays for each would cost as much
 * as all the products. For one thread at a time.
 */
public final class PassValues {
  private final NetworkShape shape;
  private final LayerWeights[] gradients;
  private final float[][] outputs;
  private final float[][] slopes;
  private double[] margins = new double[0];
  private double[] tails = new double[0];
  private double[] logarithms = new double[0];
  private int rows = -1;

  /** Room for a network's passes. */
  public PassValues(NetworkShape shape) {
    int layers = shape.layers();
    this.shape = shape;
    this.gradients = new LayerWeights[layers];
    this.outputs = new float[layers][];
    this.slopes = new float[layers][];
    for (int l = 0; l < layers; l++) {
      int units = shape.outputs(l);
      gradients[l] = new LayerWeights(new float[shape.inputs(l) * units], new float[units]);
    }
  }

  /** Makes room for so many rows, where the last chunk had other ones. */
  void reserve(int chunkRows) {
    if (rows == chunkRows) {
      return;
    }
    rows = chunkRows;
    margins = new double[rows];
    tails = new double[rows];
    logarithms = new double[rows];
    for (int l = 0; l < outputs.length; l++) {
      int length = Math.multiplyExact(rows, shape.outputs(l));
      outputs[l] = new float[length];
      slopes[l] = new float[length];
    }
  }

  /** What layer l gives, row-major [rows][outputs]. */
  float[] outputs(int l) {
    return outputs[l];
  }

  /** The loss's slopes with respect to what comes of layer l, row-major [rows][outputs]. */
  float[] slopes(int l) {
    return slopes[l];
  }

  /** What the last layer gives, in float64, where it has one output [rows]. */
  double[] margins() {
    return margins;
  }

  /** e^−|m| of the margins, [rows]. */
  double[] tails() {
    return tails;
  }

  /** log(1 + e^−|m|) of the margins, [rows]. */
  double[] logarithms() {
    return logarithms;
  }

  /** dW and db of layer l. */
  LayerWeights gradient(int l) {
    return gradients[l];
  }
}
