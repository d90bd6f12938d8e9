package io.nightjar.spark.train.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.config.model.ModelConfig;
import io.nightjar.config.model.StandardErrorKind;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.kernels.block.SparseBlock;
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
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fits over sparse rows, against the same columns written out. */
class SparseFitsTest {
  private static final int ROWS = 3000;
  private static final int PARTITIONS = 3;
  private static final int WIDTH = 1050;

  /** The same in every row. */
  private static final int CONSTANT = 7;

  /** In every row, far from 0. */
  private static final int FULL = 8;

  /** In no row. */
  private static final int EMPTY = 9;

  /** Sparse blocks, two a partition, with labels that hang on the columns. */
  private static List<LabelledBlock> made(GlmLoss loss) {
    Random random = new Random(41);
    List<LabelledBlock> blocks = new ArrayList<>();
    for (int b = 0; b < 2 * PARTITIONS; b++) {
      int rows = ROWS / (2 * PARTITIONS);
      int[] offsets = new int[rows + 1];
      int[] places = new int[rows * 40];
      float[] values = new float[rows * 40];
      double[] labels = new double[rows];
      double[] weights = new double[rows];
      int count = 0;
      for (int i = 0; i < rows; i++) {
        double margin = 0;
        for (int j : places(random)) {
          float value = value(j, random);
          margin += j == CONSTANT || j == FULL ? 0 : value * (j % 7 - 3) * 0.3;
          places[count] = j;
          values[count] = value;
          count++;
        }
        offsets[i + 1] = count;
        labels[i] = label(loss, margin, random);
        weights[i] = i % 11 == 0 ? 0 : 0.1 + i % 3;
      }
      blocks.add(
          new LabelledBlock(
              new SparseBlock(WIDTH, offsets, places, values), new GlmTarget(labels, weights)));
    }
    return blocks;
  }

  private static int[] places(Random random) {
    IntStream drawn = random.ints(25, 0, WIDTH).filter(j -> j != EMPTY);
    return IntStream.concat(IntStream.of(CONSTANT, FULL), drawn).distinct().sorted().toArray();
  }

  private static float value(int j, Random random) {
    if (j == CONSTANT) {
      return 1e6f;
    }
    return (float) random.nextGaussian() + (j == FULL ? 10 : 0);
  }

  private static double label(GlmLoss loss, double margin, Random random) {
    return switch (loss) {
      case LOGISTIC -> random.nextDouble() < 1 / (1 + Math.exp(-margin)) ? 1 : 0;
      case MULTINOMIAL -> Math.max(0, Math.min(2, Math.round(margin + 1)));
      case POISSON -> Math.floor(Math.exp(0.3 * margin) + random.nextDouble());
      case SQUARED -> margin + random.nextGaussian();
    };
  }

  private static LabelledBlock writtenOut(LabelledBlock block) {
    SparseBlock sparse = (SparseBlock) block.features();
    float[][] columns = new float[sparse.columns()][sparse.rows()];
    for (int j = 0; j < columns.length; j++) {
      for (int i = 0; i < sparse.rows(); i++) {
        columns[j][i] = sparse.value(i, j);
      }
    }
    FeatureBlock dense = new ColumnBlock(sparse.rows(), columns);
    return new LabelledBlock(dense, block.target());
  }

  private static InMemoryBlocks blocks(GlmLoss loss, UnaryOperator<LabelledBlock> as) {
    List<LabelledBlock> all = made(loss).stream().map(as).toList();
    List<List<LabelledBlock>> partitions = new ArrayList<>();
    for (int p = 0; p < PARTITIONS; p++) {
      partitions.add(List.of(all.get(2 * p), all.get(2 * p + 1)));
    }
    return new InMemoryBlocks(partitions);
  }

  private static GlmSpec spec(GlmLoss loss, double lambda, double alpha, boolean standardized) {
    ModelConfig.Glm solver =
        new ModelConfig.Glm(
            lambda,
            alpha,
            500,
            1e-11,
            true,
            standardized,
            ModelConfig.Precision.FLOAT,
            StandardErrorKind.NONE,
            null,
            Map.of());
    List<String> names = IntStream.range(0, WIDTH).mapToObj(j -> "x" + j).toList();
    return new GlmSpec(loss, loss == GlmLoss.MULTINOMIAL ? 3 : 1, names, 0, solver);
  }

