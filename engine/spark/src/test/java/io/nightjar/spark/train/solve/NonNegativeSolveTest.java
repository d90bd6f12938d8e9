package io.nightjar.spark.train.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.factor.CholeskySolve;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NonNegativeSolveTest {
  /** A batch of systems, dense. */
  private record Batch(double[][][] a, double[][] b) {
    /** Σ v·vᵀ of twice the order's vectors, whose b is as often negative as not. */
    static Batch of(int systems, int order, long seed) {
      Random random = new Random(seed);
      Batch batch = new Batch(new double[systems][order][order], new double[systems][order]);
      for (int s = 0; s < systems; s++) {
        for (int n = 0; n < 2 * order; n++) {
          double[] v = random.doubles(order, -0.5, 1).toArray();
          double target = random.nextGaussian();
          for (int i = 0; i < order; i++) {
            batch.b[s][i] += target * v[i];
            for (int j = 0; j < order; j++) {
              batch.a[s][i][j] += v[i] * v[j];
            }
          }
        }
      }
      return batch;
    }

    double[] packed() {
      return Arrays.stream(a)
          .flatMapToDouble(
              one ->
                  IntStream.range(0, one.length)
                      .mapToObj(i -> Arrays.copyOf(one[i], i + 1))
                      .flatMapToDouble(Arrays::stream))
          .toArray();
    }

    double[] sides() {
      return Arrays.stream(b).flatMapToDouble(Arrays::stream).toArray();
    }
  }

  private static int[] solve(int order, double[] a, double[] b, double[] x) {
    Kernels kernels = Kernels.of(BackendPreference.SCALAR);
    return new NonNegativeSolve(kernels.factor(), order).solve(a, b, x);
  }

  private static double[] slopes(double[][] a, double[] b, double[] x) {
    double[] slopes = new Array2DRowRealMatrix(a).operate(x);
    for (int i = 0; i < b.length; i++) {
      slopes[i] -= b[i];
    }
    return slopes;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 32, 100})
  void meetsTheConditionsOfKarushKuhnAndTucker(int order) {
    Batch batch = Batch.of(20, order, order);
    double[] x = new double[20 * order];
    assertThat(solve(order, batch.packed(), batch.sides(), x)).isEmpty();
    assertThat(x).contains(0);
    assertThat(Arrays.stream(x).filter(value -> value > 0)).isNotEmpty();
    for (int s = 0; s < 20; s++) {
      double[] own = Arrays.copyOfRange(x, s * order, (s + 1) * order);
      double[] slopes = slopes(batch.a()[s], batch.b()[s], own);
      for (int i = 0; i < order; i++) {
        assertThat(own[i]).isNotNegative();
        assertThat(slopes[i]).isGreaterThan(-1e-8);
        assertThat(own[i] * slopes[i]).isCloseTo(0, within(1e-8));
      }
    }
  }

  @Test
  void findsTheLeastOfAllChoicesOfFreeFactors() {
    Batch batch = Batch.of(50, 5, 77);
    double[] x = new double[50 * 5];
    assertThat(solve(5, batch.packed(), batch.sides(), x)).isEmpty();
    for (int s = 0; s < 50; s++) {
      assertThat(Arrays.copyOfRange(x, s * 5, s * 5 + 5))
          .containsExactly(best(batch.a()[s], batch.b()[s]), within(1e-9));
    }
  }

  /** The least objective over all subsets whose solution is 0 or more. */
  private static double[] best(double[][] a, double[] b) {
    double[] best = new double[b.length];
    double least = 0;
    for (int subset = 1; subset < 1 << b.length; subset++) {
      double[] x = restricted(a, b, subset);
      ArrayRealVector point = new ArrayRealVector(x);
      double objective =
          0.5 * point.dotProduct(new Array2DRowRealMatrix(a).operate(point))
              - point.dotProduct(new ArrayRealVector(b));
      if (objective < least && Arrays.stream(x).allMatch(value -> value >= 0)) {
        least = objective;
        best = x;
      }
    }
    return best;
  }

  private static double[] restricted(double[][] a, double[] b, int subset) {
    double[][] matrix = new double[b.length][b.length];
    double[] side = new double[b.length];
    for (int i = 0; i < b.length; i++) {
      boolean free = (subset >> i & 1) == 1;
      side[i] = free ? b[i] : 0;
      for (int j = 0; j < b.length; j++) {
        boolean both = free && (subset >> j & 1) == 1;
        matrix[i][j] = both ? a[i][j] : i == j ? 1 : 0;
      }
    }
    return new LUDecomposition(new Array2DRowRealMatrix(matrix))
        .getSolver()
        .solve(new ArrayRealVector(side))
        .toArray();
  }

  @Test
  void namesTheSystemsThatAreSingularInTheirFreeFactorsAndSolvesTheOthers() {
    double[] singular = {1, 1, 1};
    double[] regular = {4, 0, 4};
    double[] a = new double[9];
    System.arraycopy(regular, 0, a, 0, CholeskySolve.packedLength(2));
    System.arraycopy(singular, 0, a, 3, 3);
    System.arraycopy(singular, 0, a, 6, 3);
    double[] x = new double[6];
    int[] unsolved = solve(2, a, new double[] {8, -2, 1, 1, -1, -1}, x);
    assertThat(unsolved).containsExactly(1);
    assertThat(Arrays.copyOf(x, 2)).containsExactly(2, 0);
    assertThat(Arrays.copyOfRange(x, 4, 6)).containsExactly(0, 0);
  }

  @Test
  void givesASystemTheSameBitsInABatchAndAlone() {
    Batch batch = Batch.of(30, 12, 5);
    double[] all = new double[30 * 12];
    solve(12, batch.packed(), batch.sides(), all);
    for (int s = 0; s < 30; s++) {
      Batch one = new Batch(new double[][][] {batch.a()[s]}, new double[][] {batch.b()[s]});
      double[] x = new double[12];
      solve(12, one.packed(), one.sides(), x);
      assertThat(x).containsExactly(Arrays.copyOfRange(all, s * 12, (s + 1) * 12));
    }
  }
}
