package io.nightjar.kernels.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.kernels.block.BinnedBlock;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.ensemble.MadeEnsembles.Plan;
import io.nightjar.kernels.ensemble.MadeEnsembles.Scale;
import io.nightjar.kernels.ensemble.MadeEnsembles.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link EnsembleKernels#score} promises, on every backend. */
abstract class EnsembleScoreContract {
  private static final long SEED = 20261126;

  abstract EnsembleKernels kernels();

  /** 0 where sums are float64 in the trees' order. */
  double tolerance() {
    return 0;
  }

  @ParameterizedTest(name = "{0} rows, {1} columns, {2} trees of {3} leaves, {4}")
  @CsvSource({
    "0, 3, 5, 8, BALANCED, 1, 0, AT_MOST",
    "1, 1, 1, 1, BALANCED, 1, 0, LESS",
    "1, 28, 40, 64, BALANCED, 2, 0, AT_MOST",
    "1, 28, 203, 64, BALANCED, 3, 0.2, LESS",
    "3, 2, 7, 9, LEAF_WISE, 2, 0.3, LESS",
    "17, 6, 19, 300, SKEWED, 2, 0.1, AT_MOST",
    "23, 5, 7, 31, LEAF_WISE, 1, 0, LESS",
    "24, 5, 7, 31, LEAF_WISE, 1, 0, LESS",
    "63, 28, 20, 64, BALANCED, 1, 0, AT_MOST",
    "64, 28, 20, 64, BALANCED, 3, 0, LESS",
    "65, 130, 20, 64, BALANCED, 1, 0.1, AT_MOST",
    "1000, 28, 20, 255, LEAF_WISE, 1, 0.05, LESS",
    "1000, 28, 30, 256, BALANCED, 1, 0, AT_MOST",
    "1000, 28, 9, 257, LEAF_WISE, 2, 0, AT_MOST",
    "1000, 6, 5, 1500, LEAF_WISE, 1, 0.2, AT_MOST",
    "1000, 6, 5, 200, SKEWED, 1, 0.1, LESS",
    "1000, 6, 2, 3000, SKEWED, 1, 0, LESS",
    "2049, 1, 300, 31, LEAF_WISE, 1, 0, AT_MOST",
    "4999, 0, 3, 8, BALANCED, 1, 0, AT_MOST",
    "1000003, 2, 3, 16, BALANCED, 1, 0, AT_MOST"
  })
  void isTheNaiveWalk(
      int rows,
      int columns,
      int trees,
      int leaves,
      Shape shape,
      int outputs,
      double categorical,
      Decision decision) {
    MadeEnsembles made = new MadeEnsembles(SEED + rows);
    Plan plan = new Plan(trees, leaves, shape, outputs, categorical);
    TreeEnsemble ensemble = made.ensemble(decision, columns, plan, Scale.NUMBERS);
    ColumnBlock block = made.rows(rows, columns);
    double[] out = score(ensemble, block);
    for (int i = 0; i < rows; i++) {
      int row = i;
      check(ensemble, f -> block.column(f)[row], out, rows, i);
    }
  }

  @ParameterizedTest(name = "{0} rows, {1} columns")
  @MethodSource("io.nightjar.kernels.block.ContractShapes#all")
  void isTheNaiveWalkOnEveryShape(int rows, int columns) {
    isTheNaiveWalk(rows, columns, 5, 17, Shape.LEAF_WISE, 2, 0.1, Decision.AT_MOST);
    isTheNaiveWalkOnBins(rows, columns, 5, 17, 0.1);
  }

