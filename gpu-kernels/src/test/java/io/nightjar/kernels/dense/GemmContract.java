package io.nightjar.kernels.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.kernels.block.ManyThreads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link DenseKernels#gemm} promises, on every backend. */
abstract class GemmContract {
  private static final long SEED = 20261126;
  private static final float NAN = Float.NaN;
  private static final float INFINITE = Float.POSITIVE_INFINITY;

  /** The kernels under test; a backend that isn't here skips visibly. */
  abstract DenseKernels kernels();

  @ParameterizedTest(name = "{0} × {2} times {2} × {1}")
  @CsvSource({
    "0, 3, 2",
    "3, 0, 2",
    "3, 2, 0",
    "1, 1, 1",
    "1, 28, 3",
    "3, 2, 1000",
    "63, 65, 64",
    "64, 64, 64",
    "65, 63, 130",
    "7, 130, 28",
    "97, 513, 257",
    "130, 1, 65",
    "12, 16, 300",
    "1000, 28, 28",
    "2, 3, 5000"
  })
  void agreesWithTheNaiveLoop(int m, int n, int k) {
    for (Transpose opA : Transpose.values()) {
      for (Transpose opB : Transpose.values()) {
        MatrixProduct product = MatrixProduct.of(m, n, k).with(opA, opB);
        check(product);
        check(product.scaled(-0.75f, 1f));
        check(product.scaled(2.5f, -0.5f));
      }
    }
  }

  @ParameterizedTest(name = "{0} × {1} times {1} × 3")
  @MethodSource("io.nightjar.kernels.block.ContractShapes#all")
  void agreesOnEveryShape(int m, int k) {
    check(MatrixProduct.of(m, 3, k));
  }

  @Test
  void agreesOnAMillionRows() {
    check(MatrixProduct.of(1_000_003, 2, 1));
    check(MatrixProduct.of(1_000_003, 1, 2).scaled(1, 1));
  }

  @Test
  void sumsAMillionProducts() {
    check(MatrixProduct.of(2, 1, 1_000_003));
    check(MatrixProduct.of(1, 2, 1_000_003).with(Transpose.YES, Transpose.YES));
  }

  @Test
  void doesNotReadWhatBetaZeroReplaces() {
    float[] c = new float[6];
    Arrays.fill(c, NAN);
    kernels().gemm(MatrixProduct.of(2, 3, 1), new float[] {1, 2}, new float[] {3, 4, 5}, c);
    assertThat(c).containsExactly(3, 4, 5, 6, 8, 10);
  }

  @Test
  void nothingToSumLeavesScaledEntries() {
    float[] c = {1, -2};
    kernels().gemm(MatrixProduct.of(1, 2, 0).scaled(3, 0.5f), new float[0], new float[0], c);
    assertThat(c).containsExactly(0.5f, -1);
    kernels().gemm(MatrixProduct.of(1, 2, 0), new float[0], new float[0], c);
    assertThat(c).containsExactly(0, 0);
  }

  @Test
  void nanAndInfinitiesGoWhereTheyBelong() {
    float[] a = {1, NAN, 2, 0, INFINITE, 3, -INFINITE, 1};
    float[] b = {1, 0, 1, 1};
    float[] c = new float[8];
    kernels().gemm(MatrixProduct.of(4, 2, 2), a, b, c);
    assertThat(c).containsExactly(NAN, NAN, 2, 0, INFINITE, NAN, -INFINITE, NAN);
    kernels().gemm(MatrixProduct.of(4, 2, 2).scaled(0, 0), a, b, c);
    assertThat(c).containsExactly(NAN, NAN, 0, 0, NAN, NAN, NAN, NAN);
  }

  @Test
  void denormalsAndEqualValuesAreNumbersLikeOthers() {
    int k = 37;
    float[] a = new float[5 * k];
    float[] b = new float[k * 3];
    float[] c = new float[15];
    Arrays.fill(a, 1.5f);
    Arrays.fill(b, 2f);
    kernels().gemm(MatrixProduct.of(5, 3, k), a, b, c);
    assertThat(c).containsOnly(3f * k);
    Arrays.fill(a, Float.MIN_VALUE * 8);
    kernels().gemm(MatrixProduct.of(5, 3, k), a, b, c);
    for (float value : c) { // a device may flush denormals to zero
      assertThat(value).isCloseTo(Float.MIN_VALUE * 16 * k, within(1.2e-38f));
    }
  }

  @Test
  void eightThreadsGetWhatOneGets() throws Exception {
    List<Runnable> jobs = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      MatrixProduct product = MatrixProduct.of(40 + 7 * t, 30 + t, 20 + 3 * t);
      jobs.add(() -> check(product));
    }
    ManyThreads.atOnce(jobs);
  }

  @Test
  void rejectsWrongLengthsAndAResultThatIsAnOperand() {
    MatrixProduct product = MatrixProduct.of(2, 3, 4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels().gemm(product, new float[7], new float[12], new float[6]))
        .withMessage("a has length 7; must be 8");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels().gemm(product, new float[8], new float[13], new float[6]))
        .withMessage("b has length 13; must be 12");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels().gemm(product, new float[8], new float[12], new float[5]))
        .withMessage("c has length 5; must be 6");
    float[] square = new float[4];
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels().gemm(MatrixProduct.of(2, 2, 2), new float[4], square, square))
        .withMessage("c is also an operand; must be an array of its own");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MatrixProduct.of(1, -1, 1))
        .withMessage("n is -1; must be 0..2147483647");
  }

  private void check(MatrixProduct product) {
    MadeMatrices made = new MadeMatrices(SEED + product.hashCode());
    int m = product.m();
    int n = product.n();
    int k = product.k();
    float[] a = made.floats(m * k);
    float[] b = made.floats(k * n);
    float[] start = made.floats(m * n);
    float[] c = start.clone();
    kernels().gemm(product, a, b, c);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = product.beta() * (double) start[i * n + j];
        double scale = Math.abs(sum);
        for (int p = 0; p < k; p++) {
          double left = a[product.a() == Transpose.NO ? i * k + p : p * m + i];
          double right = b[product.b() == Transpose.NO ? p * n + j : j * k + p];
          sum += product.alpha() * left * right;
          scale += Math.abs(product.alpha() * left * right);
        }
        double bound = (k + 2) * 0x1p-23 * scale;
        if (!(Math.abs(c[i * n + j] - sum) <= bound)) {
          assertThat((double) c[i * n + j])
              .as("(%d, %d) of %s, seed %d", i, j, product, SEED)
              .isCloseTo(sum, within(bound));
        }
      }
    }
  }
}
