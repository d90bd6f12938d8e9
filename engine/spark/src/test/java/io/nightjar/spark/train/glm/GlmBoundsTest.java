package io.nightjar.spark.train.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.config.model.CoefficientBounds;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.config.model.StandardErrorKind;
import io.nightjar.features.design.DesignColumn;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.linear.GlmLoss;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.glm.objective.GlmBounds;
import io.nightjar.spark.train.glm.objective.GlmFit;
import io.nightjar.spark.train.glm.objective.GlmSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlmBoundsTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  private static GlmFit fit(
      GlmLoss loss, double[][] x, double[] y, double lambda, double alpha, GlmBounds bounds) {
    ModelConfig.Glm solver =
        new ModelConfig.Glm(
            lambda,
            alpha,
            3000,
            1e-12,
            false,
            true,
            ModelConfig.Precision.DOUBLE,
            StandardErrorKind.NONE,
            null,
            Map.of());
    List<String> names = IntStream.range(0, x[0].length).mapToObj(j -> "x" + j).toList();
    GlmSpec spec = new GlmSpec(loss, 1, names, 0, solver, bounds, Map.of());
    InMemoryBlocks blocks = InMemoryBlocks.of(x, y, null, 2, 17);
    return new GlmSolver(blocks, spec, new KernelRuns(BackendPreference.SCALAR)).fit();
  }

  /** The table of the values below, which scipy's L-BFGS-B found with gtol = 1e-12. */
  private static double[][] small() {
    return IntStream.range(0, 60)
        .mapToObj(i -> new double[] {Math.sin(i * 1.7), 2 * Math.cos(i * 0.9), (i * 7 % 11) / 5.0})
        .toArray(double[][]::new);
  }

  private static double[] labels(GlmLoss loss) {
    double[][] x = small();
    return IntStream.range(0, 60)
        .mapToDouble(
            i -> {
              double margin = -0.8 * x[i][0] + 0.7 * x[i][1] + 0.4 * x[i][2] - 0.3;
              double noise = (i * 13 % 17) / 17.0 - 0.5;
              return switch (loss) {
                case LOGISTIC -> margin + 4 * noise > 0 ? 1 : 0;
                case POISSON -> Math.floor(Math.exp(margin / 2) + noise + 0.5);
                default -> margin + noise;
              };
            })
        .toArray();
  }

  @ParameterizedTest
  @CsvSource({
    "LOGISTIC, 0.0, 0.25, 0.35, -0.2839819615628407, 0.6140522253924101",
    "SQUARED, 0.0, 0.25, 0.35, -0.2845952410419255, 0.3982482769004896",
    "POISSON, 0.0, 0.25, 0.29928303728450906, -0.22665978226378278, 0.8345722864147432"
  })
  void findTheOptimumOfScipy(
      GlmLoss loss, double b0, double b1, double b2, double intercept, double objective) {
    GlmBounds bounds = new GlmBounds(new double[] {0, -0.2, -INF}, new double[] {INF, 0.25, 0.35});
    GlmFit fit = fit(loss, small(), labels(loss), 0.05, 0, bounds);
    double[] wanted = {b0, b1, b2, intercept};
    for (int j = 0; j < 4; j++) {
      assertThat(fit.coefficients()[j]).isCloseTo(wanted[j], within(1e-7));
    }
    assertThat(fit.coefficients()[0]).isEqualTo(b0);
    assertThat(fit.coefficients()[1]).isEqualTo(b1);
    assertThat(fit.objective()).isCloseTo(objective, within(1e-12));
    assertThat(fit.solver()).isEqualTo("projected l-bfgs");
    assertThat(fit.warnings()).isEmpty();
  }

  /**
   * Karush, Kuhn and Tucker: with g the slope of the mean loss and the smooth penalty, a free
   * coefficient other than 0 has g + λα·sign β = 0, one at 0 |g| ≤ λα, one at its least value g ≥
   * −λα·sign β and one at its largest g ≤ −λα·sign β.
   */
  @ParameterizedTest
  @CsvSource({
    "LOGISTIC, 0, 0",
    "LOGISTIC, 0.02, 0.5",
    "SQUARED, 0, 0",
    "SQUARED, 0.1, 1",
    "POISSON, 0.01, 0",
    "POISSON, 0.05, 0.7"
  })
  void everyCoefficientMeetsTheConditionsOfAnOptimum(GlmLoss loss, double lambda, double alpha) {
    Random random = new Random(31);
    int d = 8;
    double[][] x = new double[300][d];
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double margin = 0.1;
      double shared = random.nextGaussian();
      for (int j = 0; j < d; j++) {
        x[i][j] = shared + random.nextGaussian() * (1 + j % 3);
        margin += (j % 2 == 0 ? 0.15 : -0.15) * x[i][j];
      }
      y[i] =
          switch (loss) {
            case LOGISTIC -> random.nextDouble() < 1 / (1 + Math.exp(-margin)) ? 1 : 0;
            case POISSON -> Math.floor(Math.exp(margin / 2) + random.nextDouble());
            default -> margin + random.nextGaussian();
          };
    }
    double[] lower = {0, 0, -INF, -INF, -0.05, 0.2, -INF, -0.02};
    double[] upper = {INF, INF, 0.05, -0.3, 0.05, INF, INF, 0.02};
    GlmFit fit = fit(loss, x, y, lambda, alpha, new GlmBounds(lower, upper));
    double[] beta = fit.coefficients();
    double[] slope = slopes(loss, x, y, beta, lambda * (1 - alpha));
    double l1 = lambda * alpha;
    int held = 0;
    for (int j = 0; j < d; j++) {
      assertThat(beta[j]).isBetween(lower[j], upper[j]);
      double up = slope[j] + (beta[j] >= 0 ? l1 : -l1);
      double down = slope[j] + (beta[j] > 0 ? l1 : -l1);
      if (beta[j] < upper[j]) {
        assertThat(up).as("β of x" + j + " should not rise").isGreaterThan(-1e-6);
      }
      if (beta[j] > lower[j]) {
        assertThat(down).as("β of x" + j + " should not fall").isLessThan(1e-6);
      }
      held += beta[j] == lower[j] || beta[j] == upper[j] ? 1 : 0;
    }
    assertThat(slope[d]).isCloseTo(0, within(1e-6));
    assertThat(held).isBetween(3, d - 1);
    assertThat(fit.warnings()).isEmpty();
  }

  private static double[] slopes(GlmLoss loss, double[][] x, double[] y, double[] beta, double l2) {
    int d = x[0].length;
    double[] slope = new double[d + 1];
    for (int i = 0; i < x.length; i++) {
      double margin = beta[d];
      for (int j = 0; j < d; j++) {
        margin += beta[j] * x[i][j];
      }
      double mean =
          switch (loss) {
            case LOGISTIC -> 1 / (1 + Math.exp(-margin));
            case POISSON -> Math.exp(margin);
            default -> margin;
          };
      for (int j = 0; j <= d; j++) {
        slope[j] += (mean - y[i]) * (j < d ? x[i][j] : 1) / x.length;
      }
    }
    for (int j = 0; j < d; j++) {
      slope[j] += l2 * beta[j];
    }
    return slope;
  }

  @Test
  void areThoseOfDesignColumnsOrOfAllThatAreMadeOfAnInputColumn() {
    List<DesignColumn> columns =
        List.of(
            new DesignColumn("age", "age"),
            new DesignColumn("age is missing", "age"),
            new DesignColumn("sex=Male", "sex"),
            new DesignColumn("sex=Other", "sex"));
    Map<String, CoefficientBounds> wanted = new LinkedHashMap<>();
    wanted.put("age", new CoefficientBounds(0, INF));
    wanted.put("sex", new CoefficientBounds(-1, 2));
    wanted.put("sex=Male", new CoefficientBounds(-INF, 0));
    GlmBounds bounds = GlmBounds.of(wanted, columns, "job.conf:3");
    assertThat(bounds.lower()).containsExactly(0, -INF, -1, -1);
    assertThat(bounds.upper()).containsExactly(INF, INF, 0, 2);

    wanted.put("sexe", new CoefficientBounds(0, 1));
    wanted.put("sex=Other", new CoefficientBounds(3, INF));
    assertThatThrownBy(() -> GlmBounds.of(wanted, columns, "job.conf:3"))
        .hasMessageContaining(
            "job.conf:3: column sexe has no coefficient; must be a feature or one of its design"
                + " columns. Did you mean sex?")
        .hasMessageContaining(
            "job.conf:3: the bounds of sex=Other and of its input column leave no value; mend one"
                + " of them");
  }
}
