package io.nightjar.kernels.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.kernels.block.ManyThreads;
import io.nightjar.kernels.block.SparseBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the linear kernels promise of rows of which only the values that are not 0 are there. */
abstract class SparseContract {
  private static final long SEED = 20261128;
  private static final int WIDTH = 130;

  abstract Kernels kernels();

  @ParameterizedTest
  @EnumSource(GlmLoss.class)
  void gradientsAreThoseOfTheColumnsWrittenOut(GlmLoss loss) {
    for (int rows : new int[] {0, 1, 3, 63, 64, 65, 1000, 2047, 2048, 2049}) {
      checkAgainstNaive(loss, rows);
    }
  }

  private void checkAgainstNaive(GlmLoss loss, int rows) {
    SparseBlock block = block(rows, WIDTH);
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

  @Test
  void eightThreadsGetWhatOneGets() throws Exception {
    List<Runnable> jobs = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      GlmLoss loss = GlmLoss.values()[t % 4];
      int rows = 900 + t * 37;
      jobs.add(() -> checkAgainstNaive(loss, rows));
    }
    ManyThreads.atOnce(jobs);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 63, 64, 65, 1000, 2048, 2049})
  void marginsHaveTheBitsOfTheColumnsWrittenOut(int rows) {
    SparseBlock block = block(rows, WIDTH);
    double[] coefficients = new MadeBlocks(SEED).coefficients(2, WIDTH);
    assertThat(margins(block, coefficients)).isEqualTo(margins(writtenOut(block), coefficients));
  }

  @Test
  void marginsOfARowAreTheSameInABlockOfAnySize() {
    SparseBlock block = block(2500, WIDTH);
    double[] coefficients = new MadeBlocks(SEED).coefficients(1, WIDTH);
    double[] all = new double[2500];
    kernels().linear().margins(block, 1, coefficients, all);
    double[] one = new double[1];
    for (int row : new int[] {0, 1, 2047, 2048, 2499}) {
      kernels().linear().margins(only(block, row), 1, coefficients, one);
      assertThat(one[0]).isEqualTo(all[row]);
    }
  }

  @Test
  void columnsFarBeyondTheRowsTakeNoMoreThanTheirValues() {
    int width = 1 << 20;
    SparseBlock block =
        new SparseBlock(
            width, new int[] {0, 2, 2}, new int[] {0, width - 1}, new float[] {0.5f, 2});
    double[] coefficients = new double[width + 1];
    coefficients[0] = 3;
    coefficients[width - 1] = -1;
    coefficients[width] = 0.25;
    double[] out = new double[2];
    kernels().linear().margins(block, 1, coefficients, out);
    assertThat(out).containsExactly(-0.25, 0.25);
    assertThat(block.cells()).isEqualTo(2);
  }

  @Test
  void gramMatricesAreThoseOfTheColumnsWrittenOut() {
    SparseBlock block = block(777, WIDTH);
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
  void rejectsColumnsOutsideOfTheBlockOrOutOfOrder() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SparseBlock(3, new int[] {0, 1}, new int[] {3}, new float[1]))
        .withMessage("row 0 has a value in column 3; must be 0..2, ascending in a row");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SparseBlock(9, new int[] {0, 0, 2}, new int[] {4, 4}, new float[2]))
        .withMessage("row 1 has a value in column 4; must be 5..8, ascending in a row");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SparseBlock(3, new int[] {0, 1}, new int[] {-1}, new float[1]))
        .withMessage("row 0 has a value in column -1; must be 0..2, ascending in a row");
  }

  @Test
  void rejectsOffsetsThatAreNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SparseBlock(3, new int[0], new int[0], new float[0]))
        .withMessage("offsets has length 0; must be at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SparseBlock(3, new int[] {1, 1}, new int[1], new float[1]))
        .withMessage("offset 0 is 1; must be 0..0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SparseBlock(3, new int[] {0, 2, 1}, new int[2], new float[2]))
        .withMessage("offset 2 is 1; must be 2..2147483647");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SparseBlock(3, new int[] {0, 2}, new int[] {0, 1}, new float[1]))
        .withMessage("values has length 1; must be at least 2");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void rejectsValuesThatAreNotFinite(float value) {
    SparseBlock block =
        new SparseBlock(9, new int[] {0, 1, 2}, new int[] {2, 7}, new float[] {1, value});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels().linear().margins(block, 1, new double[10], new double[2]))
        .withMessage(
            "column 7, row 1 is "
                + value
                + "; every feature must be finite: fill missing values first");
  }

  private double[] margins(FeatureBlock block, double[] coefficients) {
    double[] out = new double[2 * block.rows()];
    kernels().linear().margins(block, 2, coefficients, out);
    return out;
  }

  /** About one value of ten is there; some of those are 0, some tiny; one row of seven is empty. */
  private static SparseBlock block(int rows, int columns) {
    Random random = new Random(SEED + rows);
    int[] offsets = new int[rows + 1];
    int[] places = new int[rows * columns];
    float[] values = new float[rows * columns];
    int count = 0;
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns && i % 7 != 6; j++) {
        if (random.nextInt(10) == 0) {
          places[count] = j;
          values[count] = value(random);
          count++;
        }
      }
      offsets[i + 1] = count;
    }
    return new SparseBlock(columns, offsets, places, values);
  }

  private static float value(Random random) {
    return switch (random.nextInt(20)) {
      case 0 -> 0;
      case 1 -> Float.MIN_VALUE;
      default -> (float) random.nextGaussian();
    };
  }

  private static SparseBlock only(SparseBlock block, int row) {
    int from = block.offsets()[row];
    int to = block.offsets()[row + 1];
    return new SparseBlock(
        block.columns(),
        new int[] {0, to - from},
        Arrays.copyOfRange(block.places(), from, to),
        Arrays.copyOfRange(block.values(), from, to));
  }

  private static ColumnBlock writtenOut(SparseBlock block) {
    float[][] columns = new float[block.columns()][block.rows()];
    for (int i = 0; i < block.rows(); i++) {
      for (int k = block.offsets()[i]; k < block.offsets()[i + 1]; k++) {
        columns[block.places()[k]][i] = block.values()[k];
      }
    }
    return new ColumnBlock(block.rows(), columns);
  }
}
