package io.nightjar.kernels.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.block.ManyThreads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link LinearKernels#gram} promises, on every backend. */
abstract class GramContract {
  abstract LinearKernels kernels();

  /** Relative to the sum of absolute terms. */
  double tolerance() {
    return 1e-13;
  }

  @ParameterizedTest(name = "{0} rows, {1} columns")
  @CsvSource({
    "0, 2",
    "1, 0",
    "1, 1",
    "3, 2",
    "63, 28",
    "64, 2",
    "65, 2",
    "1000, 130",
    "1025, 5",
    "100003, 2",
    "1000003, 1"
  })
  void agreesWithTheNaiveLoop(int rows, int columns) {
    MadeBlocks made = new MadeBlocks(rows * 7L + columns);
    ColumnBlock block = made.block(rows, columns);
    GlmTarget target = made.target(GlmLoss.SQUARED, 1, rows);
    check(block, target, made.coefficients(1, columns));
    check(block, target, Arrays.copyOf(made.coefficients(1, columns), columns));
    check(block, GlmTarget.unweighted(target.labels()), new double[columns]);
  }

  @ParameterizedTest(name = "{0} rows, {1} columns")
  @MethodSource("io.nightjar.kernels.block.ContractShapes#all")
  void agreesOnEveryShape(int rows, int columns) {
    MadeBlocks made = new MadeBlocks(rows * 7L + columns);
    GlmTarget target = made.target(GlmLoss.SQUARED, 1, rows);
    check(made.block(rows, columns), target, made.coefficients(1, columns));
  }

  @Test
  void agreesOnDenormalAndOnConstantColumns() {
    GlmTarget target = new MadeBlocks(5).target(GlmLoss.SQUARED, 1, 500);
    check(MadeBlocks.constant(500, 3, 0f), target, new double[3]);
    check(MadeBlocks.constant(500, 3, -7.25f), target, new double[] {-7.25, 1, 0});
    // Beside the sums that are there already, a device may take denormals for zeros.
    check(MadeBlocks.constant(500, 3, Float.MIN_VALUE * 9), target, new double[3]);
  }

  @Test
  void eightThreadsGetWhatOneGets() throws Exception {
    List<Runnable> jobs = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      int columns = 1 + t;
      MadeBlocks made = new MadeBlocks(t);
      ColumnBlock block = made.block(500 + t, columns);
      GlmTarget target = made.target(GlmLoss.SQUARED, 1, 500 + t);
      jobs.add(() -> check(block, target, new double[columns]));
    }
    ManyThreads.atOnce(jobs);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void rejectsFeaturesThatAreNotFinite(float value) {
    ColumnBlock block = new ColumnBlock(2, new float[][] {{0, value}});
    GlmTarget target = GlmTarget.unweighted(new double[2]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels().gram(block, target, new double[1], new double[6]))
        .withMessage(
            "column 0, row 1 is %s; every feature must be finite: fill missing values first",
            value);
  }

  @Test
  void takesFloat64Columns() {
    MadeBlocks made = new MadeBlocks(3);
    ColumnBlock block = made.block(70, 3);
    GlmTarget target = made.target(GlmLoss.SQUARED, 1, 70);
    double[] narrow = new double[Gram.packedLength(3)];
    double[] wide = narrow.clone();
    kernels().gram(block, target, new double[3], narrow);
    kernels().gram(MadeBlocks.widened(block), target, new double[3], wide);
    assertThat(wide).containsExactly(narrow, within(700 * tolerance()));
  }

  @Test
  void keepsTheDigitsThatTheShiftSaves() {
    float[] years = {1947, 1948, 1949, 1950, 1951};
    ColumnBlock block = new ColumnBlock(5, new float[][] {years});
    GlmTarget target = GlmTarget.unweighted(new double[] {1, 2, 3, 4, 5});
    double[] out = new double[6];
    kernels().gram(block, target, new double[] {1949, 3}, out);
    assertThat(out).containsExactly(10, 0, 5, 10, 0, 10);
  }

  @Test
  void rejectsWrongShapes() {
    ColumnBlock block = MadeBlocks.constant(2, 3, 1f);
    GlmTarget target = GlmTarget.unweighted(new double[2]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels().gram(block, target, new double[2], new double[15]))
        .withMessage("shift has length 2; must be 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels().gram(block, target, new double[3], new double[14]))
        .withMessage("out has length 14; must be 15");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> kernels().gram(block, target, new double[] {0, Double.NaN, 0}, new double[15]))
        .withMessage("shift 1 is NaN; must be finite");
  }

  private void check(ColumnBlock block, GlmTarget target, double[] shift) {
    int d = block.columns();
    double[] out = new double[Gram.packedLength(d)];
    Arrays.fill(out, 0.25);
    kernels().gram(block, target, shift, out);
    double bound = tolerance() + Math.sqrt(block.rows()) * 0x1p-51; // the naive sum rounds, too
    for (int j = 0; j < d + 2; j++) {
      for (int i = 0; i <= j; i++) {
        double sum = 0;
        double scale = 1;
        for (int r = 0; r < block.rows(); r++) {
          double w = target.weights() == null ? 1 : target.weights()[r];
          double term = w * entry(block, target, shift, i, r) * entry(block, target, shift, j, r);
          sum += term;
          scale += Math.abs(term);
        }
        assertThat(out[i + j * (j + 1) / 2]).isCloseTo(0.25 + sum, within(bound * scale));
      }
    }
  }

  private static double entry(
      ColumnBlock block, GlmTarget target, double[] shift, int column, int row) {
    int d = block.columns();
    if (column < d) {
      return block.column(column)[row] - shift[column];
    }
    return column == d ? 1 : target.labels()[row] - (shift.length > d ? shift[d] : 0);
  }
}
