package io.nightjar.model.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.NightjarException;
import io.nightjar.metrics.ClassWeights;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Calibrations of three classes beside scikit-learn 1.9.1 on 30 weighted rows: what its
 * CalibratedClassifierCV makes of a fitted classifier, from {@code _sigmoid_calibration} on log
 * odds, {@code IsotonicRegression(out_of_bounds="clip")} and {@code _TemperatureScaling} on ln p.
 */
class ClassCalibrationTest {
  private static final int ROWS = 30;
  private static final int[] TOLD = {0, 4, 13, 22};

  private static double[] probabilities(int i) {
    double a = 1 + i * 7 % 11;
    double b = 1 + i * 5 % 9;
    double c = 1 + i * 3 % 7;
    return new double[] {a / (a + b + c), b / (a + b + c), c / (a + b + c)};
  }

  private static int label(int i) {
    double[] p = probabilities(i);
    int likeliest = p[1] > p[0] ? 1 : 0;
    likeliest = p[2] > p[likeliest] ? 2 : likeliest;
    return i % 4 == 0 ? i / 4 % 3 : likeliest;
  }

  private static double weight(int i) {
    return 1 + i % 3 / 2.0;
  }

  private static OneVsRest oneVsRest(Function<List<double[]>, ScoreMap> fit) {
    List<ScoreMap> maps = new ArrayList<>();
    for (int k = 0; k < 3; k++) {
      int code = k;
      maps.add(
          fit.apply(
              IntStream.range(0, ROWS)
                  .mapToObj(
                      i ->
                          new double[] {
                            probabilities(i)[code], label(i) == code ? 1 : 0, weight(i)
                          })
                  .sorted(Comparator.comparingDouble(row -> row[0]))
                  .toList()));
    }
    return new OneVsRest(maps);
  }

  private static Sigmoid sigmoid(List<double[]> rows) {
    ClassWeights all = new ClassWeights();
    rows.forEach(row -> all.add(row[1], row[2]));
    return SigmoidFit.fit(
        all,
        point -> {
          SigmoidSums sums = new SigmoidSums(point);
          rows.forEach(row -> sums.add(row[0], row[1], row[2]));
          return sums;
        });
  }

  private static Isotonic curve(List<double[]> rows) {
    MonotoneBlocks blocks = new MonotoneBlocks();
    rows.forEach(row -> blocks.add(row[0], row[1], row[2]));
    return blocks.finish().curve();
  }

  private static TemperatureSums sums(double beta, int from, int to, int shift) {
    TemperatureSums sums = new TemperatureSums(beta);
    for (int i = from; i < to; i++) {
      sums.add(probabilities(i), (label(i) + shift) % 3, weight(i));
    }
    return sums;
  }

  private static void assertCalibrated(Calibration by, double tolerance, double[][] expected) {
    for (int row = 0; row < TOLD.length; row++) {
      double[] p = probabilities(TOLD[row]);
      by.apply(p);
      assertThat(p).containsExactly(expected[row], within(tolerance));
    }
  }

  @Test
  void sigmoidsOfEachClassAgainstTheRestAreThoseOfScikitLearn() {
    OneVsRest sigmoids = oneVsRest(ClassCalibrationTest::sigmoid);
    double[][] expected = {
      {0.4049353767643017, 0.2573313706948626, 0.3377332525408357},
      {0.5644517484091689, 0.046213788037608894, 0.38933446355322227},
      {0.35916921357106657, 0.10576755733406058, 0.5350632290948729},
      {0.03253999582534716, 0.2815495144572187, 0.6859104897174341}
    };
    assertCalibrated(sigmoids, 1e-6, expected);
    assertThat(((Sigmoid) sigmoids.classes().get(2)).a())
        .isCloseTo(-2.697788915460184, within(1e-5));
    assertThat(sigmoids.text()).isEqualTo("platt");
  }

