package io.nightjar.scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.model.ClusterModel;
import io.nightjar.model.Model;
import io.nightjar.model.ModelExamples;
import io.nightjar.model.unlabelled.ClusterCentres;
import io.nightjar.model.unlabelled.FeatureScaling;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UnlabelledScorerTest {
  @Test
  void findsTheNearestCentroidAndTheNextOne() {
    Score man = scorer(ModelExamples.clusters()).score(row(45.0, "Male"));
    assertThat(man.prediction()).isZero();
    assertThat(man.outputs()).hasSize(2);
    assertThat(man.outputs().get(0)).isCloseTo(0.5, within(1e-15));
    assertThat(man.outputs().get(1)).isCloseTo(Math.sqrt(1.5 * 1.5 + 1), within(1e-15));
    assertThat(man.probabilities()).isEmpty();
    assertThat(man.label()).isEmpty();
    assertThat(scorer(ModelExamples.clusters()).score(row(58.0, "Female")).prediction())
        .isEqualTo(1);
    assertThat(scorer(ModelExamples.clusters()).score(row(21.0, null)).prediction()).isEqualTo(2);
  }

  @Test
  void takesTheFirstOfCentroidsAtTheSameDistance() {
    assertThat(scorer(ModelExamples.clusters()).score(row(52.5, "Other")).prediction()).isZero();
  }

  @Test
  void givesOneClusterItsOwnDistanceTwice() {
    ClusterModel three = ModelExamples.clusters();
    ClusterModel one =
        new ClusterModel(
            three.header(),
            FeatureScaling.none(3),
            new ClusterCentres(new float[] {40, 0, 0}, new double[] {1}));
    assertThat(scorer(one).score(row(43.0, "Male")).outputs()).containsExactly(3.0, 3.0);
  }

  /** Centroids (p, q) and (q, p) of a row at (1, 1): their distances differ by a rounding alone. */
  @Test
  void neverFindsTheNextCentroidNearerThanItsOwn() {
    Random random = new Random(20261127);
    int rounded = 0;
    for (int i = 0; i < 100; i++) {
      float p = random.nextFloat() / 1000;
      float q = random.nextFloat() / 1000;
      ClusterCentres centres =
          new ClusterCentres(new float[] {p, q, 0, q, p, 0}, new double[] {1, 1});
      ClusterModel model =
          new ClusterModel(ModelExamples.clusters().header(), FeatureScaling.none(3), centres);
      Score score = scorer(model).score(row(1.0, "Female"));
      boolean first = score.prediction() == 0;
      double own = first ? distance(1.0 - p, 1.0 - q) : distance(1.0 - q, 1.0 - p);
      double other = first ? distance(1.0 - q, 1.0 - p) : distance(1.0 - p, 1.0 - q);
      assertThat(score.outputs()).containsExactly(own, Math.max(own, other));
      rounded += own > other ? 1 : 0;
    }
    assertThat(rounded).isPositive();
  }

  private static double distance(double a, double b) {
    return Math.sqrt(Math.fma(b, b, a * a));
  }

  @Test
  void scoresABatchAsItsRowsAndLeavesOutWhatIsTooFarOff() {
    Scorer scorer = scorer(far());
    Object[][] raw = {{45.0, "Male"}, {3e38, "Male"}, {58.0, "Female"}};
    ScoreBatch batch = scorer.batch().score(raw, 3);
    assertThat(batch.score(0)).isEqualTo(scorer.score(row(45.0, "Male")));
    assertThat(batch.reason(1))
        .isEqualTo("the output is Infinity; must be finite: a value is too large for the model");
    assertThat(batch.score(2)).isEqualTo(scorer.score(row(58.0, "Female")));
  }

  /** Ages are multiplied by 10, which takes the largest floats beyond float32. */
  private static ClusterModel far() {
    ClusterModel model = ModelExamples.clusters();
    FeatureScaling wide = new FeatureScaling(new double[] {40, 0, 0}, new double[] {10, 1, 1});
    return new ClusterModel(model.header(), wide, model.centres());
  }

  @Test
  void projectsARowAndSaysWhatItLeavesOut() {
    Score score = scorer(ModelExamples.projection()).score(row(50.0, "Female"));
    assertThat(score.outputs().get(0)).isCloseTo(Math.sqrt(2), within(1e-14));
    assertThat(score.outputs().get(1)).isCloseTo(0, within(1e-14));
    assertThat(score.prediction()).isCloseTo(0, within(1e-14));
    Score missing = scorer(ModelExamples.projection()).score(row(50.0, null));
    assertThat(missing.outputs().get(0)).isCloseTo(Math.sqrt(0.5), within(1e-14));
    assertThat(missing.outputs().get(1)).isCloseTo(Math.sqrt(0.5), within(1e-14));
    assertThat(missing.prediction()).isCloseTo(1, within(1e-14));
  }

  private static Scorer scorer(Model model) {
    return Scorer.of(model, Kernels.of(BackendPreference.SCALAR));
  }

  private static Map<String, Object> row(Object age, String sex) {
    Map<String, Object> row = new HashMap<>();
    row.put("age", age);
    row.put("sex", sex);
    return row;
  }
}
