package io.nightjar.spark.train.mlp.pass;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.dense.LayerPass;
import io.nightjar.kernels.dense.LayerShape;
import io.nightjar.kernels.dense.LayerWeights;
import io.nightjar.model.network.Layer;
import io.nightjar.scorer.predict.ForwardPass;
import java.util.List;

/**
 * Loss and gradient by the chain rule, through the kernels (Rumelhart, Hinton and Williams 1986).
 * With H₀ = Z, layer l of L makes Y = act(H·W + b), and dropout makes H of it; then from the last
 * layer to the first, dY being the slopes of the loss: dW, db and dH, which times the dropout's
 * factors is dY of the layer before.
 *
 * <p>A chunk's sums are float32 as the kernels make them; chunks are added in float64.
 */
public final class Backpropagation {
  private final Kernels kernels;
  private final NetworkShape shape;
  private final OutputLoss loss;
  private final List<Layer> layers;

  /** Passes of a network with certain weights. */
  public Backpropagation(Kernels kernels, NetworkShape shape, OutputLoss loss, List<Layer> layers) {
    this.kernels = kernels;
    this.shape = shape;
    this.loss = loss;
    this.layers = layers;
  }

  /**
   * Adds the loss of some rows and its gradient.
   *
   * @param values where the pass may write
   */
  public void add(Chunk chunk, Dropout dropout, PassValues values, GradientSums sums) {
    int n = layers.size();
    int rows = chunk.rows();
    float[][] in = new float[n][];
    float[][] factors = new float[n][];
    values.reserve(rows);
    in[0] = chunk.z();
    for (int l = 0; l < n; l++) {
      float[] out = values.outputs(l);
      ForwardPass.write(kernels, layers.get(l), rows, in[l], out);
      if (l + 1 < n) {
        factors[l] = dropout.factors(chunk, l, shape.outputs(l));
        in[l + 1] = factors[l] == null ? out : Dropout.times(out, factors[l]);
      }
    }
    float[] dy = values.slopes(n - 1);
    sums.add(weight(chunk), loss.slopes(values.outputs(n - 1), chunk, values, dy));
    for (int l = n - 1; l >= 0; l--) {
      float[] dh = l == 0 ? null : values.slopes(l - 1);
      LayerPass pass = new LayerPass(in[l], layers.get(l).matrix(), values.outputs(l), dy);
      back(l, pass, values.gradient(l), dh);
      sums.add((int) shape.offset(l), values.gradient(l));
      dy = l > 0 && factors[l - 1] != null ? Dropout.times(dh, factors[l - 1]) : dh;
    }
  }

  /** Writes dW and db of a layer, and dH, none for the first layer. */
  private void back(int l, LayerPass pass, LayerWeights gradient, float[] dh) {
    Layer layer = layers.get(l);
    int rows = pass.y().length / layer.outputs();
    LayerShape size = new LayerShape(rows, layer.inputs(), layer.outputs(), layer.activation());
    kernels.dense().layerBackward(size, pass, gradient, dh);
  }

  private static double weight(Chunk chunk) {
    double weight = 0;
    for (int row = 0; row < chunk.rows(); row++) {
      weight += chunk.weight(row);
    }
    return weight;
  }

  /** Adds the loss of some rows, exactly. */
  public void evaluate(Chunk chunk, LossSums sums) {
    float[] outputs = ForwardPass.through(kernels, layers, chunk.rows(), chunk.z());
    double[] slopes = new double[outputs.length / chunk.rows()];
    for (int row = 0; row < chunk.rows(); row++) {
      double own = loss.row(outputs, row * slopes.length, chunk.label(row), slopes);
      sums.add(chunk.weight(row), own);
    }
  }
}
