package io.nightjar.spark.train.trees.grow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.spark.train.trees.objective.Logistic;
import io.nightjar.spark.train.trees.objective.Regression;
import io.nightjar.spark.train.trees.split.Penalty;
import io.nightjar.spark.train.trees.split.Split;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class GrowingTest {
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

  private static double share(double[] margins, double[] labels) {
    int right = 0;
    for (int i = 0; i < labels.length; i++) {
      right += margins[i] > 0 == labels[i] > 0 ? 1 : 0;
    }
    return (double) right / labels.length;
  }

  /** Gains of small whole numbers lie far apart, so rounding to 16 bits can't change a choice. */
  @Test
  void splitsWhereANaiveTreeDoes() {
    for (long seed = 1; seed <= 30; seed++) {
      Random random = new Random(seed);
      int n = 20 + random.nextInt(20);
      float[][] x = new float[3][n];
      for (float[] column : x) {
        for (int i = 0; i < n; i++) {
          column[i] = random.nextInt(15);
        }
      }
      double[] y = labels(n, i -> random.nextInt(100));
      MadeRows rows = new MadeRows(x, y).shaped(3, 0).rounds(BOOSTED, 1, 1);
      Boosted boosted = rows.grown(Regression.squared());
      double base = Arrays.stream(y).average().orElseThrow();
      double[] g = labels(n, i -> base - y[i]);
      double[] h = labels(n, i -> 1);
      boolean[] all = new boolean[n];
      Arrays.fill(all, true);
      requireSame(rows, boosted.trees().get(0), 0, all, new NaiveTree(x, g, h, 1));
    }
  }

  private static void requireSame(
      MadeRows rows, GrownTree tree, int node, boolean[] in, NaiveTree naive) {
    Split split = tree.node(node).split();
    if (split == null) {
      return;
    }
    NaiveTree.Best best = naive.best(in);
    assertThat(split.gain()).isCloseTo(best.gain(), within(1e-3 * best.gain() + 0.05));
    boolean[] left = in.clone();
    boolean[] right = in.clone();
    int lefts = 0;
    for (int i = 0; i < in.length; i++) {
      left[i] &= split.goesLeft(rows.matrix().bin(split.column(), i));
      right[i] &= !left[i];
      lefts += left[i] ? 1 : 0;
    }
    assertThat(lefts).isPositive();
    requireSame(rows, tree, tree.node(node).left(), left, naive);
    requireSame(rows, tree, tree.node(node).left() + 1, right, naive);
  }

  @Test
  void givesLeavesTheirNewtonStep() {
    float[][] x = {{0, 0, 0, 1, 1}};
    double[] y = {1, 2, 3, 10, 20};
    Boosted boosted =
        new MadeRows(x, y)
            .penalised(new Penalty(0.5, 2, 0, 0))
            .shaped(1, 0)
            .rounds(BOOSTED, 1, 0.1)
            .grown(Regression.squared());
    GrownTree tree = boosted.trees().get(0);
    assertThat(boosted.base()).containsExactly(7.2);
    // G left = 3·7.2 − 6 = 15.6, right = 2·7.2 − 30 = −15.6; α takes 2 off each.
    assertThat(tree.node(1).value()).isCloseTo(-0.1 * 13.6 / 3.5, within(1e-7));
    assertThat(tree.node(2).value()).isCloseTo(0.1 * 13.6 / 2.5, within(1e-7));
    assertThat(tree.node(0).split().gain())
        .isCloseTo(0.5 * (13.6 * 13.6 / 3.5 + 13.6 * 13.6 / 2.5), within(0.05));
    assertThat(tree.node(0).cover()).isCloseTo(5, within(1e-9));
  }

  @Test
  void learnsAStepAndAnExclusiveOr() {
    int n = 2000;
    float[] a = uniform(n, 1);
    float[] b = uniform(n, 2);
    double[] step = labels(n, i -> a[i] > 0.3 ? 1 : 0);
    double[] either = labels(n, i -> a[i] > 0.5 ^ b[i] > 0.5 ? 1 : 0);
    MadeRows steps = new MadeRows(new float[][] {a, b}, step).shaped(2, 0);
    assertThat(share(steps.margins(steps.grown(new Logistic()), 0), step)).isEqualTo(1);
    MadeRows ors = new MadeRows(new float[][] {a, b}, either).shaped(4, 0);
    assertThat(share(ors.margins(ors.grown(new Logistic()), 0), either)).isGreaterThan(0.99);
  }

  @Test
  void learnsWhatMissingMeans() {
    int n = 1000;
    float[] a = uniform(n, 3);
    Random random = new Random(4);
    for (int i = 0; i < n; i++) {
      a[i] = random.nextInt(4) == 0 ? Float.NaN : a[i];
    }
    double[] y = labels(n, i -> Float.isNaN(a[i]) ? 5 : a[i] > 0.5 ? 5 : -5);
    MadeRows rows = new MadeRows(new float[][] {a}, y).shaped(1, 0).rounds(BOOSTED, 1, 1);
    Boosted boosted = rows.grown(Regression.squared());
    assertThat(boosted.trees().get(0).node(0).split().missingLeft()).isFalse();
    double[] other = labels(n, i -> Float.isNaN(a[i]) ? 7 : -7);
    MadeRows missing = new MadeRows(new float[][] {a}, other).shaped(1, 0).rounds(BOOSTED, 1, 1);
    double[] margins = missing.margins(missing.grown(Regression.squared()), 0);
    assertThat(meanSquare(margins, other)).isLessThan(0.02);
  }

  @Test
  void sendsMissingWithTheHeavierSideWhereTrainingHadNone() {
    float[] a = {0, 1, 1, 1};
    double[] y = {0, 9, 9, 9};
    MadeRows rows =
        new MadeRows(new float[][] {a}, y)
            .penalised(new Penalty(0, 0, 0, 0))
            .shaped(1, 0)
            .rounds(BOOSTED, 1, 1);
    Split split = rows.grown(Regression.squared()).trees().get(0).node(0).split();
    assertThat(split.missingLeft()).isFalse();
  }

  @Test
  void findsSetsOfCategories() {
    int n = 4000;
    Random random = new Random(5);
    float[] category = new float[n];
    for (int i = 0; i < n; i++) {
      category[i] = random.nextInt(40);
    }
    double[] y = labels(n, i -> (int) category[i] * 7 % 5 < 2 ? 3 : -1);
    MadeRows rows =
        new MadeRows(new float[][] {category}, y, 40).shaped(1, 0).rounds(BOOSTED, 1, 1);
    Boosted boosted = rows.grown(Regression.squared());
    assertThat(meanSquare(rows.margins(boosted, 0), y)).isLessThan(1e-4);
    assertThat(boosted.trees().get(0).size()).isEqualTo(3);
  }

  @Test
  void keepsToMonotoneColumns() {
    int n = 3000;
    float[] a = uniform(n, 6);
    float[] b = uniform(n, 7);
    Random random = new Random(8);
    double[] y = labels(n, i -> 2 * a[i] + Math.sin(9 * a[i]) - b[i] + random.nextGaussian() / 2);
    MadeRows rows = new MadeRows(new float[][] {a, b}, y).monotone(1, -1).shaped(5, 0);
    Boosted boosted = rows.grown(Regression.squared());
    assertThat(meanSquare(rows.margins(boosted, 0), y)).isLessThan(0.5);
    MadeRows free = new MadeRows(new float[][] {a, b}, y).shaped(5, 0);
    assertThat(risesEverywhere(free, free.grown(Regression.squared()))).isFalse();
    assertThat(risesEverywhere(rows, boosted)).isTrue();
  }

  /** Whether the sum of trees rises in column 0 at ten values of column 1. */
  private static boolean risesEverywhere(MadeRows rows, Boosted boosted) {
    for (float b = 0.05f; b < 1; b += 0.1f) {
      double before = Double.NEGATIVE_INFINITY;
      for (float a = 0; a <= 1; a += 0.01f) {
        double sum = 0;
        for (GrownTree tree : boosted.trees()) {
          sum += walk(rows, tree, a, b);
        }
        if (sum < before - 1e-12) {
          return false;
        }
        before = sum;
      }
    }
    return true;
  }

  private static double walk(MadeRows rows, GrownTree tree, float a, float b) {
    GrownTree.Node node = tree.node(0);
    while (node.split() != null) {
      int column = node.split().column();
      int bin = rows.bins().column(column).bin(column == 0 ? a : b);
      node = tree.node(node.split().goesLeft(bin) ? node.left() : node.left() + 1);
    }
    return node.value();
  }

  @Test
  void growsTheBestLeafFirst() {
    int n = 2000;
    float[] a = uniform(n, 9);
    double[] y = labels(n, i -> Math.exp(6 * a[i]));
    MadeRows rows = new MadeRows(new float[][] {a}, y).shaped(30, 9).rounds(BOOSTED, 1, 1);
    Boosted leafWise = rows.grown(Regression.squared());
    assertThat(leafWise.trees().get(0).leaves()).hasSize(9);
    double error = meanSquare(rows.margins(leafWise, 0), y);
    MadeRows level = new MadeRows(new float[][] {a}, y).shaped(3, 0).rounds(BOOSTED, 1, 1);
    double levelError = meanSquare(level.margins(level.grown(Regression.squared()), 0), y);
    assertThat(error).isLessThan(levelError);
  }

  @Test
  void splitsNothingThatGainsLessThanGammaOrWeighsTooLittle() {
    float[][] x = {{0, 0, 0, 1}};
    double[] y = {0, 0, 0, 4};
    MadeRows costly = new MadeRows(x, y).penalised(new Penalty(0, 0, 6.1, 0)).rounds(BOOSTED, 1, 1);
    assertThat(costly.grown(Regression.squared()).trees().get(0).size()).isEqualTo(1);
    MadeRows cheap = new MadeRows(x, y).penalised(new Penalty(0, 0, 5.9, 0)).rounds(BOOSTED, 1, 1);
    assertThat(cheap.grown(Regression.squared()).trees().get(0).size()).isEqualTo(3);
    MadeRows light = new MadeRows(x, y).penalised(new Penalty(0, 0, 0, 2)).rounds(BOOSTED, 1, 1);
    assertThat(light.grown(Regression.squared()).trees().get(0).size()).isEqualTo(1);
  }

  @Test
  void countsAWeightOfTwoAsTwoRows() {
    float[][] once = {{1, 2, 3, 4}};
    float[][] twice = {{1, 2, 2, 3, 4, 4}};
    Boosted weighted =
        new MadeRows(once, new double[] {0, 4, 6, 9})
            .weighted(1, 2, 1, 2)
            .grown(Regression.squared());
    Boosted repeated =
        new MadeRows(twice, new double[] {0, 4, 4, 6, 9, 9}).grown(Regression.squared());
    assertThat(weighted.base()).containsExactly(repeated.base());
    MadeRows rows = new MadeRows(once, new double[] {0, 4, 6, 9});
    assertThat(rows.margins(weighted, 0)).containsExactly(rows.margins(repeated, 0), within(1e-3));
  }
}