  @ParameterizedTest(name = "{0} loss, alpha = {1}, standardised: {2}")
  @CsvSource({
    "LOGISTIC, 0, true",
    "LOGISTIC, 0, false",
    "LOGISTIC, 0.5, true",
    "MULTINOMIAL, 0.5, true",
    "SQUARED, 0, true",
    "SQUARED, 1, false",
    "POISSON, 0.5, true"
  })
  void findTheOptimumOfTheColumnsWrittenOut(GlmLoss loss, double alpha, boolean standardized) {
    GlmSpec spec = spec(loss, 0.01, alpha, standardized);
    KernelRuns runs = new KernelRuns(BackendPreference.SCALAR);
    GlmFit dense = new GlmSolver(blocks(loss, SparseFitsTest::writtenOut), spec, runs).fit();
    GlmFit sparse = new GlmSolver(blocks(loss, UnaryOperator.identity()), spec, runs).fit();

    assertThat(sparse.solver()).isEqualTo(dense.solver());
    assertThat(sparse.objective()).isCloseTo(dense.objective(), within(1e-9));
    assertThat(sparse.gradientNorm()).isLessThan(1e-4);
    int stride = WIDTH + 1;
    for (int i = 0; i < dense.coefficients().length; i++) {
      double scale = i % stride == WIDTH ? 10 : 1; // 10 is the mean of one column
      assertThat(sparse.coefficients()[i])
          .as("coefficient %d", i)
          .isCloseTo(dense.coefficients()[i], within(2e-4 * scale));
    }
    assertThat(sparse.coefficients()[CONSTANT]).isZero();
    assertThat(sparse.coefficients()[EMPTY]).isZero();
  }

  @Test
  void momentsAreThoseOfTheColumnsWrittenOut() {
    DesignMoments dense =
        DesignMoments.of(blocks(GlmLoss.SQUARED, SparseFitsTest::writtenOut), WIDTH, 0);
    DesignMoments sparse =
        DesignMoments.of(blocks(GlmLoss.SQUARED, UnaryOperator.identity()), WIDTH, 0);
    for (int j = 0; j <= WIDTH; j++) {
      double scale = Math.max(1, Math.abs(dense.mean(j)));
      assertThat(sparse.mean(j)).isCloseTo(dense.mean(j), within(1e-12 * scale));
      assertThat(sparse.deviation(j)).isCloseTo(dense.deviation(j), within(1e-10));
    }
    assertThat(sparse.deviation(CONSTANT)).isZero();
    assertThat(sparse.deviation(EMPTY)).isZero();
  }

  @Test
  void countsThatAColumnPartsAreFoundAsInColumnsWrittenOut() {
    GlmSpec spec = spec(GlmLoss.POISSON, 0, 0, true);
    double[] beta = new double[WIDTH + 1];
    UnaryOperator<LabelledBlock> parted = SparseFitsTest::countingNothingAtFifty;
    List<String> dense =
        ZeroCounts.of(blocks(GlmLoss.POISSON, block -> writtenOut(parted.apply(block))), WIDTH)
            .warnings(spec, beta);
    assertThat(ZeroCounts.of(blocks(GlmLoss.POISSON, parted), WIDTH).warnings(spec, beta))
        .isEqualTo(dense)
        .anyMatch(warning -> warning.startsWith("column \"x50\" is 0.0 in every row"));
  }

  /** Whoever has a value in column 50, of one sign, counts nothing. */
  private static LabelledBlock countingNothingAtFifty(LabelledBlock block) {
    SparseBlock sparse = (SparseBlock) block.features();
    float[] values = sparse.values().clone();
    double[] labels = block.target().labels().clone();
    for (int i = 0; i < sparse.rows(); i++) {
      for (int k = sparse.offsets()[i]; k < sparse.offsets()[i + 1]; k++) {
        if (sparse.places()[k] == 50) {
          values[k] = Math.abs(values[k]);
          labels[i] = 0;
        }
      }
    }
    return new LabelledBlock(
        new SparseBlock(WIDTH, sparse.offsets(), sparse.places(), values),
        new GlmTarget(labels, Arrays.copyOf(block.target().weights(), labels.length)));
  }
}
