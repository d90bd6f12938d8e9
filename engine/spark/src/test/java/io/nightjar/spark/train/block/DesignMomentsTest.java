package io.nightjar.spark.train.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.features.NumericRange;
import io.nightjar.spark.train.glm.InMemoryBlocks;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DesignMomentsTest {
  private static final int ROWS = 1003;

  /** Near 0, far from it, never changing, and changing in one row alone. */
  private static double[][] columns() {
    Random random = new Random(5);
    return IntStream.range(0, ROWS)
        .mapToObj(
            i ->
                new double[] {
                  random.nextGaussian(), 65536 + random.nextInt(3), 0.1f, i == 7 ? 1 : 0
                })
        .toArray(double[][]::new);
  }

  private static double[] classes() {
    return IntStream.range(0, ROWS).mapToDouble(i -> i % 3 == 0 ? 1 : 0).toArray();
  }

  private static void requireNaive(DesignMoments moments, double[][] x, double[] w, int j) {
    double weight = 0;
    double squaredWeights = 0;
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      weight += w[i];
      squaredWeights += w[i] * w[i];
      sum += w[i] * x[i][j];
    }
    double squares = 0;
    for (int i = 0; i < x.length; i++) {
      squares += w[i] * Math.pow(x[i][j] - sum / weight, 2);
    }
    double sigma = Math.sqrt(squares / (weight - squaredWeights / weight));
    assertThat(moments.weight()).isCloseTo(weight, within(1e-9));
    assertThat(moments.mean(j)).isCloseTo(sum / weight, within(1e-12 * Math.abs(sum)));
    assertThat(moments.deviation(j)).isCloseTo(sigma, within(1e-10 * sigma));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 64})
  void areThoseOfANaiveLoopInOnePass(int blockRows) {
    double[][] x = columns();
    double[] ones = IntStream.range(0, ROWS).mapToDouble(i -> 1).toArray();
    double[] weights = IntStream.range(0, ROWS).mapToDouble(i -> i % 4 * 0.7).toArray();
    InMemoryBlocks plain = InMemoryBlocks.of(x, classes(), null, 3, blockRows);
    InMemoryBlocks weighted = InMemoryBlocks.of(x, classes(), weights, 2, blockRows);
    for (int j : new int[] {0, 1, 3}) {
      requireNaive(DesignMoments.of(plain, 4, 2), x, ones, j);
      requireNaive(DesignMoments.of(weighted, 4, 2), x, weights, j);
      requireNaive(DesignMoments.of(weighted.inFloats(), 4, 2), inFloats(x), weights, j);
      requireNaive(DesignMoments.of(plain.inFloats(), 4, 2), inFloats(x), ones, j);
    }
    DesignMoments moments = DesignMoments.of(plain, 4, 2);
    assertThat(moments.rows()).isEqualTo(ROWS);
    assertThat(moments.classWeight(1)).isEqualTo(335);
    assertThat(moments.classWeight(0)).isEqualTo(ROWS - 335);
    assertThat(moments.mean(4)).isCloseTo(335.0 / ROWS, within(1e-15));
  }

  private static double[][] inFloats(double[][] x) {
    double[][] narrow = new double[x.length][x[0].length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x[i].length; j++) {
        narrow[i][j] = (float) x[i][j];
      }
    }
    return narrow;
  }

  @Test
  void seeThatAColumnNeverChanges() {
    double[] weights = IntStream.range(0, ROWS).mapToDouble(i -> 0.1 + i % 7 / 3.0).toArray();
    for (double[] w : new double[][] {null, weights}) {
      InMemoryBlocks blocks = InMemoryBlocks.of(columns(), classes(), w, 3, 50);
      for (BlockFolds some : new BlockFolds[] {blocks, blocks.inFloats()}) {
        assertThat(DesignMoments.of(some, 4, 2).deviation(2)).isZero();
        assertThat(DesignMoments.of(some, 4, 2).mean(2)).isEqualTo(0.1f);
      }
    }
  }

  @Test
  void leaveOutWhatIsKnown() {
    InMemoryBlocks blocks = InMemoryBlocks.of(columns(), classes(), null, 3, 50);
    Map<Integer, NumericRange> known =
        Map.of(0, new NumericRange(0.5, 2, -7, 7), 2, new NumericRange(0.1f, 0, 0.1f, 0.1f));
    for (BlockFolds some : new BlockFolds[] {blocks, blocks.inFloats()}) {
      DesignMoments moments = DesignMoments.of(some, 4, 2, known);
      DesignMoments found = DesignMoments.of(some, 4, 2);
      assertThat(moments.mean(0)).isEqualTo(0.5);
      assertThat(moments.deviation(0)).isEqualTo(2);
      assertThat(moments.deviation(2)).isZero();
      for (int j : new int[] {1, 3, 4}) {
        assertThat(moments.mean(j)).isEqualTo(found.mean(j));
        assertThat(moments.deviation(j)).isEqualTo(found.deviation(j));
      }
    }
  }
}
