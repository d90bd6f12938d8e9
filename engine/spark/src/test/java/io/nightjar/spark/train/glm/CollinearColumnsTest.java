package io.nightjar.spark.train.glm;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.config.model.ModelConfig;
import io.nightjar.config.model.StandardErrorKind;
import io.nightjar.kernels.backend.BackendPreference;
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
    return new GlmSolver(blocks, spec, new KernelRuns(BackendPreference.SCALAR)).fit();
  }

  @ParameterizedTest
  @EnumSource(names = {"LOGISTIC", "MULTINOMIAL", "POISSON"})
  void areNamedWhereNothingButThemChoosesAmongModels(GlmLoss loss) {
    assertThat(fit(loss, features(true), 0).warnings())
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
  void areNotSaidOfColumnsThatASampleCannotTellApart() {
    assertThat(fit(GlmLoss.LOGISTIC, features(false), 0).warnings())
        .noneMatch(warning -> warning.contains("linear combination"));
  }

  @Test
  void areNotSaidWhereAPenaltyChooses() {
    assertThat(fit(GlmLoss.LOGISTIC, features(true), 0.01).warnings()).isEmpty();
  }
}
