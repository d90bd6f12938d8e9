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

  /** Adds the loss of some rows and its gradient. */
  public void add(Chunk chunk, Dropout dropout, GradientSums sums) {
    int n = layers.size();
    int rows = chunk.rows();
    float[][] in = new float[n][];
    float[][] out = new float[n][];
    float[][] factors = new float[n][];
    in[0] = chunk.z();
    for (int l = 0; l < n; l++) {
      out[l] = ForwardPass.through(kernels, layers.get(l), rows, in[l]);
      if (l + 1 < n) {
        factors[l] = dropout.factors(chunk, l, shape.outputs(l));
        in[l + 1] = factors[l] == null ? out[l] : Dropout.times(out[l], factors[l]);
      }
    }
    float[] dy = new float[out[n - 1].length];
    double sum = loss.slopes(out[n - 1], chunk, dy);
    sums.add(weight(chunk), sum);
    for (int l = n - 1; l >= 0; l--) {
      float[] dh = back(l, new LayerPass(in[l], layers.get(l).matrix(), out[l], dy), rows, sums);
      dy = l > 0 && factors[l - 1] != null ? Dropout.times(dh, factors[l - 1]) : dh;
    }
  }

  /** Adds dW and db of a layer; gives dH, none for the first layer. */
  private float[] back(int l, LayerPass pass, int rows, GradientSums sums) {
    Layer layer = layers.get(l);
    LayerWeights gradient =
        new LayerWeights(new float[pass.matrix().length], new float[layer.outputs()]);
    float[] dh = l == 0 ? null : new float[pass.x().length];
    LayerShape size = new LayerShape(rows, layer.inputs(), layer.outputs(), layer.activation());
    kernels.dense().layerBackward(size, pass, gradient, dh);
    int at = (int) shape.offset(l);
    sums.add(at, gradient.matrix());
    sums.add(at + gradient.matrix().length, gradient.bias());
    return dh;
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
