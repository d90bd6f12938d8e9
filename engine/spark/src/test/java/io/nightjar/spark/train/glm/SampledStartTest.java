package io.nightjar.spark.train.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.config.model.ModelConfig;
import io.nightjar.config.model.StandardErrorKind;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.linear.GlmLoss;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.glm.objective.GlmFit;
import io.nightjar.spark.train.glm.objective.GlmSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampledStartTest {
  private static final int ROWS = 9000;
  private static final int COLUMNS = 7;

  /** Columns that hang together, on scales of their own; the last one is hardly ever 1. */
  private static double[][] features() {
    Random random = new Random(21);
    double[][] x = new double[ROWS][COLUMNS];
    for (int i = 0; i < ROWS; i++) {
      double shared = random.nextGaussian();
      for (int j = 0; j < COLUMNS - 1; j++) {
        x[i][j] = Math.pow(10, j - 3) * (shared + random.nextGaussian() + j);
      }
      x[i][COLUMNS - 1] = i % 1000 == 3 ? 1 : 0;
    }
    return x;
  }

  private static double[] labels(GlmLoss loss, double[][] x) {
    Random random = new Random(22);
    return Arrays.stream(x)
        .mapToDouble(
            row -> {
              double margin = 0.4 * (row[3] - 3) - 0.03 * (row[4] - 40) + 0.6 * row[COLUMNS - 1];
              return switch (loss) {
                case LOGISTIC -> random.nextDouble() < 1 / (1 + Math.exp(-margin)) ? 1 : 0;
                case POISSON -> Math.floor(Math.exp(margin) + random.nextDouble());
                default -> margin + random.nextGaussian();
              };
            })
        .toArray();
  }

  private static GlmFit fit(GlmLoss loss, InMemoryBlocks blocks, double lambda, int every) {
    ModelConfig.Glm solver =
        new ModelConfig.Glm(
            lambda,
            0,
            300,
            1e-11,
            true,
            true,
            ModelConfig.Precision.DOUBLE,
            StandardErrorKind.NONE,
            null,
            Map.of());
    List<String> names = IntStream.range(0, COLUMNS).mapToObj(j -> "x" + j).toList();
    GlmSpec spec = new GlmSpec(loss, 1, names, 0, solver);
    KernelRuns runs = new KernelRuns(BackendPreference.SCALAR);
    return new GlmSolver(blocks, spec, runs, (rows, width) -> every).fit();
  }

  @ParameterizedTest
  @EnumSource(names = {"LOGISTIC", "POISSON"})
  void findsTheOptimumOfTheWholeTableInFewerPasses(GlmLoss loss) {
    double[][] x = features();
    double[] weights = IntStream.range(0, ROWS).mapToDouble(i -> i % 5 * 0.5).toArray();
    InMemoryBlocks blocks = InMemoryBlocks.of(x, labels(loss, x), weights, 3, 700);
    for (double lambda : new double[] {0, 0.01}) {
      GlmFit far = fit(loss, blocks, lambda, 0);
      GlmFit near = fit(loss, blocks, lambda, 6);
      assertThat(far.solver()).isEqualTo("l-bfgs");
      assertThat(near.solver()).isEqualTo("l-bfgs from a sample");
      assertThat(near.iterations()).isLessThan(far.iterations()).isLessThan(12);
      assertThat(near.objective()).isCloseTo(far.objective(), within(1e-12));
      assertThat(near.gradientNorm()).isLessThan(1e-6);
      assertThat(near.warnings()).isEmpty();
      for (int j = 0; j <= COLUMNS; j++) {
        double wanted = far.coefficients()[j];
        assertThat(near.coefficients()[j])
            .isCloseTo(wanted, within(2e-4 * Math.max(1e-3, Math.abs(wanted))));
      }
    }
  }

  @Test
  void startsFromTheInterceptWhereTheSamplesClassesCanBeParted() {
    double[][] x = features();
    double[] y = labels(GlmLoss.LOGISTIC, x);
    InMemoryBlocks blocks = InMemoryBlocks.of(x, y, null, 2, 700).inFloats();
    GlmFit fit = fit(GlmLoss.LOGISTIC, blocks, 0, 1500);
    assertThat(fit.solver()).isEqualTo("l-bfgs");
    assertThat(fit.coefficients()).isEqualTo(fit(GlmLoss.LOGISTIC, blocks, 0, 0).coefficients());
  }

  @Test
  void samplesTablesThatAreLongForTheirWidth() {
    assertThat(SampledStart.every(131_071, 3)).isZero();
    assertThat(SampledStart.every(131_072, 3)).isEqualTo(16);
    assertThat(SampledStart.every(1_000_000, 28)).isEqualTo(69);
    assertThat(SampledStart.every(1_000_000, 88)).isEqualTo(22);
    assertThat(SampledStart.every(1_000_000, 89)).isZero();
  }
}
