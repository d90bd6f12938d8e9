package io.nightjar.spark.train.glm;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.config.model.ModelConfig;
import io.nightjar.config.model.StandardErrorKind;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.kernels.linear.GlmLoss;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.glm.objective.GlmFit;
import io.nightjar.spark.train.glm.objective.GlmSpec;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CollinearColumnsTest {
  private static final int ROWS = 40_000;

  /** The third column is a combination of the first two where {@code combined}. */
  private static double[][] features(boolean combined) {
    Random random = new Random(5);
    double[][] x = new double[ROWS][4];
    for (int i = 0; i < ROWS; i++) {
      x[i][0] = random.nextGaussian();
      x[i][1] = 10 + 3 * random.nextGaussian();
      x[i][2] = combined ? 2 * x[i][0] - x[i][1] + 4 : random.nextGaussian();
      x[i][3] = i == 17 ? 1 : 0;
    }
    return x;
  }

  private static GlmFit fit(GlmLoss loss, double[][] x, double lambda) {
    return fit(loss, x, lambda, 0, new KernelRuns(BackendPreference.SCALAR));
  }

  /** The same from a sample of one in so many rows; 0 for none. */
  private static GlmFit fit(GlmLoss loss, double[][] x, double lambda, int every, KernelRuns runs) {
    Random random = new Random(6);
    double[] y = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      double margin = x[i][0] + 0.1 * (x[i][1] - 10) + random.nextGaussian();
      boolean several = loss == GlmLoss.MULTINOMIAL;
      y[i] = margin > 0 ? 1 + (several && random.nextBoolean() ? 1 : 0) : 0;
    }
    y[17] = 0;
    y[18] = 1;
    ModelConfig.Glm solver =
        new ModelConfig.Glm(
            lambda,
            0,
            300,
            1e-6,
            true,
            true,
            ModelConfig.Precision.DOUBLE,
            StandardErrorKind.NONE,
            null,
            Map.of());
    GlmSpec spec =
        new GlmSpec(
            loss,
            loss == GlmLoss.MULTINOMIAL ? 3 : 1,
            List.of("age", "income", "sum", "rare"),
            0,
            solver);
    InMemoryBlocks blocks = InMemoryBlocks.of(x, y, null, 3, 700);
    return new GlmSolver(blocks, spec, runs, (rows, width) -> every).fit();
  }

  @ParameterizedTest
  @EnumSource(names = {"LOGISTIC", "MULTINOMIAL", "POISSON"})
  void areNamedWhereNothingButThemChoosesAmongModels(GlmLoss loss) {
    requireNamed(fit(loss, features(true), 0));
  }

  @Test
  void areNamedOfATableThatStartsFromASample() {
    KernelRuns runs = new KernelRuns(BackendPreference.SCALAR);
    requireNamed(fit(GlmLoss.LOGISTIC, features(true), 0, 8, runs));
  }

  private static void requireNamed(GlmFit fit) {
    assertThat(fit.warnings())
        .filteredOn(warning -> warning.contains("linear combination"))
        .singleElement()
        .asString()
        .matches(
            "column \"(age|income|sum)\" is a linear combination of"
                + " \"(age|income|sum)\", \"(age|income|sum)\": with model.lambda = 0 other"
                + " coefficients fit as well as these, and none says what its column does; leave"
                + " one of them out with features.exclude, or set model.lambda above 0");
  }

  @Test
  void areNotLookedForOnceTheCurvatureOfASampleToldThemApart() {
    double[][] x = features(false);
    for (int i = 0; i < ROWS; i += 3) {
      x[i][3] = 1;
    }
    KernelRuns runs = new KernelRuns(BackendPreference.SCALAR);
    GlmFit fit = fit(GlmLoss.LOGISTIC, x, 0, 8, runs);
    assertThat(fit.solver()).isEqualTo("l-bfgs from a sample");
    assertThat(fit.warnings()).isEmpty();
    assertThat(runs.uses())
        .filteredOn(use -> use.kernel().equals("gram"))
        .extracting(KernelUse::calls)
        .containsExactly(3L); // a call a partition of the sample
  }

  @Test
  void areNotSaidOfColumnsThatASampleCannotTellApart() {
    assertThat(fit(GlmLoss.LOGISTIC, features(false), 0).warnings())
        .noneMatch(warning -> warning.contains("linear combination"));
  }

  @Test
  void areNotSaidWhereAPenaltyChooses() {
    assertThat(fit(GlmLoss.LOGISTIC, features(true), 0.01).warnings()).isEmpty();
  }
}
