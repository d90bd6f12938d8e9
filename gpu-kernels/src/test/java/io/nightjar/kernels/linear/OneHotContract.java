package io.nightjar.kernels.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.kernels.block.OneHotBlock;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the linear kernels promise of 0/1 columns that are not there. */
abstract class OneHotContract {
  private static final long SEED = 20261127;

  /** Dense columns 0, 5 and 6 beside groups 1..4, 7..9 and 10..139. */
  private static final int[] PLACES = {0, 5, 6};

  private static final int[] STARTS = {1, 7, 10};
  private static final int[] SIZES = {4, 3, 130};
  private static final int WIDTH = 140;

  abstract Kernels kernels();

  @ParameterizedTest
  @EnumSource(GlmLoss.class)
  void gradientsAreThoseOfTheColumnsWrittenOut(GlmLoss loss) {
    for (int rows : new int[] {0, 1, 63, 64, 65, 2047, 2048, 2049, 10_007}) {
      OneHotBlock block = block(rows, new Random(SEED + rows));
      MadeBlocks made = new MadeBlocks(SEED);
      int classes = GlmGradientContract.classes(loss);
      GlmTarget target = made.target(loss, classes, rows);
      double[] coefficients = made.coefficients(classes, WIDTH);
      double[] gradient = new double[coefficients.length];
      double value =
          kernels().linear().gradient(loss, classes, block, target, coefficients, gradient);
      NaiveGlm naive = NaiveGlm.of(loss, classes, writtenOut(block), target, coefficients);
      assertThat(value).isCloseTo(naive.loss, Offset.offset(1e-12 * naive.lossScale));
      for (int i = 0; i < gradient.length; i++) {
        assertThat(gradient[i])
            .isCloseTo(naive.gradient[i], Offset.offset(1e-12 * naive.gradientScale[i]));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 2048, 2049, 5000})
  void marginsHaveTheBitsOfTheColumnsWrittenOut(int rows) {
    OneHotBlock block = block(rows, new Random(SEED + rows));
    double[] coefficients = new MadeBlocks(SEED).coefficients(2, WIDTH);
    assertThat(margins(block, coefficients)).isEqualTo(margins(writtenOut(block), coefficients));
    OneHotBlock wide =
        new OneHotBlock(
            MadeBlocks.widened((ColumnBlock) block.dense()), PLACES, STARTS, SIZES, ones(block));
    assertThat(margins(wide, coefficients)).isEqualTo(margins(block, coefficients));
  }

  @Test
  void gramMatricesAreThoseOfTheColumnsWrittenOut() {
    OneHotBlock block = block(777, new Random(SEED));
    GlmTarget target = new MadeBlocks(SEED).target(GlmLoss.SQUARED, 1, 777);
    double[] shift = new double[WIDTH];
    Arrays.fill(shift, 0.25);
    double[] sparse = new double[Gram.packedLength(WIDTH)];
    double[] dense = sparse.clone();
    kernels().linear().gram(block, target, shift, sparse);
    kernels().linear().gram(writtenOut(block), target, shift, dense);
    assertThat(sparse).containsExactly(dense, Offset.offset(1e-9));
  }

  @Test
  void rejectsColumnsThatAreInNoGroupAndOnesOutsideOfTheirs() {
    ColumnBlock dense = MadeBlocks.constant(2, 1, 1f);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new OneHotBlock(
                    dense, new int[] {0}, new int[] {2}, new int[] {3}, new int[][] {{-1, 2}}))
        .withMessage("column 1 is in no group and not dense; must be one of both, once");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new OneHotBlock(
                    dense, new int[] {0}, new int[] {1}, new int[] {3}, new int[][] {{-1, 4}}))
        .withMessage("row 1 has its 1 of group 0 in column 4; must be -1 or 1..3");
  }

  @Test
  void rejectsDenseValuesThatAreNotFinite() {
    ColumnBlock nan = MadeBlocks.constant(1, 1, Float.NaN);
    OneHotBlock block =
        new OneHotBlock(nan, new int[] {0}, new int[] {1}, new int[] {3}, new int[][] {{1}});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels().linear().margins(block, 1, new double[5], new double[1]))
        .withMessage(
            "column 0, row 0 is NaN; every feature must be finite: fill missing values first");
  }

  private double[] margins(FeatureBlock block, double[] coefficients) {
    double[] out = new double[2 * block.rows()];
    kernels().linear().margins(block, 2, coefficients, out);
    return out;
  }

  private static OneHotBlock block(int rows, Random random) {
    float[][] dense = new float[PLACES.length][rows];
    int[][] ones = new int[STARTS.length][rows];
    for (int i = 0; i < rows; i++) {
      for (float[] column : dense) {
        column[i] = (float) random.nextGaussian();
      }
      for (int g = 0; g < ones.length; g++) {
        int one = random.nextInt(SIZES[g] + 1) - 1;
        ones[g][i] = one < 0 ? -1 : STARTS[g] + one;
      }
    }
    return new OneHotBlock(new ColumnBlock(rows, dense), PLACES, STARTS, SIZES, ones);
  }

  private static int[][] ones(OneHotBlock block) {
    int[][] ones = new int[block.groups()][];
    Arrays.setAll(ones, block::ones);
    return ones;
  }

  private static ColumnBlock writtenOut(OneHotBlock block) {
    float[][] columns = new float[WIDTH][block.rows()];
    for (int k = 0; k < PLACES.length; k++) {
      columns[PLACES[k]] = ((ColumnBlock) block.dense()).column(k);
    }
    for (int g = 0; g < block.groups(); g++) {
      for (int i = 0; i < block.rows(); i++) {
        if (block.ones(g)[i] >= 0) {
          columns[block.ones(g)[i]][i] = 1;
        }
      }
    }
    return new ColumnBlock(block.rows(), columns);
  }
}
