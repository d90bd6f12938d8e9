package io.nightjar.spark.train.mlp.pass;

import io.nightjar.kernels.dense.Activation;
import io.nightjar.model.network.Layer;
import io.nightjar.spark.train.task.KeyHash;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How many units each layer has, and where its weights lie in the vector θ that solvers see: layer
 * by layer W, row-major [inputs][outputs], then b.
 *
 * @param sizes inputs, units of each hidden layer, outputs
 * @param hidden what hidden units apply
 */
public record NetworkShape(List<Integer> sizes, Activation hidden) implements Serializable {

  /** Copies the list. */
  public NetworkShape {
    sizes = List.copyOf(sizes);
  }

  /** How many layers have weights: the hidden ones and the output layer. */
  public int layers() {
    return sizes.size() - 1;
  }

  /** Values a row that come into layer l. */
  public int inputs(int l) {
    return sizes.get(l);
  }

  /** Values a row that layer l gives. */
  public int outputs(int l) {
    return sizes.get(l + 1);
  }

  /** The length of θ; may be beyond what an array holds. */
  public long length() {
    return offset(layers());
  }

  /** Where the weights of layer l begin. */
  long offset(int l) {
    long offset = 0;
    for (int i = 0; i < l; i++) {
      offset += (inputs(i) + 1L) * outputs(i);
    }
    return offset;
  }

  /**
   * The layers that θ stands for, each weight rounded to float32.
   *
   * @throws IllegalArgumentException if a weight is not finite in float32
   */
  public List<Layer> layers(double[] theta) {
    List<Layer> layers = new ArrayList<>();
    for (int l = 0; l < layers(); l++) {
      int at = (int) offset(l);
      float[] matrix = floats(theta, at, inputs(l) * outputs(l));
      float[] bias = floats(theta, at + matrix.length, outputs(l));
      layers.add(new Layer(inputs(l), activation(l), matrix, bias));
    }
    return layers;
  }

  /** Whether every weight is a finite number in float32. */
  public static boolean areFinite(double[] theta) {
    for (double weight : theta) {
      if (!Float.isFinite((float) weight)) {
        return false;
      }
    }
    return true;
  }

  private Activation activation(int l) {
    return l + 1 < layers() ? hidden : Activation.IDENTITY;
  }

  private static float[] floats(double[] values, int from, int length) {
    float[] floats = new float[length];
    for (int i = 0; i < length; i++) {
      floats[i] = (float) values[from + i];
    }
    return floats;
  }

  /**
   * Weights to begin at, biases 0: uniform in ±√(6/inputs) before RELU (He et al. 2015), in
   * ±√(6/(inputs + outputs)) elsewhere (Glorot and Bengio 2010), drawn by a hash of the seed and
   * the weight's place.
   */
  public double[] initial(long seed) {
    double[] theta = new double[Math.toIntExact(length())];
    for (int l = 0; l < layers(); l++) {
      double fan = activation(l) == Activation.RELU ? inputs(l) : inputs(l) + outputs(l);
      double bound = Math.sqrt(6 / fan);
      int at = (int) offset(l);
      for (int i = 0; i < inputs(l) * outputs(l); i++) {
        theta[at + i] = bound * (2 * KeyHash.unit(KeyHash.mix(at + i, seed)) - 1);
      }
    }
    return theta;
  }

  /** Adds λ·W to a gradient, and gives λ/2·Σ‖W‖²; biases are free. */
  public double penalize(double lambda, double[] theta, double[] gradient) {
    double squares = 0;
    for (int l = 0; l < layers(); l++) {
      int from = (int) offset(l);
      int to = from + inputs(l) * outputs(l);
      for (int i = from; i < to; i++) {
        squares += theta[i] * theta[i];
        gradient[i] += lambda * theta[i];
      }
    }
    return lambda / 2 * squares;
  }
}