  @Test
  void curvesOfEachClassAgainstTheRestAreThoseOfScikitLearn() {
    double[][] expected = {
      {0.3844893500819224, 0.1261605679956308, 0.4893500819224468},
      {0.5222551928783383, 0.09792284866468842, 0.3798219584569733},
      {0.2917046490428441, 0.09571558796718323, 0.6125797629899726},
      {0.0, 0.14285714285714285, 0.8571428571428571}
    };
    assertCalibrated(oneVsRest(ClassCalibrationTest::curve), 1e-12, expected);
  }

  @Test
  void theTemperatureIsThatOfScikitLearn() {
    Temperature fitted = TemperatureFit.fit(beta -> sums(beta, 0, ROWS, 0));
    assertThat(1 / fitted.temperature()).isCloseTo(3.2851936501649535, within(1e-6));
    double[][] expected = {
      {0.3333333333333333, 0.3333333333333333, 0.3333333333333333},
      {0.6007912122097435, 0.037140570729614755, 0.36206821706064185},
      {0.2881757586614696, 0.11199780237381769, 0.5998264389647127},
      {0.007520503817433774, 0.27776828180740176, 0.7147112143751645}
    };
    assertCalibrated(fitted, 1e-7, expected);
  }

  @Test
  void theTemperatureHasTheSameBitsHoweverRowsAreParted() {
    Temperature whole = TemperatureFit.fit(beta -> sums(beta, 0, ROWS, 0));
    Temperature parted =
        TemperatureFit.fit(
            beta -> {
              TemperatureSums sums = sums(beta, 17, ROWS, 0);
              sums.add(sums(beta, 0, 17, 0));
              return sums;
            });
    assertThat(parted).isEqualTo(whole);
  }

  @Test
  void probabilitiesAddUpAndAreAllAlikeWhereNoClassHasAny() {
    Isotonic none = new Isotonic(List.of(0.5, 0.9), List.of(0.0, 1.0));
    OneVsRest maps = new OneVsRest(List.of(none, none, none));
    double[] p = {0.2, 0.3, 0.5};
    maps.apply(p);
    assertThat(p).containsOnly(1.0 / 3);
    double[] certain = {1, 0, 0};
    new Temperature(2).apply(certain);
    assertThat(certain[0] + certain[1] + certain[2]).isCloseTo(1, within(1e-15));
    assertThat(certain[1]).isCloseTo(Math.sqrt(Sigmoid.EPSILON), within(1e-14));
  }

  @Test
  void refusesAModelWhoseLikelierClassesAreSeenLess() {
    assertThatThrownBy(() -> TemperatureFit.fit(beta -> sums(beta, 0, ROWS, 1)))
        .isInstanceOf(NightjarException.class)
        .hasMessageContaining("calibration.method: temperature finds 1/T = -")
        .hasMessageContaining("the model should be mended, not calibrated");
  }

  @Test
  void refusesProbabilitiesThatAreRightButHardlyDiffer() {
    assertThatThrownBy(
            () ->
                TemperatureFit.fit(
                    beta -> {
                      TemperatureSums sums = new TemperatureSums(beta);
                      sums.add(new double[] {0.333334, 0.333333, 0.333333}, 0, 1);
                      return sums;
                    }))
        .isInstanceOf(NightjarException.class)
        .hasMessageContaining("calibration.method: temperature finds none (1/T is ");
  }

  @Test
  void refusesMapsThatAreNotOfOneKindOrTooFew() {
    Sigmoid sigmoid = new Sigmoid(-1, 0);
    Isotonic curve = new Isotonic(List.of(0.5), List.of(0.4));
    assertThatThrownBy(() -> new OneVsRest(List.of(sigmoid, curve, curve)))
        .hasMessage(
            "one-vs-rest has 3 maps of 2 kinds; must be 3 or more, a map a class, of one kind");
    assertThatThrownBy(() -> new OneVsRest(List.of(sigmoid, sigmoid)))
        .hasMessage(
            "one-vs-rest has 2 maps of 1 kinds; must be 3 or more, a map a class, of one kind");
    assertThatThrownBy(() -> new Temperature(0))
        .hasMessage("the temperature is 0.0; must be finite and above 0");
  }
}
