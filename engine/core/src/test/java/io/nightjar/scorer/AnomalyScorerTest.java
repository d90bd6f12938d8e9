package io.nightjar.scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.NightjarException;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.model.Link;
import io.nightjar.model.ModelExamples;
import io.nightjar.model.Target;
import io.nightjar.model.TreeModel;
import io.nightjar.model.exchange.ExportFormat;
import io.nightjar.model.exchange.ModelExport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnomalyScorerTest {
  /** 2^−0.5 above the age of 40, 2^−2 up to it. */
  private static final TreeModel MODEL =
      ModelExamples.stump(Target.anomaly(), Link.LOG2, -2, -0.5).withThreshold(0.6);

  private static Score score(TreeModel model, double age) {
    return Scorer.of(model, Kernels.of(BackendPreference.SCALAR))
        .score(Map.of("age", age, "sex", "Male"));
  }

  @Test
  void scoresTwoToThePowerOfTheMarginAndCallsWhatIsAboveTheThresholdAnAnomaly() {
    assertThat(score(MODEL, 30)).isEqualTo(new Score(0.25, List.of(), none(), List.of(0.0)));
    assertThat(score(MODEL, 50).prediction()).isCloseTo(Math.sqrt(0.5), within(1e-15));
    assertThat(score(MODEL, 50).outputs()).containsExactly(1.0);
    assertThat(score(MODEL.withThreshold(score(MODEL, 50).prediction()), 50).outputs())
        .containsExactly(0.0);
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  @Test
  void scoresABatchAsItScoresOneRow() {
    ScoreBatch batch =
        Scorer.of(MODEL, Kernels.of(BackendPreference.SCALAR))
            .batch()
            .score(new Object[][] {{30.0, "Male"}, {50.0, "Male"}}, 2);
    assertThat(batch.score(0)).isEqualTo(score(MODEL, 30));
    assertThat(batch.score(1)).isEqualTo(score(MODEL, 50));
  }

  @Test
  void takesTheLinkOfAnomaliesAlone() {
    assertThatThrownBy(() -> ModelExamples.stump(Target.anomaly(), Link.IDENTITY, 0, 1))
        .hasMessage("link is identity for a anomaly target; must be log2");
    assertThatThrownBy(() -> ModelExamples.stump(Target.regression("y"), Link.LOG2, 0, 1))
        .hasMessage("link is log2 for a regression target; must be identity or log");
  }

  @Test
  void isExportedToNoFormat() {
    for (ExportFormat format : ExportFormat.values()) {
      assertThatThrownBy(() -> ModelExport.bytes(format, "odd@1", MODEL))
          .isInstanceOf(NightjarException.class)
          .hasMessageContaining("odd@1: is ")
          .hasMessageContaining("only ");
    }
  }
}
