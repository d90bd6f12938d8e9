package io.nightjar.kernels.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.kernels.block.ManyThreads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link FactorKernels#normalEquations} promises, on every backend. */
abstract class NormalEquationsContract {
  private static final long SEED = 20261129;

  /** The kernels under test; a backend that isn't here skips visibly. */
  abstract FactorKernels kernels();

  @ParameterizedTest(name = "{0} lists of at most {1} rows, rank {2}")
  @CsvSource({
    "0, 3, 2",
    "1, 1, 1",
    "3, 5, 2",
    "63, 65, 3",
    "64, 4, 28",
    "65, 0, 4",
    "5, 130, 130",
    "3, 63, 64",
    "2, 64, 65",
    "2, 9, 256",
    "1000, 20, 10",
    "1, 1000003, 2",
    "1000003, 2, 1"
  })
  void agreesWithTheNaiveLoop(int systems, int most, int rank) {
    check(systems, most, rank);
  }

  @ParameterizedTest(name = "{0} lists, rank {1}")
  @MethodSource("io.nightjar.kernels.block.ContractShapes#small")
  void agreesOnEveryShape(int systems, int rank) {
    check(systems, 3, rank);
  }

  @ParameterizedTest
  @ValueSource(floats = {0f, -0.75f, 1e-40f, 1e18f})
  void agreesWhereAllFactorsAreEqual(float value) {
    float[] values = new float[9 * 5];
    Arrays.fill(values, value);
    check(new FactorMatrix(9, 5, values), new MadeFactors(SEED).lists(7, 20, 9));
  }

  @ParameterizedTest(name = "rank {0}")
  @ValueSource(ints = {1, 7, 8, 20, 33})
  void agreesWhereSomeOrAllWeightsAreOne(int rank) {
    MadeFactors made = new MadeFactors(SEED + rank);
    FactorMatrix factors = made.factors(77, rank);
    FactorLists lists = made.lists(9, 140, 77);
    int entries = lists.rows().length;
    check(factors, MadeFactors.unweighted(lists, entries / 2));
    check(factors, MadeFactors.unweighted(lists, entries));
  }

  private void check(int systems, int most, int rank) {
    MadeFactors made = new MadeFactors(SEED + rank);
    check(made.factors(77, rank), made.lists(systems, most, 77));
  }

  private void check(FactorMatrix factors, FactorLists lists) {
    int rank = factors.rank();
    int systems = lists.offsets().length - 1;
    int packed = CholeskySolve.packedLength(rank);
    double[] a = new double[systems * packed];
    double[] b = new double[systems * rank];
    Arrays.fill(a, 0.5);
    Arrays.fill(b, -0.25);
    kernels().normalEquations(factors, lists, a, b);
    for (int s = 0; s < systems; s++) {
      for (int i = 0; i < rank; i++) {
        for (int j = 0; j <= i; j++) {
          close(a[s * packed + i * (i + 1) / 2 + j], 0.5, factors, lists, s, i, j);
        }
        close(b[s * rank + i], -0.25, factors, lists, s, i, -1);
      }
    }
  }

  private static void close(
      double value, double start, FactorMatrix factors, FactorLists lists, int s, int i, int j) {
    double sum = start;
    double scale = Math.abs(start);
    for (int t = lists.offsets()[s]; t < lists.offsets()[s + 1]; t++) {
      int row = lists.rows()[t] * factors.rank();
      double left = factors.values()[row + i];
      double term =
          j < 0 ? lists.targets()[t] * left : lists.weights()[t] * left * factors.values()[row + j];
      sum += term;
      scale += Math.abs(term);
    }
    if (!(Math.abs(value - sum) <= 1e-13 * scale)) {
      assertThat(value).as("(%d, %d) of system %d", i, j, s).isCloseTo(sum, within(1e-13 * scale));
    }
  }

  @Test
  void leavesWhatHasNoEntriesAlone() {
    FactorMatrix factors = new MadeFactors(SEED).factors(3, 2);
    FactorLists none = new FactorLists(new int[3], new int[0], new float[0], new float[0]);
    double[] a = {1, 2, 3, 4, 5, 6};
    double[] b = {7, 8, 9, 10};
    kernels().normalEquations(factors, none, a, b);
    assertThat(a).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(b).containsExactly(7, 8, 9, 10);
  }

  @Test
  void givesSystemsThatCanBeSolved() {
    MadeFactors made = new MadeFactors(SEED);
    float[] truth = made.floats(5);
    FactorMatrix factors = made.factors(40, 5);
    float[] ones = new float[40];
    float[] targets = new float[40];
    int[] rows = new int[40];
    for (int t = 0; t < 40; t++) {
      rows[t] = t;
      ones[t] = 1;
      for (int f = 0; f < 5; f++) {
        targets[t] += factors.values()[t * 5 + f] * truth[f];
      }
    }
    double[] a = new double[15];
    double[] b = new double[5];
    kernels()
        .normalEquations(factors, new FactorLists(new int[] {0, 40}, rows, ones, targets), a, b);
    assertThat(kernels().choleskySolve(5, a, b, b)).isEmpty();
    for (int f = 0; f < 5; f++) {
      assertThat(b[f]).isCloseTo(truth[f], within(1e-5));
    }
  }

  @Test
  void eightThreadsGetWhatOneGets() throws Exception {
    List<Runnable> jobs = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      int rank = 3 + 4 * t;
      jobs.add(() -> check(9, 70, rank));
    }
    ManyThreads.atOnce(jobs);
  }

  @Test
  void rejectsWrongShapesAndWhatIsNotFinite() {
    FactorMatrix factors = new FactorMatrix(2, 2, new float[4]);
    FactorLists one = lists(1, 0.5f);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels().normalEquations(factors, one, new double[2], new double[2]))
        .withMessage("a has length 2; must be 3");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> kernels().normalEquations(factors, lists(2, 1), new double[3], new double[2]))
        .withMessage("entry 0 names row 2; must be 0..1");
    FactorMatrix nan = new FactorMatrix(2, 2, new float[] {0, 1, 2, Float.NaN});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels().normalEquations(nan, one, new double[3], new double[2]))
        .withMessage("factor 1 of row 1 is NaN; must be finite");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> lists(0, Float.NEGATIVE_INFINITY))
        .withMessage("weight 0 is -Infinity; must be finite");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FactorMatrix(2, 257, new float[514]))
        .withMessage("rank is 257; must be 1..256");
    int[] row = {0};
    float[] value = {1};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FactorLists(new int[] {0, 2}, row, value, value))
        .withMessage("the last offset is 2; must be 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FactorLists(new int[] {0, 1, 0, 1}, row, value, value))
        .withMessage("offset 2 is 0; must be at least 1");
  }

  private static FactorLists lists(int row, float weight) {
    return new FactorLists(
        new int[] {0, 1}, new int[] {row}, new float[] {weight}, new float[] {1});
  }
}
