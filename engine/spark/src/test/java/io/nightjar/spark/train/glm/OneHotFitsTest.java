package io.nightjar.spark.train.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.config.model.ModelConfig;
import io.nightjar.config.model.StandardErrorKind;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.block.DoubleColumnBlock;
import io.nightjar.kernels.block.OneHotBlock;
import io.nightjar.kernels.linear.GlmLoss;
import io.nightjar.kernels.linear.GlmTarget;
import io.nightjar.spark.train.block.DesignMoments;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.block.LabelledBlock;
import io.nightjar.spark.train.glm.objective.GlmFit;
import io.nightjar.spark.train.glm.objective.GlmSpec;
import io.nightjar.spark.train.glm.objective.ZeroCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fits over blocks that hold the places of ones, against the same columns written out. */
class OneHotFitsTest {
  private static final int ROWS = 4000;

  /** Design columns: a number, 40 of a category, a number, 1,000 of another one. */
  private static final int[] PLACES = {0, 41};

  private static final int[] STARTS = {1, 42};
  private static final int[] SIZES = {40, 1000};
  private static final int WIDTH = 1042;

  /** By row: two numbers, and the places of two ones. */
  private record Made(double[][] numbers, int[][] ones, double[] labels, double[] weights) {
    static Made of(GlmLoss loss) {
      Random random = new Random(31);
      Made made =
          new Made(new double[2][ROWS], new int[2][ROWS], new double[ROWS], new double[ROWS]);
      for (int i = 0; i < ROWS; i++) {
        double margin = 0;
        for (int g = 0; g < 2; g++) {
          made.numbers[g][i] = random.nextGaussian() * (1 + 9 * g) + 3;
          int one = random.nextInt(SIZES[g] + 1) - 1;
          made.ones[g][i] = one < 0 ? -1 : STARTS[g] + one;
          margin += 0.2 * made.numbers[g][i] / (1 + 9 * g) + (one % 7 - 3) * 0.2;
        }
        made.labels[i] = label(loss, margin, random);
        made.weights[i] = i % 11 == 0 ? 0 : 0.5 + i % 3;
      }
      return made;
    }

    private static double label(GlmLoss loss, double margin, Random random) {
      return switch (loss) {
        case LOGISTIC -> random.nextDouble() < 1 / (1 + Math.exp(-margin)) ? 1 : 0;
        case MULTINOMIAL -> Math.max(0, Math.min(2, Math.round(margin + 1)));
        case POISSON -> Math.floor(Math.exp(margin) + random.nextDouble());
        case SQUARED -> margin + random.nextGaussian();
      };
    }

    LabelledBlock oneHot(int from, int to) {
      int[][] part = new int[2][];
      Arrays.setAll(part, g -> Arrays.copyOfRange(ones[g], from, to));
      double[][] columns = new double[2][];
      Arrays.setAll(columns, j -> Arrays.copyOfRange(numbers[j], from, to));
      DoubleColumnBlock dense = new DoubleColumnBlock(to - from, columns);
      return new LabelledBlock(
          new OneHotBlock(dense, PLACES, STARTS, SIZES, part), target(from, to));
    }

    LabelledBlock writtenOut(int from, int to) {
      double[][] columns = new double[WIDTH][to - from];
      for (int i = from; i < to; i++) {
        for (int g = 0; g < 2; g++) {
          columns[PLACES[g]][i - from] = numbers[g][i];
          if (ones[g][i] >= 0) {
            columns[ones[g][i]][i - from] = 1;
          }
        }
      }
      return new LabelledBlock(new DoubleColumnBlock(to - from, columns), target(from, to));
    }

    private GlmTarget target(int from, int to) {
      return new GlmTarget(
          Arrays.copyOfRange(labels, from, to), Arrays.copyOfRange(weights, from, to));
    }
  }

  @FunctionalInterface
  private interface Rows {
    LabelledBlock of(int from, int to);
  }

  private static InMemoryBlocks blocks(int rows, Rows all) {
    List<List<LabelledBlock>> partitions = new ArrayList<>();
    for (int p = 0; p < 2; p++) {
      List<LabelledBlock> part = new ArrayList<>();
      int end = (p + 1) * rows / 2;
      int step = Math.max(700, rows / 8);
      for (int from = p * rows / 2; from < end; from += step) {
        part.add(all.of(from, Math.min(end, from + step)));
      }
      partitions.add(part);
    }
    return new InMemoryBlocks(partitions);
  }

  private static GlmFit fit(GlmLoss loss, InMemoryBlocks blocks, int width, double alpha) {
    ModelConfig.Glm solver =
        new ModelConfig.Glm(
            0.01,
            alpha,
            500,
            1e-11,
            true,
            true,
            ModelConfig.Precision.DOUBLE,
            StandardErrorKind.NONE,
            null,
            Map.of());
    List<String> names = IntStream.range(0, width).mapToObj(j -> "x" + j).toList();
    int classes = loss == GlmLoss.MULTINOMIAL ? 3 : 1;
    KernelRuns runs = new KernelRuns(BackendPreference.SCALAR);
    return new GlmSolver(blocks, new GlmSpec(loss, classes, names, 0, solver), runs).fit();
  }

