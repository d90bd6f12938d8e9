package io.nightjar.kernels.bench.dense;

import io.nightjar.kernels.bench.data.Blas;
import io.nightjar.kernels.bench.data.MadeData;
import io.nightjar.kernels.bench.data.Naive;
import io.nightjar.kernels.bench.spec.Call;
import io.nightjar.kernels.bench.spec.Expected;
import io.nightjar.kernels.bench.spec.Peer;
import io.nightjar.kernels.dense.Activation;
import io.nightjar.kernels.dense.LayerBackward;
import io.nightjar.kernels.dense.LayerPass;
import io.nightjar.kernels.dense.LayerShape;
import io.nightjar.kernels.dense.LayerWeights;
import java.util.Arrays;
import java.util.List;

/** The gradients of a layer of sigmoids: BLAS has dW = Xᵀ·dZ and dX = dZ·Wᵀ, the rest is a loop. */
final class LayerBackwardCall implements Call<LayerBackward> {
  private final LayerShape shape;
  private final LayerPass pass;
  private final LayerWeights gradient;
  private final float[] dx;
  private final float[] dz;

  LayerBackwardCall(int rows, int inputs, int outputs) {
    MadeData made = new MadeData(20261201);
    shape = new LayerShape(rows, inputs, outputs, Activation.SIGMOID);
    float[] y = new float[rows * outputs];
    for (int i = 0; i < y.length; i++) {
      y[i] = made.random().nextFloat();
    }
    pass =
        new LayerPass(
            made.floats(rows * inputs),
            made.floats(inputs * outputs),
            y,
            made.floats(rows * outputs));
    gradient = new LayerWeights(new float[inputs * outputs], new float[outputs]);
    dx = new float[rows * inputs];
    dz = new float[rows * outputs];
  }

  @Override
  public void run(LayerBackward implementation) {
    implementation.write(shape, pass, gradient, dx);
  }

  @Override
  public void spoil() {
    Arrays.fill(gradient.matrix(), Float.NaN);
    Arrays.fill(gradient.bias(), Float.NaN);
    Arrays.fill(dx, Float.NaN);
  }

  @Override
  public double[] results() {
    return joined(
        MadeData.widened(gradient.matrix()),
        MadeData.widened(gradient.bias()),
        MadeData.widened(dx));
  }

  @Override
  public Expected expected() {
    int rows = shape.rows();
    int in = shape.inputs();
    int out = shape.outputs();
    slopes();
    float[] ones = new float[rows];
    Arrays.fill(ones, 1);
    Expected dw = Naive.product(in, out, rows, Naive.transposed(rows, in, pass.x()), dz);
    Expected db = Naive.product(1, out, rows, ones, dz);
    Expected back = Naive.product(rows, in, out, dz, Naive.transposed(in, out, pass.matrix()));
    return new Expected(
        joined(dw.values(), db.values(), back.values()),
        joined(dw.bounds(), db.bounds(), back.bounds()));
  }

  @Override
  public List<Peer> peers() {
    return List.of(
        Peer.part(Blas.name("2 sgemm"), this::products),
        Peer.whole(Blas.name() + " + loop", this::all));
  }

  private void all() {
    slopes();
    products();
    float[] db = gradient.bias();
    double[] sums = new double[db.length];
    for (int i = 0; i < dz.length; i++) {
      sums[i % sums.length] += dz[i];
    }
    for (int j = 0; j < db.length; j++) {
      db[j] = (float) sums[j];
    }
  }

  private void slopes() {
    for (int i = 0; i < dz.length; i++) {
      float y = pass.y()[i];
      dz[i] = pass.dy()[i] * y * (1 - y);
    }
  }

  /** In BLAS's eyes, dWᵀ = dZᵀ·X and dXᵀ = W·dZᵀ. */
  private void products() {
    int rows = shape.rows();
    int in = shape.inputs();
    int out = shape.outputs();
    Blas.here().sgemm("N", "T", out, in, rows, 1, dz, out, pass.x(), in, 0, gradient.matrix(), out);
    Blas.here().sgemm("T", "N", in, rows, out, 1, pass.matrix(), out, dz, out, 0, dx, in);
  }

  private static double[] joined(double[]... parts) {
    return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
  }
}
