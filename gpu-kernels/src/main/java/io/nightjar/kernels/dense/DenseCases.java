package io.nightjar.kernels.dense;

import io.nightjar.kernels.backend.Operation;
import io.nightjar.kernels.block.MadeValues;

/** Made cases of products and layers, with data that follows a fixed pattern. */
final class DenseCases {
  /** What float32 chains keep over the lengths of these cases. */
  private static final double TOLERANCE = 1e-3;

  private static final int OUTPUTS = 64;

  private DenseCases() {}

  static Operation.Cases<Gemm> gemm() {
    return new Operation.Cases<>(
        (rows, columns) -> DenseWork.gemm(MatrixProduct.of(rows, OUTPUTS, columns)),
        (rows, columns) -> {
          float[] a = MadeValues.pattern(rows * columns, 31);
          float[] b = MadeValues.pattern(columns * OUTPUTS, 17);
          MatrixProduct product = MatrixProduct.of(rows, OUTPUTS, columns);
          return new Operation.Trial<>(
              gemm -> {
                float[] c = new float[rows * OUTPUTS];
                gemm.multiply(product, a, b, c);
                return joined(c);
              },
              TOLERANCE);
        });
  }

  static Operation.Cases<LayerForward> layerForward() {
    return new Operation.Cases<>(
        (rows, columns) -> DenseWork.layerForward(shape(rows, columns)),
        (rows, columns) -> {
          LayerShape shape = shape(rows, columns);
          float[] x = MadeValues.pattern(rows * columns, 31);
          LayerWeights weights = weights(columns);
          return new Operation.Trial<>(
              layer -> {
                float[] y = new float[rows * OUTPUTS];
                layer.write(shape, x, weights, y);
                return joined(y);
              },
              TOLERANCE);
        });
  }

  static Operation.Cases<LayerBackward> layerBackward() {
    return new Operation.Cases<>(
        (rows, columns) -> DenseWork.layerBackward(shape(rows, columns), 2),
        (rows, columns) -> {
          LayerShape shape = shape(rows, columns);
          LayerPass pass =
              new LayerPass(
                  MadeValues.pattern(rows * columns, 31),
                  weights(columns).matrix(),
                  MadeValues.pattern(rows * OUTPUTS, 13),
                  MadeValues.pattern(rows * OUTPUTS, 7));
          return new Operation.Trial<>(layer -> gradients(layer, shape, pass), TOLERANCE);
        });
  }

  /** dW's and db's entries are divided by the rows: that many terms are summed. */
  private static double[] gradients(LayerBackward layer, LayerShape shape, LayerPass pass) {
    LayerWeights gradient =
        new LayerWeights(new float[shape.inputs() * shape.outputs()], new float[shape.outputs()]);
    float[] dx = new float[shape.rows() * shape.inputs()];
    layer.write(shape, pass, gradient, dx);
    double[] all = joined(gradient.matrix(), gradient.bias(), dx);
    for (int i = 0; i < all.length - dx.length; i++) {
      all[i] /= Math.max(1, shape.rows());
    }
    return all;
  }

  private static LayerShape shape(int rows, int inputs) {
    return new LayerShape(rows, inputs, OUTPUTS, Activation.TANH);
  }

  private static LayerWeights weights(int inputs) {
    return new LayerWeights(
        MadeValues.pattern(inputs * OUTPUTS, 17), MadeValues.pattern(OUTPUTS, 5));
  }

  private static double[] joined(float[]... parts) {
    int length = 0;
    for (float[] part : parts) {
      length += part.length;
    }
    double[] all = new double[length];
    int at = 0;
    for (float[] part : parts) {
      for (float value : part) {
        all[at++] = value;
      }
    }
    return all;
  }
}
