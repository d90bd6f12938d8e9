package io.nightjar.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.drift.KsResult.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The reference values are SciPy's and R's. */
class DriftFormulasTest {
  private static final double[] FIRST = {6, 7, 9, 13, 19, 21, 22, 23, 24};
  private static final double[] SECOND = {10, 11, 12, 16, 20, 27, 28, 32, 44, 54};
  private static final double[] TIED = {1, 1, 2, 2, 3, 3, 4, 5};
  private static final double[] TIED_TOO = {2, 2, 3, 3, 3, 4, 5, 6, 6};

  @Test
  void givesKolmogorovSmirnovsReferenceValues() {
    KsResult ks = KolmogorovSmirnov.test(FIRST, SECOND);
    assertThat(ks.distance()).isCloseTo(0.5, within(1e-15));
    assertThat(ks.p()).isCloseTo(0.105577085453247, within(1e-14));
    assertThat(ks.method()).isEqualTo(Method.EXACT);
    assertThat(KolmogorovSmirnov.tail(Math.sqrt(90 / 19.0) * 0.5))
        .isCloseTo(0.187103193608708, within(1e-14));
    KsResult tied = KolmogorovSmirnov.test(TIED, TIED_TOO);
    assertThat(tied.distance()).isCloseTo(0.277777778, within(1e-9));
    assertThat(tied.p()).isCloseTo(0.8167420814, within(1e-10));
  }

  @Test
  void givesTheLimitsReferenceValues() {
    assertThat(KolmogorovSmirnov.tail(1)).isCloseTo(0.2699996717, within(1e-10));
    assertThat(KolmogorovSmirnov.tail(1.36)).isCloseTo(0.0494858768, within(1e-10));
    assertThat(KolmogorovSmirnov.tail(1.63)).isCloseTo(0.0098463649, within(1e-10));
    assertThat(KolmogorovSmirnov.tail(1.18))
        .isCloseTo(KolmogorovSmirnov.tail(Math.nextDown(1.18)), within(1e-14));
    assertThat(KolmogorovSmirnov.tail(0)).isEqualTo(1);
    assertThat(KolmogorovSmirnov.tail(1e-3)).isEqualTo(1);
    assertThat(KolmogorovSmirnov.tail(30)).isZero();
  }

  @Test
  void namesTheLimitForLargeSamples() {
    double[] many = new double[200];
    Arrays.setAll(many, i -> i);
    assertThat(KolmogorovSmirnov.test(many, many).method()).isEqualTo(Method.LIMIT);
    assertThat(KolmogorovSmirnov.test(many, many).p()).isEqualTo(1);
    assertThat(KolmogorovSmirnov.test(many, FIRST).method()).isEqualTo(Method.EXACT);
  }

  @Test
  void keepsTheDigitsOfASmallExactP() {
    double[] low = new double[20];
    Arrays.setAll(low, i -> i);
    double[] high = Arrays.stream(low).map(x -> x + 100).toArray();
    double interleavings = 137846528820.0;
    assertThat(KolmogorovSmirnov.test(low, high).p()).isCloseTo(2 / interleavings, within(1e-24));
  }

  @Test
  void rejectsSamplesThatCannotBeRanked() {
    String message = "a sample must not be empty and holds no NaN";
    assertThatThrownBy(() -> KolmogorovSmirnov.test(new double[0], FIRST)).hasMessage(message);
    assertThatThrownBy(() -> KolmogorovSmirnov.test(new double[] {1, Double.NaN}, FIRST))
        .hasMessage(message);
  }

  @Test
  void givesThePopulationStabilityReferenceValues() {
    double[] tenths = new double[10];
    Arrays.fill(tenths, .1);
    double[] moved = {.05, .08, .09, .1, .1, .11, .12, .12, .12, .11};
    assertThat(PopulationStability.index(tenths, moved)).isCloseTo(0.0530193322, within(1e-10));
    assertThat(PopulationStability.index(new double[] {.2, .3, .5}, new double[] {.3, .3, .4}))
        .isCloseTo(0.0628608659, within(1e-10));
    assertThat(PopulationStability.index(new double[] {.25, .25, .5}, new double[] {.5, .5, 0}))
        .isCloseTo(4.6043183465, within(2e-7))
        .isCloseTo(0.5 * Math.log(2) + 0.4999 * Math.log(5000), within(1e-13));
    assertThat(PopulationStability.index(new long[] {2, 3, 5}, new long[] {3, 3, 4}).value())
        .isCloseTo(0.0628608659, within(1e-10));
    assertThat(PopulationStability.index(new long[] {1}, new long[] {0}).reason())
        .isEqualTo("there are no current rows");
  }

  @Test
  void takesALargeIndexOfASmallSampleForChance() {
    assertThat(PopulationStability.chance(0.25, 10, 1_000_000, 30)).isGreaterThan(0.05);
    assertThat(PopulationStability.chance(0.25, 10, 1_000_000, 3000)).isLessThan(1e-12);
    assertThat(PopulationStability.chance(0, 10, 5, 5)).isEqualTo(1);
  }

  @Test
  void givesTheJensenShannonReferenceValues() {
    double distance = JensenShannon.distance(new double[] {.2, .3, .5}, new double[] {.3, .3, .4});
    assertThat(distance).isCloseTo(0.1061985144, within(1e-10));
    assertThat(distance * distance).isCloseTo(0.0112781245, within(1e-10));
    assertThat(JensenShannon.distance(new double[] {1, 0}, new double[] {0, 1})).isEqualTo(1);
    assertThat(JensenShannon.distance(new double[] {.5, .5}, new double[] {.5, .5})).isZero();
  }

  @Test
  void givesTheChiSquaredReferenceValues() {
    ChiSquared wide = ChiSquared.test(new long[][] {{200, 300, 500}, {150, 150, 200}});
    assertThat(wide.statistic()).isCloseTo(21.4285714286, within(1e-10));
    assertThat(wide.degreesOfFreedom()).isEqualTo(2);
    assertThat(wide.p()).isCloseTo(2.2225157e-5, within(1e-12));
    ChiSquared square = ChiSquared.test(new long[][] {{60, 40}, {45, 55}});
    assertThat(square.statistic()).isCloseTo(4.5112781955, within(1e-10));
    assertThat(square.p()).isCloseTo(.0336720689, within(1e-10));
  }

  @Test
  void hasNothingToTestInOneColumn() {
    ChiSquared one = ChiSquared.test(new long[][] {{5, 0}, {7, 0}});
    assertThat(one.degreesOfFreedom()).isZero();
    assertThat(one.p()).isEqualTo(1);
  }

  @Test
  void givesTheStandardErrorOfHanleyAndMcNeil() {
    // Their worked example: area 0.893 with 51 abnormal and 58 normal images, 0.032.
    assertThat(StandardError.ofAuc(0.893, 51, 58)).isCloseTo(0.032, within(6e-4));
    assertThat(StandardError.ofShare(0.5, 100)).isCloseTo(0.05, within(1e-15));
  }
}
