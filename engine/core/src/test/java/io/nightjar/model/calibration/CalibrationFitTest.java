package io.nightjar.model.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.NightjarException;
import io.nightjar.metrics.ClassWeights;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationFitTest {
  /** 24 rows of probability, label and weight. */
  private static final double[][] ROWS = {
    {.05, 0, 1}, {.10, 0, 2}, {.10, 1, 1}, {.15, 0, .5}, {.20, 0, 1}, {.25, 1, 1},
    {.30, 0, 3}, {.30, 0, 1}, {.35, 1, 1}, {.40, 0, 2}, {.45, 1, .5}, {.50, 0, 1},
    {.55, 0, 1}, {.60, 1, 1}, {.60, 1, 2}, {.65, 0, 1}, {.70, 1, 1}, {.75, 1, .5},
    {.80, 0, 1}, {.85, 1, 1}, {.90, 1, 2}, {.90, 1, 1}, {.95, 1, 1}, {.99, 1, 3}
  };

  private static Sigmoid sigmoid(double[][] rows) {
    ClassWeights all = new ClassWeights();
    for (double[] row : rows) {
      all.add(row[1], row[2]);
    }
    return SigmoidFit.fit(
        all,
        point -> {
          SigmoidSums sums = new SigmoidSums(point);
          for (double[] row : rows) {
            sums.add(row[0], row[1], row[2]);
          }
          return sums;
        });
  }

  private static MonotoneBlocks blocks(double[][] rows, int from, int to) {
    MonotoneBlocks blocks = new MonotoneBlocks();
    for (int i = from; i < to; i++) {
      blocks.add(rows[i][0], rows[i][1], rows[i][2]);
    }
    return blocks.finish();
  }

  private static Isotonic isotonic(double[][] rows) {
    return blocks(rows, 0, rows.length).curve();
  }

  private static double[][] unweighted() {
    double[][] rows = new double[ROWS.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new double[] {ROWS[i][0], ROWS[i][1], 1};
    }
    return rows;
  }

  /** scikit-learn 1.9.1, sklearn.calibration._sigmoid_calibration(log odds, y, sample_weight). */
  @Test
  void theSigmoidIsThatOfScikitLearn() {
    Sigmoid weighted = sigmoid(ROWS);
    assertThat(weighted.a()).isCloseTo(-0.7163103181557063, within(1e-7));
    assertThat(weighted.b()).isCloseTo(0.0617623566273476, within(1e-7));
    Sigmoid plain = sigmoid(unweighted());
    assertThat(plain.a()).isCloseTo(-0.5896267149091535, within(1e-7));
    assertThat(plain.b()).isCloseTo(-0.1228115755056676, within(1e-7));
  }

  /** Newton's method in NumPy, from the same start, until it stands still. */
  @Test
  void theSigmoidIsTheOptimum() {
    Sigmoid weighted = sigmoid(ROWS);
    assertThat(weighted.a()).isCloseTo(-0.7163103400923622, within(1e-9));
    assertThat(weighted.b()).isCloseTo(0.061762320004791774, within(1e-9));
  }

  /** scikit-learn 1.9.1, IsotonicRegression(out_of_bounds="clip"): thresholds and predictions. */
  @Test
  void theCurveIsThatOfScikitLearn() {
    Isotonic curve = isotonic(ROWS);
    assertThat(curve.scores()).containsExactly(.05, .1, .3, .35, .55, .6, .8, .85, .99);
    double[] at = {0, .05, .12, .33, .5, .62, .77, .93, 1};
    double[] expected = {
      0,
      0,
      0.21052631578947367,
      0.24784688995215315,
      0.2727272727272727,
      0.6923076923076923,
      0.6923076923076923,
      1,
      1
    };
    for (int i = 0; i < at.length; i++) {
      assertThat(curve.apply(at[i])).isCloseTo(expected[i], within(1e-15));
    }
  }

  /** max over l ≤ i of min over u ≥ i of the mean of l..u: isotonic regression's other formula. */
  @Test
  void theCurveIsTheNaiveMaximumOfMinima() {
    double[][] rows = random(9, 300);
    Isotonic curve = isotonic(rows);
    for (int i = 0; i < rows.length; i++) {
      assertThat(curve.apply(rows[i][0])).isCloseTo(maxOfMin(rows, i), within(1e-12));
    }
  }

  private static double maxOfMin(double[][] rows, int i) {
    double max = 0;
    for (int l = 0; l < rows.length && rows[l][0] <= rows[i][0]; l++) {
      if (l > 0 && rows[l - 1][0] == rows[l][0]) {
        continue;
      }
      double min = 1;
      double positive = 0;
      double weight = 0;
      for (int u = l; u < rows.length; u++) {
        positive += rows[u][1] * rows[u][2];
        weight += rows[u][2];
        boolean lastOfTie = u + 1 == rows.length || rows[u + 1][0] > rows[u][0];
        if (rows[u][0] >= rows[i][0] && lastOfTie) {
          min = Math.min(min, positive / weight);
        }
      }
      max = Math.max(max, min);
    }
    return max;
  }

  /** Rows in ascending order of score, with ties and weights that are not whole. */
  private static double[][] random(long seed, int count) {
    Random random = new Random(seed);
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double score = Math.round(random.nextDouble() * count) / (double) count;
      double label = random.nextDouble() < score ? 1 : 0;
      rows.add(new double[] {score, label, 0.1 + random.nextDouble()});
    }
    rows.sort(Comparator.comparingDouble(row -> row[0]));
    return rows.toArray(double[][]::new);
  }

  @Test
  void theCurveIsTheSameToTheLastBitHoweverTheRunIsCut() {
    double[][] rows = random(4, 2000);
    Isotonic whole = isotonic(rows);
    for (int cut : new int[] {1, 700, 1300, 1999}) {
      int at = cut;
      while (at < rows.length && rows[at - 1][0] == rows[at][0]) {
        at++;
      }
      Isotonic parted = blocks(rows, 0, at).add(blocks(rows, at, rows.length)).curve();
      assertThat(parted).isEqualTo(whole);
    }
  }

  @Test
  void aCurveOfTooManyBlocksIsPooledToItsKnotsAndStillRises() {
    int levels = 3000;
    double[][] rows = new double[2 * levels][];
    for (int i = 0; i < levels; i++) {
      double share = (i + 1.0) / (levels + 1);
      rows[2 * i] = new double[] {share, 1, share};
      rows[2 * i + 1] = new double[] {share, 0, 1 - share};
    }
    Isotonic curve = isotonic(rows);
    assertThat(curve.scores()).hasSize(Isotonic.MOST_KNOTS);
    assertThat(curve.probabilities()).isSorted();
    for (double[] row : rows) {
      assertThat(curve.apply(row[0])).isCloseTo(row[0], within(1.5 / 500));
    }
  }

  @Test
  void aCalibrationNeverTurnsTwoRowsRound() {
    Sigmoid sigmoid = sigmoid(ROWS);
    Isotonic curve = isotonic(ROWS);
    for (int i = 0; i <= 10_000; i++) {
      double lower = i / 10_001.0;
      double higher = (i + 1) / 10_001.0;
      assertThat(sigmoid.apply(lower)).isLessThan(sigmoid.apply(higher));
      assertThat(curve.apply(lower)).isLessThanOrEqualTo(curve.apply(higher)).isBetween(0.0, 1.0);
    }
  }

  @Test
  void certainProbabilitiesAreCalibratedToFiniteOnes() {
    Sigmoid sigmoid = new Sigmoid(-1, 0);
    assertThat(sigmoid.apply(0)).isCloseTo(0x1p-52, within(1e-28));
    assertThat(sigmoid.apply(1)).isLessThanOrEqualTo(1).isGreaterThan(1 - 1e-15);
    assertThat(sigmoid.apply(0.3)).isCloseTo(0.3, within(1e-15));
  }

  @Test
  void refusesScoresOfWhichHigherOnesMeanFewerPositives() {
    double[][] rows = {{.1, 1, 3}, {.1, 0, 1}, {.9, 0, 3}, {.9, 1, 1}};
    assertThatThrownBy(() -> sigmoid(rows))
        .isInstanceOf(NightjarException.class)
        .hasMessageContaining("platt finds A = ")
        .hasMessageContaining("must be 0 or less")
        .hasMessageContaining("the model should be mended, not calibrated");
  }

  @Test
  void aModelThatSaysTheSameOfEveryRowIsCalibratedToTheShareOfPositives() {
    double[][] rows = {{.5, 1, 3}, {.5, 0, 1}};
    assertThat(isotonic(rows).apply(.5)).isEqualTo(.75);
    // Platt's targets are 4/5 and 1/3: (3 · 4/5 + 1 · 1/3) / 4.
    assertThat(sigmoid(rows).apply(.5)).isCloseTo(41.0 / 60, within(1e-9));
  }

  @Test
  void refusesACurveThatFalls() {
    assertThatThrownBy(() -> new Isotonic(List.of(.1, .2), List.of(.5, .4)))
        .hasMessage("knot 1 of an isotonic curve is at 0.4 after 0.5; must be 0..1 and ascending");
    assertThatThrownBy(() -> new Isotonic(List.of(), List.of()))
        .hasMessage(
            "an isotonic curve has 0 scores and 0 probabilities; must be 1..1000, as many of each");
  }

  @Test
  void refusesASigmoidThatFalls() {
    assertThatThrownBy(() -> new Sigmoid(1, 0))
        .hasMessage("platt has A = 1.0, B = 0.0; A must be 0 or less and both finite");
  }
}
