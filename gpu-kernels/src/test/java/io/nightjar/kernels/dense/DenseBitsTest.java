package io.nightjar.kernels.dense;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.kernels.select.TestBackends;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With or without the vector API, dense results have the same bits. */
final class DenseBitsTest {
  private static final DenseKernels PLAIN = new DenseKernels(TestBackends.scalar());
  private static final DenseKernels SIMD = new DenseKernels(TestBackends.simd());

  @ParameterizedTest(name = "{0}")
  @ValueSource(ints = {1, 2, 3, 5, 6, 7, 8, 9, 15, 16, 17, 63, 64, 65, 97, 130, 300})
  void areTheSameInProductsOfAnyShape(int size) {
    for (int other : new int[] {1, 4, 7, 16, 31, 64, 258}) {
      same(MatrixProduct.of(size, other, 29));
      same(MatrixProduct.of(other, size, 5).with(Transpose.YES, Transpose.NO).scaled(0.7f, 1.3f));
      same(MatrixProduct.of(other, 19, size).with(Transpose.NO, Transpose.YES).scaled(1, 0.1f));
    }
  }

  @Test
  void areTheSameInALargeProduct() {
    same(MatrixProduct.of(211, 1111, 777).scaled(1.1f, 0.9f));
    same(MatrixProduct.of(28, 64, 10_007).with(Transpose.YES, Transpose.NO));
  }

  @Test
  void anEntryIsTheSameInAMatrixOfAnyShape() {
    MadeMatrices made = new MadeMatrices(3);
    float[] a = made.floats(50 * 300);
    float[] b = made.floats(300 * 40);
    float[] c = new float[50 * 40];
    float[] row = new float[40];
    PLAIN.gemm(MatrixProduct.of(50, 40, 300), a, b, c);
    for (int i = 0; i < 50; i += 7) {
      SIMD.gemm(
          MatrixProduct.of(1, 40, 300), Arrays.copyOfRange(a, i * 300, i * 300 + 300), b, row);
      assertThat(row).isEqualTo(Arrays.copyOfRange(c, i * 40, i * 40 + 40));
    }
  }

  private static void same(MatrixProduct product) {
    MadeMatrices made = new MadeMatrices(product.hashCode());
    float[] a = made.floats(product.m() * product.k());
    float[] b = made.floats(product.k() * product.n());
    float[] one = made.floats(product.m() * product.n());
    float[] other = one.clone();
    PLAIN.gemm(product, a, b, one);
    SIMD.gemm(product, a, b, other);
    assertThat(other).as("%s", product).isEqualTo(one);
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void areTheSameInLayers(Activation activation) {
    for (int rows : new int[] {1, 3, 8, 63, 129, 1000}) {
      for (int outputs : new int[] {1, 2, 7, 64, 515}) {
        LayerShape shape = new LayerShape(rows, 13, outputs, activation);
        MadeMatrices made = new MadeMatrices(rows + outputs);
        LayerPass pass = LayerContract.pass(made, shape);
        LayerWeights weights = LayerContract.weights(made, shape);
        float[][] all = layer(PLAIN, shape, pass, weights);
        assertThat(layer(SIMD, shape, pass, weights)).isEqualTo(all);
        float[] row = new float[outputs];
        LayerForward.ofRow(activation, Arrays.copyOf(pass.x(), 13), weights, row);
        assertThat(row).isEqualTo(Arrays.copyOf(all[0], outputs));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64})
  void weightsAreOneChainOverAllRows(int outputs) {
    LayerShape shape = new LayerShape(1000, 13, outputs, Activation.IDENTITY);
    LayerPass pass = LayerContract.pass(new MadeMatrices(outputs), shape);
    float[] product = new float[13 * outputs];
    MatrixProduct chain = MatrixProduct.of(13, outputs, 1000).with(Transpose.YES, Transpose.NO);
    PLAIN.gemm(chain, pass.x(), pass.dy(), product);
    LayerWeights gradient = new LayerWeights(new float[13 * outputs], new float[outputs]);
    for (DenseKernels kernels : List.of(PLAIN, SIMD)) {
      kernels.layerBackward(shape, pass, gradient, null);
      assertThat(gradient.matrix()).isEqualTo(product);
    }
  }

  private static float[][] layer(
      DenseKernels kernels, LayerShape shape, LayerPass pass, LayerWeights weights) {
    float[] y = new float[pass.y().length];
    LayerWeights gradient =
        new LayerWeights(new float[weights.matrix().length], new float[weights.bias().length]);
    float[] dx = new float[pass.x().length];
    kernels.layerForward(shape, pass.x(), weights, y);
    kernels.layerBackward(shape, pass, gradient, dx);
    return new float[][] {y, gradient.matrix(), gradient.bias(), dx};
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void areTheSameAtSumsOfEveryMagnitude(Activation activation) {
    float[] z = new float[4099];
    for (int i = 0; i < z.length; i++) {
      z[i] = (i % 2 == 0 ? 1.3f : -1.3f) * (float) Math.scalb(1.0, i / 16 - 128);
    }
    z[0] = Float.NaN;
    z[1] = Float.POSITIVE_INFINITY;
    z[2] = Float.NEGATIVE_INFINITY;
    z[3] = -0f;
    LayerShape shape = new LayerShape(z.length, 1, 1, activation);
    LayerWeights weights = new LayerWeights(new float[] {1}, new float[] {0});
    LayerPass pass = new LayerPass(z, new float[] {1}, z, z);
    assertThat(layer(SIMD, shape, pass, weights)).isEqualTo(layer(PLAIN, shape, pass, weights));
  }
}