  @ParameterizedTest
  @ValueSource(
      floats = {0f, 7.25f, 1e-42f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void walksRowsThatAreAllEqualOrAllMissing(float value) {
    MadeEnsembles made = new MadeEnsembles(SEED);
    Plan plan = new Plan(20, 31, Shape.LEAF_WISE, 2, 0.2);
    TreeEnsemble ensemble = made.ensemble(Decision.LESS, 5, plan, Scale.NUMBERS);
    float[] column = new float[130];
    Arrays.fill(column, value);
    ColumnBlock block =
        new ColumnBlock(130, new float[][] {column, column, column, column, column});
    double[] out = score(ensemble, block);
    for (int i = 0; i < 130; i++) {
      check(ensemble, f -> value, out, 130, i);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 128, BinnedBlock.MISSING})
  void walksBinsThatAreAllEqualOrAllMissing(int bin) {
    MadeEnsembles made = new MadeEnsembles(SEED);
    Plan plan = new Plan(20, 31, Shape.LEAF_WISE, 2, 0.2);
    TreeEnsemble ensemble = made.ensemble(Decision.AT_MOST, 3, plan, Scale.BINS);
    BinnedBlock block = made.bins(130, 3);
    for (int j = 0; j < 3; j++) {
      Arrays.fill(block.column(j), (byte) bin);
    }
    double[] out = new double[2 * 130];
    kernels().score(ensemble, block, out);
    for (int i = 0; i < 130; i++) {
      check(ensemble, f -> number(bin), out, 130, i);
    }
  }

  @ParameterizedTest(name = "{0} rows, {1} columns, {2} trees of {3} leaves")
  @CsvSource({
    "0, 3, 5, 8, 0",
    "1, 4, 5, 8, 0",
    "3, 4, 21, 63, 0.2",
    "65, 28, 20, 64, 0.2",
    "1000, 28, 100, 63, 0",
    "1000, 3, 4, 300, 0.2",
    "300001, 2, 3, 16, 0"
  })
  void isTheNaiveWalkOnBins(int rows, int columns, int trees, int leaves, double categorical) {
    MadeEnsembles made = new MadeEnsembles(SEED + rows);
    Plan plan = new Plan(trees, leaves, Shape.LEAF_WISE, 2, categorical);
    TreeEnsemble ensemble = made.ensemble(Decision.AT_MOST, columns, plan, Scale.BINS);
    BinnedBlock block = made.bins(rows, columns);
    double[] out = new double[2 * rows];
    kernels().score(ensemble, block, out);
    for (int i = 0; i < rows; i++) {
      int row = i;
      check(ensemble, f -> number(block.column(f)[row] & 0xff), out, rows, i);
    }
  }

  private static double number(int bin) {
    return bin == BinnedBlock.MISSING ? Double.NaN : bin;
  }

  private void check(
      TreeEnsemble ensemble, IntToDoubleFunction row, double[] out, int rows, int i) {
    double[] wanted = NaiveEnsemble.predict(ensemble, row);
    for (int o = 0; o < wanted.length; o++) {
      double got = out[o * rows + i];
      if (got != wanted[o]) {
        assertThat(got).as("row %s", i).isCloseTo(wanted[o], within(tolerance()));
      }
    }
  }

  @Test
  void takesEveryKindOfThreshold() {
    float[] thresholds = {
      Float.NEGATIVE_INFINITY,
      -Float.MAX_VALUE,
      -1e30f,
      -1,
      -Float.MIN_VALUE,
      -0f,
      0f,
      Float.MIN_VALUE,
      1,
      1e30f,
      Float.MAX_VALUE,
      Float.POSITIVE_INFINITY
    };
    float[] x = new float[40 * (thresholds.length + 1)];
    for (int i = 0; i < x.length; i++) {
      int at = i % (thresholds.length + 1);
      x[i] = at == thresholds.length ? Float.NaN : thresholds[at];
    }
    ColumnBlock block = new ColumnBlock(x.length, new float[][] {x});
    for (Decision decision : Decision.values()) {
      for (boolean left : new boolean[] {false, true}) {
        TreeEnsemble ensemble = stumps(decision, thresholds, left);
        double[] out = score(ensemble, block);
        for (int i = 0; i < x.length; i++) {
          float value = x[i];
          check(ensemble, f -> value, out, x.length, i);
        }
      }
    }
  }

  private static TreeEnsemble stumps(Decision decision, float[] thresholds, boolean left) {
    int trees = thresholds.length;
    int[] starts = new int[trees + 1];
    Arrays.setAll(starts, t -> 3 * t);
    float[] cuts = new float[3 * trees];
    int[] lefts = new int[3 * trees];
    Arrays.fill(lefts, TreeNodes.LEAF);
    int[] rights = lefts.clone();
    double[] values = new double[3 * trees];
    boolean[] missingLeft = new boolean[3 * trees];
    Arrays.fill(missingLeft, left);
    for (int t = 0; t < trees; t++) {
      cuts[3 * t] = thresholds[t];
      lefts[3 * t] = 2;
      rights[3 * t] = 1;
      values[3 * t + 2] = 1 << t;
    }
    TreeNodes nodes =
        new TreeNodes(
            starts, new int[3 * trees], cuts, null, lefts, rights, missingLeft, values, null);
    return TreeEnsemble.of(decision, 1, nodes, new int[trees], new double[1]);
  }

  @Test
  void walksAPathOfTenThousandSplits() {
    MadeEnsembles made = new MadeEnsembles(SEED);
    Plan plan = new Plan(1, 10_001, Shape.SKEWED, 1, 0);
    TreeEnsemble ensemble = made.ensemble(Decision.AT_MOST, 3, plan, Scale.NUMBERS);
    ColumnBlock block = made.rows(70, 3);
    double[] out = score(ensemble, block);
    for (int i = 0; i < 70; i++) {
      int row = i;
      check(ensemble, f -> block.column(f)[row], out, 70, i);
    }
  }

  @Test
  void isTheSameInBlocksOfAnySize() {
    MadeEnsembles made = new MadeEnsembles(SEED);
    Plan plan = new Plan(50, 40, Shape.LEAF_WISE, 1, 0.1);
    TreeEnsemble ensemble = made.ensemble(Decision.LESS, 9, plan, Scale.NUMBERS);
    ColumnBlock block = made.rows(3001, 9);
    double[] whole = score(ensemble, block);
    for (int size : new int[] {1, 23, 24, 1000}) {
      for (int from = 0; from + size <= 3001; from += size * 7) {
        float[][] part = new float[9][];
        for (int j = 0; j < 9; j++) {
          part[j] = Arrays.copyOfRange(block.column(j), from, from + size);
        }
        assertThat(score(ensemble, new ColumnBlock(size, part)))
            .isEqualTo(Arrays.copyOfRange(whole, from, from + size));
      }
    }
  }

  @Test
  void isTheSameForEightThreadsAtOnce() throws Exception {
    MadeEnsembles made = new MadeEnsembles(SEED);
    Plan plan = new Plan(30, 40, Shape.LEAF_WISE, 2, 0);
    TreeEnsemble ensemble = made.ensemble(Decision.LESS, 9, plan, Scale.NUMBERS);
    ColumnBlock block = made.rows(5000, 9);
    double[] wanted = score(ensemble, block);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<double[]>> calls = new ArrayList<>();
      for (int call = 0; call < 24; call++) {
        calls.add(() -> score(ensemble, block));
      }
      for (Future<double[]> result : threads.invokeAll(calls)) {
        assertThat(result.get()).isEqualTo(wanted);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void rejectsWrongShapes() {
    TreeEnsemble ensemble = stumps(Decision.LESS, new float[] {1.5f}, true);
    ColumnBlock two = new ColumnBlock(3, new float[2][3]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels().score(ensemble, two, new double[3]))
        .withMessage("a block of 2 columns for an ensemble of 1 features; must be as many");
    ColumnBlock one = new ColumnBlock(3, new float[1][3]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels().score(ensemble, one, new double[4]))
        .withMessage("out has length 4; must be 3");
  }

  @Test
  void rejectsThresholdsThatAreNoBins() {
    BinnedBlock bins = new BinnedBlock(3, new byte[1][3], new int[] {2});
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                kernels().score(stumps(Decision.LESS, new float[] {1}, true), bins, new double[3]))
        .withMessage("the decision on bins is LESS; must be AT_MOST");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                kernels()
                    .score(
                        stumps(Decision.AT_MOST, new float[] {7, 1.5f}, true), bins, new double[3]))
        .withMessage("tree 1, node 0: the threshold is 1.5; must be the number of a bin, 0..254");
  }

  private double[] score(TreeEnsemble ensemble, ColumnBlock block) {
    double[] out = new double[ensemble.outputs() * block.rows()];
    kernels().score(ensemble, block, out);
    return out;
  }
}
