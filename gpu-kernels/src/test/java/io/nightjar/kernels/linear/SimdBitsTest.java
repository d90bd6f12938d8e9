package io.nightjar.kernels.linear;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.kernels.select.TestBackends;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With or without the vector API, a model has the same bits. */
final class SimdBitsTest {
  private final LinearKernels plain = new LinearKernels(TestBackends.scalar());
  private final LinearKernels simd = new LinearKernels(TestBackends.simd());

  @ParameterizedTest(name = "{0} rows")
  @ValueSource(ints = {1, 3, 4, 7, 8, 9, 63, 64, 65, 1000, 1023, 1024, 1025, 2051})
  void areTheSameInEveryLossAndPrecision(int rows) {
    MadeBlocks made = new MadeBlocks(rows);
    for (GlmLoss loss : GlmLoss.values()) {
      int classes = GlmGradientContract.classes(loss);
      ColumnBlock block = made.block(rows, 5);
      double[] coefficients = made.coefficients(classes, 5);
      for (FeatureBlock features : new FeatureBlock[] {block, MadeBlocks.widened(block)}) {
        assertThat(gradient(simd, loss, classes, features, coefficients))
            .isEqualTo(gradient(plain, loss, classes, features, coefficients));
      }
    }
  }

  @Test
  void areTheSameAtMarginsOfEveryMagnitude() {
    int rows = 4001;
    float[] x = new float[rows];
    for (int i = 0; i < rows; i++) {
      x[i] = (float) Math.scalb(i % 2 == 0 ? 1.3 : -1.3, i / 16 - 126);
    }
    x[0] = 0f;
    x[1] = -0f;
    ColumnBlock block = new ColumnBlock(rows, new float[][] {x});
    for (GlmLoss loss : GlmLoss.values()) {
      int classes = GlmGradientContract.classes(loss);
      double[] coefficients = new double[2 * classes];
      coefficients[0] = 1;
      assertThat(gradient(simd, loss, classes, block, coefficients))
          .isEqualTo(gradient(plain, loss, classes, block, coefficients));
    }
  }

  @Test
  void areTheSameWithManyClassesAndColumns() {
    MadeBlocks made = new MadeBlocks(23);
    ColumnBlock block = made.block(1501, 30);
    double[] coefficients = made.coefficients(23, 30);
    assertThat(gradient(simd, GlmLoss.MULTINOMIAL, 23, block, coefficients))
        .isEqualTo(gradient(plain, GlmLoss.MULTINOMIAL, 23, block, coefficients));
  }

  @ParameterizedTest(name = "{0} columns")
  @ValueSource(ints = {0, 1, 3, 6, 61, 62, 63, 130})
  void areTheSameInAGramMatrix(int columns) {
    MadeBlocks made = new MadeBlocks(5);
    ColumnBlock block = made.block(1027, columns);
    GlmTarget target = made.target(GlmLoss.SQUARED, 1, 1027);
    double[] shift = made.coefficients(1, columns);
    double[] one = new double[Gram.packedLength(columns)];
    double[] other = one.clone();
    plain.gram(block, target, shift, one);
    simd.gram(block, target, shift, other);
    assertThat(other).isEqualTo(one);
  }

  /** The gradient, and the loss as one more. */
  private static double[] gradient(
      LinearKernels kernels, GlmLoss loss, int classes, FeatureBlock block, double[] coefficients) {
    GlmTarget target = new MadeBlocks(9).target(loss, classes, block.rows());
    double[] gradient = new double[coefficients.length];
    double value = kernels.gradient(loss, classes, block, target, coefficients, gradient);
    double[] all = Arrays.copyOf(gradient, gradient.length + 1);
    all[gradient.length] = value;
    return all;
  }
}
