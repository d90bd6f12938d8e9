package io.nightjar.kernels.bench.dense;

import io.nightjar.kernels.bench.data.Blas;
import io.nightjar.kernels.bench.data.MadeData;
import io.nightjar.kernels.bench.data.Naive;
import io.nightjar.kernels.bench.spec.Call;
import io.nightjar.kernels.bench.spec.Expected;
import io.nightjar.kernels.bench.spec.Peer;
import io.nightjar.kernels.dense.Activation;
import io.nightjar.kernels.dense.LayerForward;
import io.nightjar.kernels.dense.LayerShape;
import io.nightjar.kernels.dense.LayerWeights;
import java.util.Arrays;
import java.util.List;

/**
 * A layer of sigmoids, as MLlib's perceptron has them: BLAS has the product, the rest is a loop.
 */
final class LayerForwardCall implements Call<LayerForward> {
  /** What an implementation's own exponential may be off by. */
  private static final double SIGMOID_ERROR = 1e-6;

  private final LayerShape shape;
  private final float[] x;
  private final LayerWeights weights;
  private final float[] y;

  LayerForwardCall(int rows, int inputs, int outputs) {
    MadeData made = new MadeData(20261130);
    shape = new LayerShape(rows, inputs, outputs, Activation.SIGMOID);
    x = made.floats(rows * inputs);
    weights = new LayerWeights(made.floats(inputs * outputs), made.floats(outputs));
    y = new float[rows * outputs];
  }

  @Override
  public void run(LayerForward implementation) {
    implementation.write(shape, x, weights, y);
  }

  @Override
  public void spoil() {
    Arrays.fill(y, Float.NaN);
  }

  @Override
  public double[] results() {
    return MadeData.widened(y);
  }

  @Override
  public Expected expected() {
    Expected sums =
        Naive.product(shape.rows(), shape.outputs(), shape.inputs(), x, weights.matrix());
    for (int i = 0; i < y.length; i++) {
      double z = sums.values()[i] + weights.bias()[i % shape.outputs()];
      sums.values()[i] = 1 / (1 + Math.exp(-z));
      // A sigmoid's slope is at most a quarter.
      sums.bounds()[i] = sums.bounds()[i] / 4 + SIGMOID_ERROR;
    }
    return sums;
  }

  @Override
  public List<Peer> peers() {
    return List.of(
        Peer.part(Blas.name("sgemm"), this::product),
        Peer.whole(Blas.name() + " + loop", this::all));
  }

  private void product() {
    int n = shape.outputs();
    int k = shape.inputs();
    Blas.here().sgemm("N", "N", n, shape.rows(), k, 1, weights.matrix(), n, x, k, 0, y, n);
  }

  private void all() {
    product();
    int at = 0;
    for (int row = 0; row < shape.rows(); row++) {
      for (int j = 0; j < shape.outputs(); j++, at++) {
        y[at] = (float) (1 / (1 + Math.exp(-(y[at] + weights.bias()[j]))));
      }
    }
  }
}
