package io.nightjar.kernels.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.block.FeatureBlock;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    ColumnBlock block = made.block(rows, columns);
    double[] coefficients = made.coefficients(classes, columns);
    double[] out = margins(block, classes, coefficients);
    for (int i = 0; i < rows; i++) {
      double[] expected = NaiveGlm.margins(block, i, classes, coefficients);
      double[] row = row(block, i);
      for (int k = 0; k < classes; k++) {
        assertThat(out[k * rows + i]).isEqualTo(expected[k]);
        assertThat(Margins.ofRow(row, coefficients, k * (columns + 1))).isEqualTo(expected[k]);
      }
    }
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
