package io.nightjar.kernels.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.kernels.block.ManyThreads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link LinearKernels#margins} promises, on every backend. */
abstract class MarginsContract {
  private static final long SEED = 20261102;

  abstract LinearKernels kernels();

  @ParameterizedTest(name = "{0} rows, {1} columns, {2} classes")
  @CsvSource({
    "0, 3, 1",
    "1, 0, 1",
    "1, 1, 1",
    "3, 2, 2",
    "63, 28, 1",
    "64, 28, 1",
    "65, 28, 3",
    "1000, 130, 1",
    "1024, 5, 2",
    "1025, 5, 2",
    "100003, 28, 1",
    "1000003, 2, 4"
  })
  void areTheNaiveSumsBitForBit(int rows, int columns, int classes) {
    MadeBlocks made = new MadeBlocks(SEED + rows);
    check(made.block(rows, columns), classes, made.coefficients(classes, columns));
  }

  private void check(ColumnBlock block, int classes, double[] coefficients) {
    double[] out = margins(block, classes, coefficients);
    int rows = block.rows();
    for (int i = 0; i < rows; i++) {
      double[] expected = NaiveGlm.margins(block, i, classes, coefficients);
      double[] row = row(block, i);
      for (int k = 0; k < classes; k++) {
        double ofRow = Margins.ofRow(row, coefficients, k * (block.columns() + 1));
        if (out[k * rows + i] != expected[k] || ofRow != expected[k]) {
          assertThat(out[k * rows + i]).as("row %d", i).isEqualTo(expected[k]);
          assertThat(ofRow).as("row %d", i).isEqualTo(expected[k]);
        }
      }
    }
  }

  @ParameterizedTest(name = "{0} rows, {1} columns")
  @MethodSource("io.nightjar.kernels.block.ContractShapes#all")
  void areTheNaiveSumsOnEveryShape(int rows, int columns) {
    areTheNaiveSumsBitForBit(rows, columns, 2);
  }

  @ParameterizedTest
  @ValueSource(floats = {0f, -0f, -7.25f, 1e-40f, 3e38f})
  void areTheNaiveSumsOfConstantColumns(float value) {
    check(MadeBlocks.constant(100, 5, value), 2, new MadeBlocks(SEED).coefficients(2, 5));
  }

  @Test
  void eightThreadsGetWhatOneGets() throws Exception {
    List<Runnable> jobs = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      int columns = 3 + t;
      MadeBlocks made = new MadeBlocks(SEED + t);
      ColumnBlock block = made.block(2000 + t, columns);
      double[] coefficients = made.coefficients(2, columns);
      jobs.add(() -> check(block, 2, coefficients));
    }
    ManyThreads.atOnce(jobs);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void rejectFeaturesThatAreNotFinite(float value) {
    ColumnBlock block = new ColumnBlock(2, new float[][] {{0, value}});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> margins(block, 1, new double[2]))
        .withMessage(
            "column 0, row 1 is %s; every feature must be finite: fill missing values first",
            value);
  }

  private static double[] row(ColumnBlock block, int i) {
    double[] row = new double[block.columns()];
    Arrays.setAll(row, j -> block.column(j)[i]);
    return row;
  }

  @Test
  void areTheSameBitsInBlocksOfAnySize() {
    MadeBlocks made = new MadeBlocks(SEED);
    ColumnBlock block = made.block(2311, 29);
    double[] coefficients = made.coefficients(1, 29);
    coefficients[4] = 0;
    coefficients[5] = -0.0;
    double[] whole = margins(block, 1, coefficients);
    for (int size : new int[] {1, 2, 7, 64, 1023, 1024, 1025}) {
      for (int from = 0; from < block.rows(); from += size) {
        int count = Math.min(size, block.rows() - from);
        double[] part = margins(MadeBlocks.slice(block, from, count), 1, coefficients);
        assertThat(part).isEqualTo(Arrays.copyOfRange(whole, from, from + count));
      }
    }
  }

  @Test
  void areTheSameBitsFromWidenedColumns() {
    MadeBlocks made = new MadeBlocks(SEED);
    ColumnBlock block = made.block(1500, 11);
    double[] coefficients = made.coefficients(2, 11);
    assertThat(margins(MadeBlocks.widened(block), 2, coefficients))
        .isEqualTo(margins(block, 2, coefficients));
  }

  @Test
  void takeOnlyTheFirstRowsOfLongerArrays() {
    ColumnBlock block = new ColumnBlock(2, new float[][] {{1, 2, Float.NaN}, {3, 4, 5, 6}});
    assertThat(margins(block, 1, new double[] {1, 10, 100})).containsExactly(131, 142);
  }

  @Test
  void rejectWrongShapes() {
    ColumnBlock block = MadeBlocks.constant(2, 1, 1f);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels().margins(block, 1, new double[3], new double[2]))
        .withMessage("coefficients has length 3; must be 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels().margins(block, 1, new double[2], new double[3]))
        .withMessage("out has length 3; must be 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels().margins(block, 0, new double[0], new double[0]))
        .withMessage("0 classes; must be at least 1");
  }

  private double[] margins(FeatureBlock block, int classes, double[] coefficients) {
    double[] out = new double[classes * block.rows()];
    kernels().margins(block, classes, coefficients, out);
    return out;
  }
}
