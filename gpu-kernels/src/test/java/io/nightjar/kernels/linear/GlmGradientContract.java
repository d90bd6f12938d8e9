package io.nightjar.kernels.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.block.ManyThreads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link LinearKernels#gradient} promises, on every backend. */
abstract class GlmGradientContract {
  private static final long SEED = 20261101;

  /** The kernels under test; a backend that isn't here skips visibly. */
  abstract LinearKernels kernels();

  /** Relative to the sum of absolute terms. */
  double tolerance() {
    return 1e-12;
  }

  /** Greatest margin that a Poisson loss takes the exponential of. */
  double mostMargin() {
    return 500;
  }

  static int classes(GlmLoss loss) {
    return loss == GlmLoss.MULTINOMIAL ? 3 : 1;
  }

  static Stream<Arguments> shapes() {
    List<Arguments> shapes = new ArrayList<>();
    for (GlmLoss loss : GlmLoss.values()) {
      for (int rows : new int[] {0, 1, 3, 63, 64, 65, 1000}) {
        for (int columns : new int[] {0, 1, 2, 28, 130}) {
          shapes.add(Arguments.of(loss, rows, columns));
        }
      }
      shapes.add(Arguments.of(loss, 1_000_003, 1));
      shapes.add(Arguments.of(loss, 100_003, 28));
    }
    shapes.add(Arguments.of(GlmLoss.LOGISTIC, 1_000_003, 2));
    shapes.add(Arguments.of(GlmLoss.LOGISTIC, 100_003, 130));
    return shapes.stream();
  }

  @ParameterizedTest(name = "{0} loss, {1} rows, {2} columns")
  @MethodSource("shapes")
  void agreesWithTheNaiveLoop(GlmLoss loss, int rows, int columns) {
    MadeBlocks made = new MadeBlocks(SEED + rows * 131L + columns);
    ColumnBlock block = made.block(rows, columns);
    GlmTarget target = made.target(loss, classes(loss), rows);
    checkAgainstNaive(loss, block, target, made.coefficients(classes(loss), columns));
  }

  @ParameterizedTest
  @EnumSource(GlmLoss.class)
  void agreesWhereEveryRowWeighsOne(GlmLoss loss) {
    MadeBlocks made = new MadeBlocks(SEED);
    ColumnBlock block = made.block(777, 5);
    GlmTarget target = GlmTarget.unweighted(made.target(loss, classes(loss), 777).labels());
    checkAgainstNaive(loss, block, target, made.coefficients(classes(loss), 5));
  }

  @ParameterizedTest
  @EnumSource(GlmLoss.class)
  void takesNothingOfOneBlockToTheNext(GlmLoss loss) {
    MadeBlocks made = new MadeBlocks(SEED);
    double[] coefficients = made.coefficients(classes(loss), 5);
    for (int rows : new int[] {2500, 777, 2049}) {
      ColumnBlock block = made.block(rows, 5);
      GlmTarget weighted = made.target(loss, classes(loss), rows);
      assertThat(weighted.weights()).isNotNull();
      checkAgainstNaive(loss, block, weighted, coefficients);
      checkAgainstNaive(loss, block, GlmTarget.unweighted(weighted.labels()), coefficients);
    }
  }

  @ParameterizedTest
  @EnumSource(GlmLoss.class)
  void agreesOnDenormalAndOnConstantColumns(GlmLoss loss) {
    MadeBlocks made = new MadeBlocks(SEED);
    GlmTarget target = made.target(loss, classes(loss), 500);
    double[] coefficients = made.coefficients(classes(loss), 3);
    checkAgainstNaive(loss, MadeBlocks.constant(500, 3, 0f), target, coefficients);
    checkAgainstNaive(loss, MadeBlocks.constant(500, 3, -7.25f), target, coefficients);
    ColumnBlock denormal = MadeBlocks.constant(500, 3, Float.MIN_VALUE * 9);
    double[] gradient = new double[coefficients.length];
    NaiveGlm naive = NaiveGlm.of(loss, classes(loss), denormal, target, coefficients);
    double value =
        kernels().gradient(loss, classes(loss), denormal, target, coefficients, gradient);
    assertThat(value).isCloseTo(naive.loss, within(tolerance() * naive.lossScale));
    for (int i = 0; i < gradient.length; i++) { // a device may flush denormals to zero
      assertThat(gradient[i])
          .isCloseTo(naive.gradient[i], within(tolerance() * naive.gradientScale[i] + 1e-37));
    }
  }

  @ParameterizedTest
  @EnumSource(GlmLoss.class)
  void staysFiniteAtExtremeMargins(GlmLoss loss) {
    ColumnBlock block = new ColumnBlock(4, new float[][] {{1, -1, 1e4f, -1e4f}});
    GlmTarget target = GlmTarget.unweighted(new double[] {0, 1, 0, 1});
    double[] coefficients = new double[classes(loss) * 2];
    coefficients[0] = 1000;
    checkAgainstShifted(loss, block, target, coefficients);
  }