  @ParameterizedTest(name = "{0} loss, alpha = {1}")
  @CsvSource({
    "LOGISTIC, 0",
    "LOGISTIC, 0.5",
    "MULTINOMIAL, 0.5",
    "SQUARED, 0",
    "SQUARED, 1",
    "POISSON, 0.5"
  })
  void findTheOptimumOfTheColumnsWrittenOut(GlmLoss loss, double alpha) {
    Made made = Made.of(loss);
    GlmFit dense = fit(loss, blocks(ROWS, made::writtenOut), WIDTH, alpha);
    GlmFit oneHot = fit(loss, blocks(ROWS, made::oneHot), WIDTH, alpha);
    assertThat(oneHot.solver()).isEqualTo(dense.solver());
    assertThat(oneHot.objective()).isCloseTo(dense.objective(), within(1e-8));
    for (int i = 0; i < dense.coefficients().length; i++) {
      assertThat(oneHot.coefficients()[i]).isCloseTo(dense.coefficients()[i], within(1e-3));
    }
    assertThat(oneHot.means()).containsExactly(dense.means(), within(1e-12));
  }

  @Test
  void momentsAreThoseOfTheColumnsWrittenOut() {
    Made made = Made.of(GlmLoss.SQUARED);
    DesignMoments dense = DesignMoments.of(blocks(ROWS, made::writtenOut), WIDTH, 0);
    DesignMoments oneHot = DesignMoments.of(blocks(ROWS, made::oneHot), WIDTH, 0);
    for (int j = 0; j <= WIDTH; j++) {
      assertThat(oneHot.mean(j)).isCloseTo(dense.mean(j), within(1e-12));
      assertThat(oneHot.deviation(j)).isCloseTo(dense.deviation(j), within(1e-12));
    }
  }

  @Test
  void countsThatAColumnPartsAreFoundAsInColumnsWrittenOut() {
    Made made = Made.of(GlmLoss.POISSON);
    double[] beta = new double[WIDTH + 1];
    for (int i = 0; i < ROWS; i++) { // whoever has a 1 in column 50 counts nothing
      made.labels[i] = made.ones[1][i] == 50 ? 0 : made.labels[i];
    }
    ModelConfig.Glm solver =
        new ModelConfig.Glm(
            0,
            0,
            5,
            1e-8,
            true,
            true,
            ModelConfig.Precision.DOUBLE,
            StandardErrorKind.NONE,
            null,
            Map.of());
    List<String> names = IntStream.range(0, WIDTH).mapToObj(j -> "x" + j).toList();
    GlmSpec spec = new GlmSpec(GlmLoss.POISSON, 1, names, 0, solver);
    List<String> dense = ZeroCounts.of(blocks(ROWS, made::writtenOut), WIDTH).warnings(spec, beta);
    assertThat(ZeroCounts.of(blocks(ROWS, made::oneHot), WIDTH).warnings(spec, beta))
        .isEqualTo(dense)
        .anyMatch(warning -> warning.startsWith("column \"x50\" is 0.0 in every row"));
  }

  @Test
  void aMillionCategoriesAreLearntInMemoryThatGrowsWithTheRows() {
    int rows = 200_000;
    int categories = 1_000_000;
    Random random = new Random(33);
    int[] ones = random.ints(rows, 0, categories).map(i -> i % 5 == 0 ? i / 1000 : i).toArray();
    double[] labels = new double[rows];
    for (int i = 0; i < rows; i++) { // even categories are positive three times of four
      labels[i] = random.nextInt(4) > 0 == (ones[i] % 2 == 0) ? 1 : 0;
    }
    InMemoryBlocks blocks =
        blocks(
            rows,
            (from, to) ->
                new LabelledBlock(
                    new OneHotBlock(
                        new DoubleColumnBlock(to - from, new double[0][]),
                        new int[0],
                        new int[] {0},
                        new int[] {categories},
                        new int[][] {Arrays.copyOfRange(ones, from, to)}),
                    GlmTarget.unweighted(Arrays.copyOfRange(labels, from, to))));
    GlmFit fit = fit(GlmLoss.LOGISTIC, blocks, categories, 0);
    double even = 0;
    double odd = 0;
    for (int j = 0; j < 200; j++) { // the first thousand are seen often
      even += fit.coefficients()[2 * j];
      odd += fit.coefficients()[2 * j + 1];
    }
    assertThat(even / 200).isGreaterThan(0.3);
    assertThat(odd / 200).isLessThan(-0.3);
  }
}
