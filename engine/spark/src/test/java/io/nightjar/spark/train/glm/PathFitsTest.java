package io.nightjar.spark.train.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.config.model.LambdaPath;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.config.model.StandardErrorKind;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.linear.GlmLoss;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.checkpoint.Continuation;
import io.nightjar.spark.train.glm.objective.GlmFit;
import io.nightjar.spark.train.glm.objective.GlmPath;
import io.nightjar.spark.train.glm.objective.GlmSpec;
import io.nightjar.spark.train.glm.objective.PathPoint;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathFitsTest {
  private static final int ROWS = 400;
  private static final int COLUMNS = 5;
  private static final int CLASSES = 3;

  private static double[][] features(long seed) {
    Random random = new Random(seed);
    double[][] x = new double[ROWS][COLUMNS];
    for (double[] row : x) {
      double shared = random.nextGaussian();
      for (int j = 0; j < COLUMNS; j++) {
        row[j] = Math.pow(10, j - 2) * (shared + 2 * random.nextGaussian() + j);
      }
    }
    return x;
  }

  private static double[] labels(GlmLoss loss, double[][] x, long seed) {
    Random random = new Random(seed);
    return Arrays.stream(x)
        .mapToDouble(
            row -> {
              double margin = 0.5 * (row[2] - 2) - 3 * row[1] + 0.2;
              return switch (loss) {
                case LOGISTIC -> random.nextDouble() < 1 / (1 + Math.exp(-margin)) ? 1 : 0;
                case POISSON -> Math.floor(Math.exp(margin / 3) + random.nextDouble());
                case SQUARED -> margin + 3 * random.nextGaussian();
                case MULTINOMIAL ->
                    Math.min(CLASSES - 1, Math.max(0, (int) (margin + random.nextGaussian() + 1)));
              };
            })
        .toArray();
  }

  private static InMemoryBlocks blocks(GlmLoss loss, long seed) {
    double[][] x = features(seed);
    double[] weights = IntStream.range(0, ROWS).mapToDouble(i -> 0.5 + i % 3).toArray();
    return InMemoryBlocks.of(x, labels(loss, x, seed + 1), weights, 3, 70);
  }

  private static GlmSpec spec(GlmLoss loss, double alpha, boolean standardize) {
    ModelConfig.Glm solver =
        new ModelConfig.Glm(
            0,
            alpha,
            2000,
            1e-11,
            standardize,
            true,
            ModelConfig.Precision.DOUBLE,
            StandardErrorKind.NONE,
            null,
            Map.of());
    List<String> names = IntStream.range(0, COLUMNS).mapToObj(j -> "x" + j).toList();
    return new GlmSpec(loss, loss == GlmLoss.MULTINOMIAL ? CLASSES : 1, names, 0, solver);
  }

  private static KernelRuns runs() {
    return new KernelRuns(BackendPreference.SCALAR);
  }

  private static PathFits fits(InMemoryBlocks blocks, GlmSpec spec, int count, double minRatio) {
    return fits(blocks, spec, new LambdaPath(count, minRatio, List.of()));
  }

  private static PathFits fits(InMemoryBlocks blocks, GlmSpec spec, LambdaPath path) {
    return PathFits.of(blocks, spec, path, runs(), Continuation.none());
  }

  @ParameterizedTest
  @CsvSource({
    "LOGISTIC, 1, true",
    "LOGISTIC, 0.5, false",
    "LOGISTIC, 0, true",
    "MULTINOMIAL, 0.8, true",
    "SQUARED, 0.9, true",
    "SQUARED, 0, true",
    "POISSON, 1, true",
    "POISSON, 0, true"
  })
  void everyPointIsTheOptimumThatAColdFitFinds(GlmLoss loss, double alpha, boolean standardize) {
    InMemoryBlocks blocks = blocks(loss, 3);
    GlmSpec spec = spec(loss, alpha, standardize);
    PathFits path = fits(blocks, spec, 12, 1e-3);

    assertThat(path.lambdas()).hasSize(12);
    assertThat(path.lambdas().get(11)).isCloseTo(1e-3 * path.lambdas().get(0), within(1e-15));
    for (int k = 0; k < 12; k++) {
      GlmSpec one = spec.withLambda(path.lambdas().get(k));
      GlmFit cold = new GlmSolver(blocks, one, runs()).fit();
      assertThat(path.fits().get(k).objective()).isCloseTo(cold.objective(), within(1e-8));
      assertThat(path.fits().get(k).warnings()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "LOGISTIC, 1, true",
    "LOGISTIC, 0.3, false",
    "MULTINOMIAL, 1, true",
    "SQUARED, 1, true",
    "SQUARED, 0.2, false",
    "POISSON, 1, true"
  })
  void theLargestLambdaIsTheLeastThatMakesEveryCoefficientNought(
      GlmLoss loss, double alpha, boolean standardize) {
    InMemoryBlocks blocks = blocks(loss, 5);
    GlmSpec spec = spec(loss, alpha, standardize);
    double largest = fits(blocks, spec, 2, 0.5).lambdas().get(0);
    GlmFit at = new GlmSolver(blocks, spec.withLambda(largest * (1 + 1e-9)), runs()).fit();
    GlmFit below = new GlmSolver(blocks, spec.withLambda(largest * 0.995), runs()).fit();

    PathFits path =
        new PathFits(spec, List.of(largest, largest * 0.995), List.of(at, below), List.of());
    GlmPath points = path.bestOn(blocks, runs()).path();
    assertThat(points.points()).extracting(PathPoint::nonzero).containsExactly(0, 1);
  }

  @Test
  void theLargestLambdaIsThatOfTheFormula() {
    double[][] x = features(7);
    double[] y = labels(GlmLoss.SQUARED, x, 8);
    double wanted = 0;
    double mean = Arrays.stream(y).average().orElseThrow();
    for (int j = 0; j < COLUMNS; j++) {
      int column = j;
      double of = Arrays.stream(x).mapToDouble(row -> row[column]).average().orElseThrow();
      double product = 0;
      double squares = 0;
      for (int i = 0; i < ROWS; i++) {
        product += (x[i][j] - of) * (y[i] - mean);
        squares += (x[i][j] - of) * (x[i][j] - of);
      }
      double deviation = Math.sqrt(squares / (ROWS - 1));
      wanted = Math.max(wanted, Math.abs(product) / deviation / ROWS / 0.4);
    }
    GlmSpec spec = spec(GlmLoss.SQUARED, 0.4, true);
    PathFits path = fits(InMemoryBlocks.of(x, y, null, 2, 90), spec, 3, 0.01);
    assertThat(path.lambdas().get(0)).isCloseTo(wanted, within(1e-12 * wanted));
    assertThat(path.lambdas().get(1)).isCloseTo(wanted / 10, within(1e-12 * wanted));
  }

  @Test
  void takesTheFitOfTheLeastLossOnOtherRows() {
    GlmSpec spec = spec(GlmLoss.SQUARED, 1, true);
    double[][] few = Arrays.copyOf(features(11), 16);
    double[] labels = Arrays.copyOf(labels(GlmLoss.SQUARED, features(11), 10), 16);
    PathFits path = fits(InMemoryBlocks.of(few, labels, null, 2, 5), spec, 20, 1e-4);
    double[][] x = features(12);
    double[] y = labels(GlmLoss.SQUARED, x, 13);
    GlmFit best = path.bestOn(InMemoryBlocks.of(x, y, null, 4, 33), runs());

    double[] errors = path.fits().stream().mapToDouble(fit -> meanSquare(fit, x, y)).toArray();
    int least = 0;
    for (int k = 0; k < errors.length; k++) {
      least = errors[k] < errors[least] ? k : least;
      PathPoint point = best.path().points().get(k);
      assertThat(point.validationLoss()).isCloseTo(errors[k], within(1e-9));
      assertThat(point.lambda()).isEqualTo(path.lambdas().get(k));
    }
    assertThat(least).isBetween(1, 18);
    assertThat(best.path().chosen()).isEqualTo(least);
    assertThat(best.path().metric()).isEqualTo("mse");
    assertThat(best.coefficients()).isEqualTo(path.fits().get(least).coefficients());
    assertThat(best.warnings()).isEmpty();
  }

  private static double meanSquare(GlmFit fit, double[][] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      double error = y[i] - fit.coefficients()[COLUMNS];
      for (int j = 0; j < COLUMNS; j++) {
        error -= x[i][j] * fit.coefficients()[j];
      }
      sum += error * error;
    }
    return sum / y.length;
  }

  @Test
  void warnsWhereTheLastLambdaWasTheBest() {
    InMemoryBlocks blocks = blocks(GlmLoss.SQUARED, 14);
    LambdaPath given = new LambdaPath(2, 1e-4, List.of(0.5, 0.25));
    GlmSpec spec = spec(GlmLoss.SQUARED, 1, true);
    GlmFit best = fits(blocks, spec, given).bestOn(blocks, runs());
    assertThat(best.path().points()).extracting(PathPoint::lambda).containsExactly(0.5, 0.25);
    assertThat(best.warnings())
        .containsExactly(
            "the smallest λ of the path, 0.25, was the best on the validation rows; a smaller one"
                + " may do better: lower model.lambda-path.min-ratio, or give smaller values");
  }

  @Test
  void refusesColumnsThatSayNothingAndRowsThatWeighNothing() {
    double[][] x = new double[10][COLUMNS];
    double[] y = IntStream.range(0, 10).mapToDouble(i -> i).toArray();
    InMemoryBlocks constant = InMemoryBlocks.of(x, y, null, 1, 10);
    GlmSpec spec = spec(GlmLoss.SQUARED, 1, true);
    assertThatThrownBy(() -> fits(constant, spec, 3, 0.1))
        .hasMessage(
            "no column of the training rows says anything of the label, so that model.lambda-path"
                + " finds no largest λ; give other columns in features, or model.lambda-path.values");
    PathFits path = fits(blocks(GlmLoss.SQUARED, 3), spec, 3, 0.1);
    assertThatThrownBy(() -> path.bestOn(InMemoryBlocks.of(x, y, new double[10], 1, 10), runs()))
        .hasMessage(
            "model.lambda-path is judged by the validation rows, but there is none that weighs"
                + " anything; give split.validation a larger share, or set model.lambda");
  }
}