  private void checkAgainstShifted(
      GlmLoss loss, ColumnBlock block, GlmTarget target, double[] coefficients) {
    double[] gradient = new double[coefficients.length];
    double value = kernels().gradient(loss, classes(loss), block, target, coefficients, gradient);
    double wrongBy = 1000 + 1000 + 1e7 + 1e7;
    double expected =
        switch (loss) {
          case LOGISTIC -> wrongBy;
          case MULTINOMIAL -> 1000 + Math.log(2) + 1e7 + Math.log(2);
          case POISSON -> 2 * Math.exp(mostMargin());
          case SQUARED -> (1e6 + 1001.0 * 1001 + 1e14 + 10_000_001.0 * 10_000_001) / 2;
        };
    if (loss != GlmLoss.MULTINOMIAL) {
      assertThat(value).isCloseTo(expected, within(expected * Math.max(tolerance(), 1e-12)));
    }
    assertThat(Double.isFinite(value)).isTrue();
    assertThat(Arrays.stream(gradient).allMatch(Double::isFinite)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(GlmLoss.class)
  void rowsOfWeightZeroCountForNothing(GlmLoss loss) {
    MadeBlocks made = new MadeBlocks(SEED);
    ColumnBlock block = made.block(300, 4);
    GlmTarget target =
        new GlmTarget(made.target(loss, classes(loss), 300).labels(), new double[300]);
    double[] coefficients = made.coefficients(classes(loss), 4);
    double[] gradient = new double[coefficients.length];
    Arrays.fill(gradient, 2.5);
    assertThat(kernels().gradient(loss, classes(loss), block, target, coefficients, gradient))
        .isZero();
    assertThat(gradient).containsOnly(2.5);
  }

  @ParameterizedTest
  @EnumSource(GlmLoss.class)
  void repeatsItselfBitForBit(GlmLoss loss) {
    MadeBlocks made = new MadeBlocks(SEED);
    ColumnBlock block = made.block(10_007, 7);
    GlmTarget target = made.target(loss, classes(loss), 10_007);
    double[] coefficients = made.coefficients(classes(loss), 7);
    double[] first = new double[coefficients.length];
    double[] second = new double[coefficients.length];
    double a = kernels().gradient(loss, classes(loss), block, target, coefficients, first);
    double b = kernels().gradient(loss, classes(loss), block, target, coefficients, second);
    assertThat(b).isEqualTo(a);
    assertThat(second).isEqualTo(first);
  }

  @Test
  void eightThreadsGetWhatOneGets() throws Exception {
    MadeBlocks made = new MadeBlocks(SEED);
    List<Runnable> jobs = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      GlmLoss loss = GlmLoss.values()[t % 4];
      int rows = 2000 + t * 37;
      ColumnBlock block = made.block(rows, 6);
      GlmTarget target = made.target(loss, classes(loss), rows);
      double[] coefficients = made.coefficients(classes(loss), 6);
      jobs.add(() -> checkAgainstNaive(loss, block, target, coefficients));
    }
    ManyThreads.atOnce(jobs);
  }

  @Test
  void rejectsNanAndInfiniteFeatures() {
    ColumnBlock nan = new ColumnBlock(2, new float[][] {{0, 1}, {2, Float.NaN}});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> logistic(nan, new double[] {0, 1}, new double[3]))
        .withMessage(
            "column 1, row 1 is NaN; every feature must be finite: fill missing values first");
    ColumnBlock infinite = new ColumnBlock(1, new float[][] {{Float.NEGATIVE_INFINITY}});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> logistic(infinite, new double[] {0}, new double[2]))
        .withMessage(
            "column 0, row 0 is -Infinity; every feature must be finite: fill missing values"
                + " first");
  }

  @Test
  void rejectsLabelsThatTheLossCannotTake() {
    ColumnBlock block = MadeBlocks.constant(2, 1, 1f);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> logistic(block, new double[] {0, 2}, new double[2]))
        .withMessage("the label of row 1 is 2.0; LOGISTIC loss takes 0 or 1");
    GlmTarget half = GlmTarget.unweighted(new double[] {0.5, 1});
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                kernels()
                    .gradient(GlmLoss.MULTINOMIAL, 4, block, half, new double[8], new double[8]))
        .withMessage("the label of row 0 is 0.5; MULTINOMIAL loss takes whole numbers 0..3");
    GlmTarget below = GlmTarget.unweighted(new double[] {0.5, -1});
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                kernels().gradient(GlmLoss.POISSON, 1, block, below, new double[2], new double[2]))
        .withMessage("the label of row 1 is -1.0; POISSON loss takes numbers of at least 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> logistic(block, new double[] {0}, new double[2]))
        .withMessage("1 labels for 2 rows; must be at least as many");
  }

  @Test
  void rejectsWrongLengthsAndCoefficientsThatAreNotFinite() {
    ColumnBlock block = MadeBlocks.constant(1, 2, 1f);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> logistic(block, new double[] {0}, new double[2]))
        .withMessage("coefficients has length 2; must be 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> logistic(block, new double[] {0}, new double[] {0, Double.NaN, 0}))
        .withMessage("coefficient 1 is NaN; must be finite");
    GlmTarget target = GlmTarget.unweighted(new double[] {0});
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                kernels().gradient(GlmLoss.SQUARED, 2, block, target, new double[6], new double[6]))
        .withMessage("2 classes for SQUARED loss; must be 1");
  }

  private void logistic(ColumnBlock block, double[] labels, double[] coefficients) {
    double value =
        kernels()
            .gradient(
                GlmLoss.LOGISTIC,
                1,
                block,
                GlmTarget.unweighted(labels),
                coefficients,
                new double[coefficients.length]);
    assertThat(value).as("should have been rejected").isNaN();
  }

  void checkAgainstNaive(GlmLoss loss, ColumnBlock block, GlmTarget target, double[] coefficients) {
    int classes = classes(loss);
    double[] gradient = new double[coefficients.length];
    Arrays.fill(gradient, 0.5);
    double value = kernels().gradient(loss, classes, block, target, coefficients, gradient);
    NaiveGlm naive = NaiveGlm.of(loss, classes, block, target, coefficients);
    assertThat(value).isCloseTo(naive.loss, within(tolerance() * naive.lossScale));
    for (int i = 0; i < gradient.length; i++) {
      assertThat(gradient[i])
          .as("gradient %d", i)
          .isCloseTo(0.5 + naive.gradient[i], within(tolerance() * (0.5 + naive.gradientScale[i])));
    }
  }
}
