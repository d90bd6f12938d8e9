package io.nightjar.spark.train.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.config.model.ModelConfig;
import io.nightjar.config.model.StandardErrorKind;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.linear.GlmLoss;
import io.nightjar.spark.data.OrderedReduce;
import io.nightjar.spark.train.block.BlockFolds;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.block.LabelledBlock;
import io.nightjar.spark.train.glm.objective.GlmFit;
import io.nightjar.spark.train.glm.objective.GlmSpec;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormalEquationsTest {
  private static final int ROWS = 3000;

  /** The moments and the Gram matrix. */
  private static final int CLEAR_PASSES = 2;

  /** Blocks that count how often all of them are read. */
  private static final class CountedFolds implements BlockFolds {
    private final BlockFolds blocks;
    private int passes;

    CountedFolds(BlockFolds blocks) {
      this.blocks = blocks;
    }

    @Override
    public <T> T reduce(
        OrderedReduce.PartitionFold<LabelledBlock, T> fold, OrderedReduce.Merge<T> merge) {
      passes++;
      return blocks.reduce(fold, merge);
    }
  }

  /** Three columns far from 0, the second one made of the first but for a share. */
  private static double[][] columns(double own) {
    SplittableRandom random = new SplittableRandom(5);
    return IntStream.range(0, ROWS)
        .mapToObj(
            i -> {
              double first = random.nextGaussian();
              double second = first + own * random.nextGaussian();
              return new double[] {100 + first, second - 40, 3 * random.nextGaussian()};
            })
        .toArray(double[][]::new);
  }

  private static double[] labels(double[][] x, double noise) {
    SplittableRandom random = new SplittableRandom(6);
    return IntStream.range(0, ROWS)
        .mapToDouble(i -> 2 * x[i][0] - x[i][1] + x[i][2] + 7 + noise * random.nextGaussian())
        .toArray();
  }

  private static GlmFit fit(BlockFolds blocks, boolean intercept) {
    ModelConfig.Glm solver =
        new ModelConfig.Glm(
            0,
            0,
            10,
            1e-9,
            true,
            intercept,
            ModelConfig.Precision.DOUBLE,
            StandardErrorKind.NONE,
            null,
            Map.of());
    GlmSpec spec = new GlmSpec(GlmLoss.SQUARED, 1, List.of("a", "b", "c"), 0, solver);
    return new GlmSolver(blocks, spec, new KernelRuns(BackendPreference.SCALAR)).fit();
  }

  private static double[] errors(double[][] x, double[] y, double[] beta) {
    return IntStream.range(0, ROWS)
        .mapToDouble(
            i -> y[i] - beta[3] - beta[0] * x[i][0] - beta[1] * x[i][1] - beta[2] * x[i][2])
        .toArray();
  }

  /** The errors are at right angles to every column about its mean, as a naive loop sums them. */
  private static void requireOptimum(GlmFit fit, double[][] x, double[] y, double accuracy) {
    double[] errors = errors(x, y, fit.coefficients());
    double squares = 0;
    for (double error : errors) {
      squares += error * error;
    }
    double mean = squares / ROWS / 2;
    assertThat(fit.objective()).isCloseTo(mean, within(1e-9 * mean));
    double size = Math.sqrt(squares / ROWS);
    for (int j = 0; j < 3; j++) {
      double product = 0;
      for (int i = 0; i < ROWS; i++) {
        product += errors[i] * (x[i][j] - fit.means()[j]);
      }
      assertThat(product / ROWS / size).isCloseTo(0, within(accuracy));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void readsRowsTwiceWhereColumnsAreFarFromCollinear(boolean intercept) {
    double[][] x = columns(1);
    double[] y = labels(x, 1);
    if (!intercept) {
      for (int i = 0; i < ROWS; i++) {
        x[i][0] -= 100;
        x[i][1] += 40;
        y[i] -= 247;
      }
    }
    CountedFolds blocks = new CountedFolds(InMemoryBlocks.of(x, y, null, 3, 64));
    GlmFit fit = fit(blocks, intercept);
    assertThat(blocks.passes).isEqualTo(CLEAR_PASSES);
    if (intercept) {
      requireOptimum(fit, x, y, 1e-13);
    } else {
      assertThat(fit.coefficients()[3]).isZero();
      double[] errors = errors(x, y, fit.coefficients());
      double product = IntStream.range(0, ROWS).mapToDouble(i -> errors[i] * x[i][1]).sum();
      assertThat(product / ROWS).isCloseTo(0, within(1e-12));
    }
    assertThat(fit.gradientNorm()).isLessThan(1e-13);
  }

  @Test
  void takesTrueResidualsWhereColumnsAreNearlyCollinear() {
    double[][] x = columns(1e-4);
    double[] y = labels(x, 1);
    CountedFolds blocks = new CountedFolds(InMemoryBlocks.of(x, y, null, 3, 64));
    GlmFit fit = fit(blocks, true);
    assertThat(blocks.passes).isGreaterThan(CLEAR_PASSES);
    requireOptimum(fit, x, y, 1e-12);
  }

  @Test
  void takesTrueResidualsWhereTheyAreNearlyNothing() {
    double[][] x = columns(1);
    double[] y = labels(x, 1e-3);
    CountedFolds blocks = new CountedFolds(InMemoryBlocks.of(x, y, null, 3, 64));
    GlmFit fit = fit(blocks, true);
    assertThat(blocks.passes).isGreaterThan(CLEAR_PASSES);
    requireOptimum(fit, x, y, 1e-9);
  }
}
