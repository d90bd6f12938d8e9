package io.nightjar.kernels.dense;

import io.nightjar.kernels.backend.Operation;

/** Made cases of products, layers and best items, with data that follows a fixed pattern. */
final class DenseCases {
  /** What float32 chains keep over the lengths of these cases. */
  private static final double TOLERANCE = 1e-3;

  private static final int OUTPUTS = 64;
  private static final int PLACES = 10;

  private DenseCases() {}

  static Operation.Cases<Gemm> gemm() {
    return new Operation.Cases<>(
        (rows, columns) -> DenseWork.gemm(MatrixProduct.of(rows, OUTPUTS, columns)),
        (rows, columns) -> {
          float[] a = pattern(rows * columns, 31);
          float[] b = pattern(columns * OUTPUTS, 17);
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
          float[] x = pattern(rows * columns, 31);
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
                  pattern(rows * columns, 31),
                  weights(columns).matrix(),
                  pattern(rows * OUTPUTS, 13),
                  pattern(rows * OUTPUTS, 7));
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

  static Operation.Cases<TopK> topK() {
    return new Operation.Cases<>(
        (rows, columns) -> DenseWork.topK(users(rows, columns), items(rows, columns), PLACES),
        (rows, columns) -> {
          FactorMatrix users = users(rows, columns);
          FactorMatrix items = items(rows, columns);
          return new Operation.Trial<>(
              topK -> checked(topK.find(users, items, PLACES, Exclusions.NONE), users, items),
              TOLERANCE);
        });
  }

  /** Each score, and the product of the item that it is said to be of. */
  private static double[] checked(TopItems best, FactorMatrix users, FactorMatrix items) {
    double[] all = new double[2 * best.items().length];
    for (int place = 0; place < best.items().length; place++) {
      int item = best.items()[place];
      all[2 * place] = best.scores()[place];
      all[2 * place + 1] =
          item < 0 ? Double.NEGATIVE_INFINITY : product(users, place / best.k(), items, item);
    }
    return all;
  }

  private static double product(FactorMatrix users, int user, FactorMatrix items, int item) {
    double sum = 0;
    for (int f = 0; f < users.rank(); f++) {
      sum +=
          (double) users.values()[user * users.rank() + f]
              * items.values()[item * items.rank() + f];
    }
    return sum;
  }

  private static FactorMatrix users(int rows, int rank) {
    int users = Math.max(1, rows / 64);
    return new FactorMatrix(users, Math.max(1, rank), pattern(users * Math.max(1, rank), 31));
  }

  private static FactorMatrix items(int rows, int rank) {
    int items = Math.max(1, rows / 16);
    return new FactorMatrix(items, Math.max(1, rank), pattern(items * Math.max(1, rank), 17));
  }

  private static LayerShape shape(int rows, int inputs) {
    return new LayerShape(rows, inputs, OUTPUTS, Activation.TANH);
  }

  private static LayerWeights weights(int inputs) {
    return new LayerWeights(pattern(inputs * OUTPUTS, 17), pattern(OUTPUTS, 5));
  }

  /** Values in ±½ that repeat after 1009. */
  static float[] pattern(int count, int step) {
    float[] values = new float[count];
    int state = step;
    for (int i = 0; i < count; i++) {
      state = (state * 31 + step) % 1009;
      values[i] = state / 1009f - 0.5f;
    }
    return values;
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
