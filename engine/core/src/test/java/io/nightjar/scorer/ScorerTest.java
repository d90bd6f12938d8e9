package io.nightjar.scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.model.LinearModel;
import io.nightjar.model.Link;
import io.nightjar.model.MllibModel;
import io.nightjar.model.Model;
import io.nightjar.model.ModelExamples;
import io.nightjar.model.Target;
import io.nightjar.model.calibration.Isotonic;
import io.nightjar.model.calibration.OneVsRest;
import io.nightjar.model.calibration.ScoreMap;
import io.nightjar.model.calibration.Sigmoid;
import io.nightjar.model.calibration.Temperature;
import io.nightjar.model.files.ModelDirectory;
import io.nightjar.model.files.ModelFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScorerTest {
  private static final Kernels SCALAR = Kernels.of(BackendPreference.SCALAR);

  @Test
  void scoresABinaryRow() {
    Score score = scorer(ModelExamples.binary()).score(row(50.0, "Female"));
    double probability = 1 / (1 + Math.exp(-(0.1 * 50 - 1 - 4)));
    assertThat(score.prediction()).isCloseTo(probability, within(1e-15));
    assertThat(score.probabilities()).containsExactly(1 - score.prediction(), score.prediction());
  }

  @Test
  void calibratesTheProbabilityBeforeItIsComparedWithTheThreshold() {
    Model model = ModelExamples.binary().withCalibration(new Sigmoid(-2, -1)).withThreshold(0.5);
    double own = scorer(ModelExamples.binary()).score(row(50.0, "Female")).prediction();
    Score score = scorer(model).score(row(50.0, "Female"));
    assertThat(own).isEqualTo(0.5);
    assertThat(score.prediction()).isCloseTo(1 / (1 + Math.exp(-1)), within(1e-15));
    assertThat(score.probabilities()).containsExactly(1 - score.prediction(), score.prediction());
    assertThat(score.label()).contains(">50K");
    Model lowered =
        ModelExamples.binary().withCalibration(new Isotonic(List.of(0.5), List.of(0.4)));
    assertThat(scorer(lowered).score(row(50.0, "Female")).label()).contains("<=50K");
  }

  @Test
  void calibratesTheProbabilitiesOfSeveralClassesBeforeTheLikeliestIsNamed() {
    Model model = ModelExamples.multiclass();
    Map<String, Object> row = row(20.0, "Female");
    double[] own = scorer(model).score(row).probabilities().stream().mapToDouble(p -> p).toArray();
    Isotonic none = new Isotonic(List.of(0.5), List.of(0.0));
    Isotonic some = new Isotonic(List.of(0.5), List.of(0.3));
    for (int k = 0; k < 3; k++) {
      List<ScoreMap> maps = new ArrayList<>(List.of(none, none, none));
      maps.set(k, some);
      Score score = scorer(model.withCalibration(new OneVsRest(maps))).score(row);
      assertThat(score.label()).contains(model.target().classes().get(k));
      assertThat(score.prediction()).isEqualTo(k);
      assertThat(score.probabilities().get(k)).isEqualTo(1);
    }
    Temperature temperature = new Temperature(1.5);
    temperature.apply(own);
    assertThat(scorer(model.withCalibration(temperature)).score(row).probabilities())
        .containsExactly(own[0], own[1], own[2]);
  }

  @Test
  void callsARowPositiveFromTheThresholdOn() {
    LinearModel model = ModelExamples.binary();
    assertThat(scorer(model).score(row(50.0, "Female")).prediction()).isEqualTo(0.5);
    assertThat(scorer(model).score(row(50.0, "Female")).label()).contains(">50K");
    LinearModel strict = LinearModel.of(model.header(), model.coefficients(), Math.nextUp(0.5));
    assertThat(scorer(strict).score(row(50.0, "Female")).label()).contains("<=50K");
  }

  @Test
  void scoresAMissingCategoryWithItsOwnCoefficientAndAnUnseenOneAsTheReference() {
    Scorer scorer = scorer(ModelExamples.binary());
    assertThat(scorer.score(row(40.0, null)).prediction())
        .isCloseTo(1 / (1 + Math.exp(-0.5)), within(1e-15));
    assertThat(scorer.score(row(40.0, "Other"))).isEqualTo(scorer.score(row(40.0, "Male")));
  }

  @Test
  void fillsAMissingNumberWithTheTrainingMean() {
    Scorer scorer = scorer(ModelExamples.regression());
    assertThat(scorer.score(row(null, "Male")).prediction()).isEqualTo(2 * 38.5 - 7);
    assertThat(scorer.score(row(Double.NaN, "Male")).prediction()).isEqualTo(2 * 38.5 - 7);
    assertThat(scorer.score(row(0, "Female")).prediction()).isEqualTo(3);
    assertThat(scorer.score(row(0, "Female")).label()).isEmpty();
    assertThat(scorer.score(row(0, "Female")).probabilities()).isEmpty();
  }

  @Test
  void takesTheExponentOfTheMarginOfCounts() {
    Scorer scorer = scorer(ModelExamples.counts());
    assertThat(scorer.score(row(40, "Female")).prediction())
        .isCloseTo(Math.exp(0.02 * 40 + 0.5 - 1), within(1e-7));
    assertThat(scorer.score(row(40, null)).prediction())
        .isCloseTo(Math.exp(0.02 * 40 - 0.25 - 1), within(1e-7));
    assertThat(scorer.score(row(40, "Male")).label()).isEmpty();
  }

  @Test
  void addsAnOffsetAndRefusesRowsWithoutOne() {
    BatchScorer scorer = scorer(ModelExamples.exposedCounts()).batch();
    Object[][] raw = {
      {40.0, "Female", 1.5}, {40.0, "Male", null}, {40.0, "Male", Double.NaN}, {40.0, "Male", -2}
    };
    ScoreBatch batch = scorer.score(raw, 4);
    assertThat(batch.prediction(0)).isCloseTo(Math.exp(0.8 + 0.5 - 1 + 1.5), within(1e-6));
    assertThat(batch.prediction(3)).isCloseTo(Math.exp(0.8 - 1 - 2), within(1e-6));
    assertThat(batch.reason(1))
        .isEqualTo("log_days is null; must be a finite number, which is added to the margin");
    assertThat(batch.column(2)).isEqualTo("log_days");
    assertThat(batch.reason(2)).startsWith("log_days is NaN; must be a finite number");
  }

  @Test
  void scoresAMulticlassRow() {
    Score score = scorer(ModelExamples.multiclass()).score(row(20.0, "Female"));
    double a = Math.exp(0.1 * 20);
    double b = Math.exp(1 + 3);
    double c = Math.exp(3);
    assertThat(score.probabilities().get(0)).isCloseTo(a / (a + b + c), within(1e-7));
    assertThat(score.probabilities().get(1)).isCloseTo(b / (a + b + c), within(1e-7));
    assertThat(score.prediction()).isEqualTo(1);
    assertThat(score.label()).contains("b");
  }

  @Test
  void takesTheFirstOfEquallyLikelyClasses() {
    assertThat(scorer(ModelExamples.multiclass()).score(row(0, "Male")).label()).contains("b");
  }

  @Test
  void scoresARowByItsWayThroughTheTrees() {
    Scorer scorer = scorer(ModelExamples.trees());
    assertThat(scorer.score(row(30.0, "Male")).prediction()).isEqualTo(logistic(-0.25 - 1));
    assertThat(scorer.score(row(30.0, "Female")).prediction()).isEqualTo(logistic(-0.25 + 0.5));
    assertThat(scorer.score(row(30.5, "Male")).prediction()).isEqualTo(logistic(-0.25 + 2));
    assertThat(scorer.score(row(30.5, "Male")).label()).contains(">50K");
  }

  @Test
  void sendsMissingAndUnseenValuesTheWayThatTheSplitHasLearnt() {
    Scorer scorer = scorer(ModelExamples.trees());
    Score female = scorer.score(row(20.0, "Female"));
    assertThat(scorer.score(row(null, "Female"))).isEqualTo(female);
    assertThat(scorer.score(row(Double.NaN, "Female"))).isEqualTo(female);
    assertThat(scorer.score(row(20.0, null))).isEqualTo(female);
    assertThat(scorer.score(row(20.0, "Other"))).isEqualTo(female);
  }

  @Test
  void takesEachLinkOfTrees() {
    Target pay = Target.regression("pay");
    Target income = Target.binary("income", List.of("<=50K"), ">50K");
    Score number = scorer(ModelExamples.stump(pay, Link.IDENTITY, -3.5, 7)).score(row(40, "x"));
    assertThat(number.prediction()).isEqualTo(-3.5);
    assertThat(number.probabilities()).isEmpty();
    assertThat(scorer(ModelExamples.stump(pay, Link.LOG, 1, 2)).score(row(40, "x")).prediction())
        .isCloseTo(Math.E, within(1e-15));
    Score vote = scorer(ModelExamples.stump(income, Link.IDENTITY, 0.75, 1)).score(row(40, "x"));
    assertThat(vote.probabilities()).containsExactly(0.25, 0.75);
    assertThat(vote.label()).contains(">50K");
    Score votes = scorer(ModelExamples.multiclassTrees(Link.IDENTITY)).score(row(40, "x"));
    assertThat(votes.probabilities()).containsExactly(0.0, 1 / 3.0, 2 / 3.0);
    assertThat(votes.label()).contains("c");
    Score odds = scorer(ModelExamples.multiclassTrees(Link.SOFTMAX)).score(row(null, "x"));
    double sum = 1 + Math.E + Math.E * Math.E;
    assertThat(odds.probabilities().get(0)).isCloseTo(Math.E * Math.E / sum, within(1e-15));
    assertThat(odds.label()).contains("a");
  }

  @Test
  void refusesAPredictionThatIsBeyondAllNumbers() {
    Scorer scorer = scorer(ModelExamples.stump(Target.regression("pay"), Link.LOG, 1, 800));
    assertThatThrownBy(() -> scorer.score(row(50, "x")))
        .hasMessage("the prediction is beyond 1.8e308; must be finite");
  }

  @Test
  void namesTheColumnThatARowLacks() {
    assertThatThrownBy(() -> scorer(ModelExamples.binary()).score(Map.of("Age", 3, "sex", "x")))
        .isInstanceOfSatisfying(
            NightjarException.class,
            failure -> assertThat(failure.kind()).isEqualTo(FailureKind.DATA))
        .hasMessage(
            "column age is missing, which the model reads; the nearest column is Age; add it or"
                + " rename the column that holds it");
  }

  @Test
  void refusesARowThatCannotBeScored() {
    Scorer scorer = scorer(ModelExamples.binary());
    assertThatThrownBy(() -> scorer.score(row(Double.POSITIVE_INFINITY, "Male")))
        .hasMessage("age is Infinity; must be finite");
    assertThatThrownBy(() -> scorer.score(row("50", "Male")))
        .hasMessage("age is \"50\"; must be double");
  }

  @Test
  void givesAReasonForEachUnscorableRowOfABatch() {
    Object[][] raw = {{50.0, "Female"}, {"x", "Male"}, {40.0, 7}, {40.0, "Male"}};
    ScoreBatch batch = scorer(ModelExamples.binary()).batch().score(raw, 4);
    assertThat(batch.rows()).isEqualTo(4);
    assertThat(batch.reason(0)).isNull();
    assertThat(batch.reason(1)).isEqualTo("age is \"x\"; must be double");
    assertThat(batch.reason(2)).isEqualTo("sex is 7; must be string");
    assertThat(batch.column(0)).isNull();
    assertThat(batch.column(1)).isEqualTo("age");
    assertThat(batch.column(2)).isEqualTo("sex");
    assertThat(batch.prediction(1)).isNaN();
    assertThat(batch.labelName(1)).isNull();
    assertThat(batch.prediction(3)).isEqualTo(0.5);
    assertThat(batch.label(3)).isEqualTo(1);
    assertThat(batch.probability(3, 0)).isEqualTo(0.5);
    assertThatThrownBy(() -> batch.probability(0, 2)).hasMessage("class is 2; must be below 2");
  }

  @Test
  void scoresAnEmptyBatch() {
    assertThat(scorer(ModelExamples.binary()).batch().score(new Object[0][], 0).rows()).isZero();
  }

  @Test
  void leavesSparksModelsToSpark() {
    Model model = new MllibModel(ModelExamples.binary().header(), "org.apache.spark.ml.X", 0.5);
    assertThatThrownBy(() -> Scorer.of(model, SCALAR))
        .hasMessage(
            "the model is a Spark ML model (org.apache.spark.ml.X); only Spark can run it: use"
                + " nightjar score");
  }

  @Test
  void scoresTheSameAfterAWayThroughTheDisk(@TempDir Path root) {
    for (Model model : List.of(ModelExamples.multiclass(), ModelExamples.trees())) {
      Path directory = root.resolve(model.getClass().getSimpleName());
      ModelDirectory.write(ModelFiles.local(directory), model, Map.of());
      Scorer loaded = Scorer.load(directory);
      Object[][] raw = rows(100, 1);
      ScoreBatch expected = scorer(model).batch().score(raw, 100);
      ScoreBatch found = loaded.batch().score(raw, 100);
      for (int i = 0; i < 100; i++) {
        assertThat(found.score(i)).isEqualTo(expected.score(i));
      }
    }
  }

  @Property(tries = 60)
  void givesTheSameBitsForARowAloneAndInAnyBatch(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 300) int count,
      @ForAll @IntRange(min = 1, max = 64) int size) {
    for (Model model :
        List.of(
            ModelExamples.binary(),
            ModelExamples.multiclass(),
            ModelExamples.trees(),
            ModelExamples.multiclassTrees(Link.SOFTMAX))) {
      Scorer scorer = scorer(model);
      Object[][] raw = rows(count, seed);
      ScoreBatch whole = scorer.batch().score(raw, count);
      BatchScorer reused = scorer.batch();
      for (int begin = 0; begin < count; begin += size) {
        int rows = Math.min(size, count - begin);
        Object[][] part = java.util.Arrays.copyOfRange(raw, begin, begin + rows);
        ScoreBatch batch = reused.score(part, rows);
        for (int i = 0; i < rows; i++) {
          assertThat(batch.score(i)).isEqualTo(whole.score(begin + i));
        }
      }
      assertThat(scorer.score(row(raw[0][0], raw[0][1]))).isEqualTo(whole.score(0));
    }
  }

  @Test
  void isSafeForManyThreads() {
    Scorer scorer = scorer(ModelExamples.trees());
    Object[][] raw = rows(500, 5);
    List<Score> expected = new ArrayList<>();
    for (Object[] row : raw) {
      expected.add(scorer.score(row(row[0], row[1])));
    }
    List<Score> found =
        IntStream.range(0, 500)
            .parallel()
            .mapToObj(i -> scorer.score(row(raw[i][0], raw[i][1])))
            .toList();
    assertThat(found).isEqualTo(expected);
  }

  private static double logistic(double margin) {
    return Activation.logistic(margin);
  }

  private static Object[][] rows(int count, long seed) {
    Random random = new Random(seed);
    String[] sexes = {"Male", "Female", "Other", null};
    Object[][] rows = new Object[count][];
    for (int i = 0; i < count; i++) {
      Object age = random.nextInt(8) == 0 ? null : (Object) (random.nextGaussian() * 100);
      rows[i] = new Object[] {age, sexes[random.nextInt(4)]};
    }
    return rows;
  }

  private static Map<String, Object> row(Object age, Object sex) {
    Map<String, Object> row = new HashMap<>();
    row.put("age", age);
    row.put("sex", sex);
    return row;
  }

  private static Scorer scorer(Model model) {
    return Scorer.of(model, SCALAR);
  }
}
