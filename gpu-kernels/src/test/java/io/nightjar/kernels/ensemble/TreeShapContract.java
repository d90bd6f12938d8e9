package io.nightjar.kernels.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.ensemble.MadeEnsembles.Plan;
import io.nightjar.kernels.ensemble.MadeEnsembles.Scale;
import io.nightjar.kernels.ensemble.MadeEnsembles.Shape;
import io.nightjar.kernels.select.TestBackends;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link EnsembleKernels#shap} promises, on every backend. */
abstract class TreeShapContract {
  private static final long SEED = 20261126;

  abstract EnsembleKernels kernels();

  /** Of a value, for each tree and for numbers about one. */
  double tolerance() {
    return 1e-12;
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    ".2, .1, -1.63333333333333, -1.36666666666667",
    ".2, .9, -1.63333333333333, .63333333333333",
    ".9, .1, 2.45, -1.45",
    ".9, .9, 2.45, .55"
  })
  void areTheReferenceValues(float x0, float x1, double phi0, double phi1) {
    double[] out = shap(reference(2, 4, 1, 3), new ColumnBlock(1, new float[][] {{x0}, {x1}}));
    double close = Math.max(tolerance(), 1e-13);
    assertThat(out[0]).isCloseTo(phi0, within(10 * close));
    assertThat(out[1]).isCloseTo(phi1, within(10 * close));
    assertThat(out[2]).isCloseTo(4, within(10 * close));
  }

  /** x0 ≤ .5 ? (x1 ≤ .3 ? 1 : 3) : (x1 ≤ .7 ? 5 : 7), with those covers of the leaves. */
  private static TreeEnsemble reference(double... covers) {
    TreeNodes nodes =
        new TreeNodes(
            new int[] {0, 7},
            new int[] {0, 1, 1, 0, 0, 0, 0},
            new float[] {.5f, .3f, .7f, 0, 0, 0, 0},
            null,
            new int[] {1, 3, 5, -1, -1, -1, -1},
            new int[] {2, 4, 6, -1, -1, -1, -1},
            new boolean[7],
            new double[] {0, 0, 0, 1, 3, 5, 7},
            new double[] {
              10,
              covers[0] + covers[1],
              covers[2] + covers[3],
              covers[0],
              covers[1],
              covers[2],
              covers[3]
            });
    return TreeEnsemble.of(Decision.AT_MOST, 2, nodes, new int[1], new double[1]);
  }

  @Test
  void areZeroForWhatNeverHappened() {
    double[] out = shap(reference(0, 4, 1, 3), new ColumnBlock(1, new float[][] {{0}, {0}}));
    double[][] wanted = NaiveShap.values(reference(0, 4, 1, 3), new float[] {0, 0});
    for (int f = 0; f < 3; f++) {
      assertThat(out[f]).isCloseTo(wanted[0][f], within(10 * tolerance()));
    }
  }

  @ParameterizedTest(name = "{0} rows, {1} columns, {2} trees of {3} leaves, {4}")
  @CsvSource({
    "0, 3, 5, 8, BALANCED, 1, 0",
    "1, 1, 1, 1, BALANCED, 1, 0",
    "1, 1, 3, 9, LEAF_WISE, 1, 0",
    "3, 2, 5, 8, BALANCED, 2, 0",
    "63, 4, 6, 16, BALANCED, 1, 0",
    "64, 5, 6, 20, LEAF_WISE, 3, 0.3",
    "65, 6, 5, 64, BALANCED, 1, 0",
    "130, 7, 2, 30, SKEWED, 1, 0.1",
    "40, 8, 2, 64, LEAF_WISE, 2, 0"
  })
  void areShapleysFormula(
      int rows, int columns, int trees, int leaves, Shape shape, int outputs, double categorical) {
    MadeEnsembles made = new MadeEnsembles(SEED + rows);
    Plan plan = new Plan(trees, leaves, shape, outputs, categorical);
    TreeEnsemble ensemble = made.ensemble(Decision.AT_MOST, columns, plan, Scale.NUMBERS);
    ColumnBlock block = made.rows(rows, columns);
    double[] out = shap(ensemble, block);
    float[] row = new float[columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        row[j] = block.column(j)[i];
      }
      double[][] wanted = NaiveShap.values(ensemble, row);
      for (int o = 0; o < outputs; o++) {
        for (int f = 0; f <= columns; f++) {
          assertThat(out[(o * (columns + 1) + f) * rows + i])
              .as("row %s, output %s, feature %s", i, o, f)
              .isCloseTo(wanted[o][f], within(tolerance() * trees));
        }
      }
    }
  }

  @ParameterizedTest(name = "{0} rows, {1} columns, {2} trees of {3} leaves, {4}")
  @CsvSource({
    "1000, 28, 20, 64, BALANCED, 1, 0",
    "129, 28, 10, 255, LEAF_WISE, 3, 0.1",
    "65, 130, 10, 300, SKEWED, 1, 0",
    "50, 0, 3, 8, BALANCED, 2, 0",
    "20011, 2, 3, 8, BALANCED, 1, 0"
  })
  void sumUpToThePrediction(
      int rows, int columns, int trees, int leaves, Shape shape, int outputs, double categorical) {
    MadeEnsembles made = new MadeEnsembles(SEED + rows);
    Plan plan = new Plan(trees, leaves, shape, outputs, categorical);
    TreeEnsemble ensemble = made.ensemble(Decision.LESS, columns, plan, Scale.NUMBERS);
    ColumnBlock block = made.rows(rows, columns);
    double[] out = shap(ensemble, block);
    double[] predictions = new double[outputs * rows];
    new EnsembleKernels(TestBackends.scalar()).score(ensemble, block, predictions);
    for (int i = 0; i < rows; i++) {
      for (int o = 0; o < outputs; o++) {
        double sum = 0;
        for (int f = 0; f <= columns; f++) {
          sum += out[(o * (columns + 1) + f) * rows + i];
        }
        assertThat(sum).isCloseTo(predictions[o * rows + i], within(20 * tolerance() * trees));
      }
    }
  }

  @ParameterizedTest(name = "{0} rows, {1} columns")
  @MethodSource("io.nightjar.kernels.block.ContractShapes#small")
  void sumUpToThePredictionOnEveryShape(int rows, int columns) {
    sumUpToThePrediction(rows, columns, 3, 9, Shape.LEAF_WISE, 1, 0.1);
  }

  @Test
  void sumUpToThePredictionOfAMillionRows() {
    sumUpToThePrediction(1_000_003, 1, 1, 3, Shape.BALANCED, 1, 0);
  }

  @ParameterizedTest
  @ValueSource(floats = {0f, 1e-42f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void areShapleysFormulaForRowsThatAreAllEqualOrAllMissing(float value) {
    MadeEnsembles made = new MadeEnsembles(SEED);
    Plan plan = new Plan(3, 16, Shape.LEAF_WISE, 1, 0.2);
    TreeEnsemble ensemble = made.ensemble(Decision.LESS, 3, plan, Scale.NUMBERS);
    float[] column = new float[70];
    Arrays.fill(column, value);
    double[] out = shap(ensemble, new ColumnBlock(70, new float[][] {column, column, column}));
    double[] wanted = NaiveShap.values(ensemble, new float[] {value, value, value})[0];
    for (int i = 0; i < out.length; i++) {
      assertThat(out[i]).isCloseTo(wanted[i / 70], within(tolerance() * 3));
    }
  }

  @Test
  void areTheSameForEightThreadsAtOnce() throws Exception {
    MadeEnsembles made = new MadeEnsembles(SEED);
    Plan plan = new Plan(10, 20, Shape.LEAF_WISE, 2, 0);
    TreeEnsemble ensemble = made.ensemble(Decision.LESS, 9, plan, Scale.NUMBERS);
    ColumnBlock block = made.rows(300, 9);
    double[] wanted = shap(ensemble, block);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<double[]>> calls = new ArrayList<>();
      for (int call = 0; call < 16; call++) {
        calls.add(() -> shap(ensemble, block));
      }
      for (Future<double[]> result : threads.invokeAll(calls)) {
        assertThat(result.get()).isEqualTo(wanted);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void rejectsEnsemblesWithoutCovers() {
    TreeNodes leaf =
        new TreeNodes(
            new int[] {0, 1},
            new int[1],
            new float[1],
            null,
            new int[] {-1},
            new int[] {-1},
            new boolean[1],
            new double[] {2},
            null);
    TreeEnsemble ensemble = TreeEnsemble.of(Decision.LESS, 0, leaf, new int[1], new double[] {1});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> shap(ensemble, new ColumnBlock(1, new float[0][])))
        .withMessage(
            "the ensemble has no covers; must have one for each node to explain predictions");
  }

  @Test
  void rejectsSplitsWithoutCover() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> shap(reference(2, 4, 0, 0), new ColumnBlock(1, new float[2][1])))
        .withMessage(
            "tree 0, node 2: the sum of both children's covers is 0.0; must be finite and greater"
                + " than 0");
  }

  private double[] shap(TreeEnsemble ensemble, ColumnBlock block) {
    double[] out = new double[ensemble.outputs() * (ensemble.features() + 1) * block.rows()];
    kernels().shap(ensemble, block, out);
    return out;
  }
}
