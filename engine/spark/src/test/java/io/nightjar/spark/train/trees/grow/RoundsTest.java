package io.nightjar.spark.train.trees.grow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.spark.train.trees.objective.OneAgainstRest;
import io.nightjar.spark.train.trees.objective.Regression;
import io.nightjar.spark.train.trees.objective.Softmax;
import io.nightjar.spark.train.trees.split.Penalty;
import io.nightjar.spark.train.trees.split.Sampling;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private static final BoostPlan.Kind BOOSTED = BoostPlan.Kind.BOOSTED;

  private static float[] uniform(int n, long seed) {
    Random random = new Random(seed);
    float[] column = new float[n];
    for (int i = 0; i < n; i++) {
      column[i] = random.nextFloat();
    }
    return column;
  }

  private static double[] labels(int n, IntToDoubleFunction of) {
    double[] labels = new double[n];
    Arrays.setAll(labels, of);
    return labels;
  }

  private static double meanSquare(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum / a.length;
  }

  @Test
  void partsClasses() {
    int n = 3000;
    float[] a = uniform(n, 10);
    float[] b = uniform(n, 11);
    double[] y = labels(n, i -> a[i] < 0.4 ? 0 : b[i] < 0.5 ? 1 : 2);
    MadeRows rows = new MadeRows(new float[][] {a, b}, y).shaped(3, 0).rounds(BOOSTED, 30, 0.3);
    Boosted boosted = rows.grown(new Softmax(3));
    assertThat(boosted.trees()).hasSize(90);
    double[][] margins = new double[3][];
    Arrays.setAll(margins, k -> rows.margins(boosted, k));
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < 3; k++) {
        assertThat(margins[(int) y[i]][i]).isGreaterThanOrEqualTo(margins[k][i]);
      }
    }
  }

  @Test
  void findsQuantilesOfNoiseThatDependsOnAColumn() {
    int n = 20_000;
    float[] a = uniform(n, 12);
    Random random = new Random(13);
    double[] y = labels(n, i -> 100 * (a[i] > 0.5 ? 1 : 0) + random.nextDouble() * 40);
    MadeRows rows = new MadeRows(new float[][] {a}, y).shaped(2, 0).rounds(BOOSTED, 20, 0.5);
    double[] margins = rows.margins(rows.grown(Regression.quantile(0.9)), 0);
    int below = 0;
    for (int i = 0; i < n; i++) {
      below += y[i] <= margins[i] ? 1 : 0;
      // Of 255 bins one holds numbers on both sides of the step.
      if (Math.abs(a[i] - 0.5) > 0.005) {
        assertThat(margins[i]).isCloseTo(a[i] > 0.5 ? 136 : 36, within(4.0));
      }
    }
    assertThat(below / (double) n).isCloseTo(0.9, within(0.01));
  }

  @Test
  void findsTheMedianInOneLeaf() {
    double[] y = {1, 2, 50, 3, 4};
    Boosted boosted = new MadeRows(new float[][] {new float[5]}, y).grown(Regression.absolute());
    assertThat(boosted.base()).containsExactly(3);
  }

  @Test
  void averagesAForestsTrees() {
    int n = 2000;
    float[] a = uniform(n, 14);
    float[] b = uniform(n, 15);
    Random random = new Random(16);
    double[] truth = labels(n, i -> (a[i] > 0.5 ? 4 : 0) + (b[i] > 0.5 ? 2 : 0));
    double[] y = labels(n, i -> truth[i] + random.nextGaussian());
    MadeRows rows =
        new MadeRows(new float[][] {a, b}, y)
            .penalised(new Penalty(0, 0, 0, 5))
            .sampled(new Sampling(Sampling.Rows.BOOTSTRAP, 1, 1, 0.5, 3))
            .shaped(6, 0)
            .rounds(BoostPlan.Kind.AVERAGED, 40, 1);
    assertThat(meanSquare(rows.margins(rows.grown(Regression.squared()), 0), truth))
        .isLessThan(0.2);
  }

  @Test
  void averagesTheSharesOfClasses() {
    int n = 2000;
    float[] a = uniform(n, 14);
    float[] b = uniform(n, 15);
    double[] kinds = labels(n, i -> a[i] > 0.5 ? b[i] > 0.5 ? 2 : 1 : 0);
    MadeRows classes =
        new MadeRows(new float[][] {a, b}, kinds)
            .penalised(new Penalty(0, 0, 0, 1))
            .sampled(new Sampling(Sampling.Rows.BOOTSTRAP, 1, 1, 1, 3))
            .rounds(BoostPlan.Kind.AVERAGED, 10, 1);
    Boosted forest = classes.grown(new OneAgainstRest(3));
    double off = 0;
    for (int k = 0; k < 3; k++) {
      double[] shares = classes.margins(forest, k);
      for (int i = 0; i < n; i++) {
        off += Math.abs(shares[i] - (kinds[i] == k ? 1 : 0)) / n;
      }
    }
    assertThat(off).isLessThan(0.02);
  }

  @Test
  void takesAboutTheShareOfRowsAndColumnsThatIsAsked() {
    Sampling half = new Sampling(Sampling.Rows.SHARE, 0.5, 1, 1, 1);
    Sampling bootstrap = new Sampling(Sampling.Rows.BOOTSTRAP, 1, 1, 1, 1);
    Random random = new Random(17);
    double taken = 0;
    double drawn = 0;
    double none = 0;
    int n = 100_000;
    for (int i = 0; i < n; i++) {
      long bits = random.nextLong();
      taken += half.times(bits);
      drawn += bootstrap.times(bits);
      none += bootstrap.times(bits) == 0 ? 1 : 0;
    }
    assertThat(taken / n).isCloseTo(0.5, within(0.01));
    assertThat(drawn / n).isCloseTo(1, within(0.02));
    assertThat(none / n).isCloseTo(Math.exp(-1), within(0.01));
  }
}
