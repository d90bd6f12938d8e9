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

/** What {@link FactorKernels#choleskySolve} promises, on every backend. */
abstract class CholeskySolveContract {
  private static final long SEED = 20261128;

  /** The kernels under test; a backend that isn't here skips visibly. */
  abstract FactorKernels kernels();

  @ParameterizedTest(name = "{0} systems of order {1}")
  @CsvSource({
    "0, 3",
    "1, 1",
    "3, 2",
    "63, 3",
    "64, 4",
    "65, 5",
    "7, 28",
    "5, 63",
    "4, 64",
    "3, 65",
    "2, 130",
    "2, 256",
    "1000, 10",
    "1000003, 1"
  })
  void solvesWhatIsPositiveDefinite(int systems, int order) {
    check(systems, order);
  }

  @ParameterizedTest(name = "{0} systems of order {1}")
  @MethodSource("io.nightjar.kernels.block.ContractShapes#small")
  void solvesEveryShape(int systems, int order) {
    check(systems, order);
  }

  /** The residual b − A·x is small against |A|·|x|. */
  private void check(int systems, int order) {
    MadeFactors made = new MadeFactors(SEED + order);
    double[] a = made.positiveDefinite(systems, order);
    double[] b = made.doubles(systems * order);
    double[] x = new double[b.length];
    assertThat(kernels().choleskySolve(order, a, b, x)).isEmpty();
    for (int s = 0; s < systems; s++) {
      for (int i = 0; i < order; i++) {
        double residual = b[s * order + i];
        double scale = Math.abs(residual);
        for (int j = 0; j < order; j++) {
          double term = entry(a, s, order, i, j) * x[s * order + j];
          residual -= term;
          scale += Math.abs(term);
        }
        if (!(Math.abs(residual) <= 1e-13 * order * scale)) {
          assertThat(residual)
              .as("row %d of system %d, seed %d", i, s, SEED)
              .isCloseTo(0, within(1e-13 * order * scale));
        }
      }
    }
  }

  @Test
  void solvesInPlace() {
    double[] a = {4, 2, 5, -2, 3, 11};
    double[] x = {10, 27, 37};
    assertThat(kernels().choleskySolve(3, a, x, x)).isEmpty();
    double[] back = {
      4 * x[0] + 2 * x[1] - 2 * x[2],
      2 * x[0] + 5 * x[1] + 3 * x[2],
      -2 * x[0] + 3 * x[1] + 11 * x[2]
    };
    assertThat(back).containsExactly(new double[] {10, 27, 37}, within(1e-12));
  }

  @Test
  void namesTheSystemsThatAreNotPositiveDefiniteAndLeavesThemAlone() {
    int order = 6;
    int systems = 11;
    int packed = CholeskySolve.packedLength(order);
    MadeFactors made = new MadeFactors(SEED);
    double[] a = made.positiveDefinite(systems, order);
    a[0] = -1; // the first pivot of system 0
    Arrays.fill(a, 3 * packed, 4 * packed, 0); // all zero
    Arrays.fill(a, 5 * packed, 6 * packed, 7); // all equal: rank one
    a[10 * packed + packed - 1] = -1e300; // the last pivot of the last system
    double[] b = made.doubles(systems * order);
    double[] x = new double[b.length];
    Arrays.fill(x, 99);
    assertThat(kernels().choleskySolve(order, a, b, x)).containsExactly(0, 3, 5, 10);
    for (int s = 0; s < systems; s++) {
      double[] solution = Arrays.copyOfRange(x, s * order, (s + 1) * order);
      if (s == 0 || s == 3 || s == 5 || s == 10) {
        assertThat(solution).containsOnly(99);
      } else {
        assertThat(solution).doesNotContain(99);
        assertThat(Arrays.stream(solution).allMatch(Double::isFinite)).isTrue();
      }
    }
  }

  @Test
  void solvesAtEveryMagnitude() {
    for (double scale : new double[] {1e-300, 1e-310, 1e300}) {
      double[] a = {2 * scale, scale, 2 * scale};
      double[] b = {3 * scale, 3 * scale};
      double[] x = new double[2];
      assertThat(kernels().choleskySolve(2, a, b, x)).isEmpty();
      assertThat(x).containsExactly(new double[] {1, 1}, within(1e-9));
    }
  }

  @Test
  void namesASystemWhoseSolutionOverflows() {
    double[] x = {5, 5};
    assertThat(kernels().choleskySolve(1, new double[] {1e-300, 2}, new double[] {1e300, 1}, x))
        .containsExactly(0);
    assertThat(x).containsExactly(new double[] {5, 0.5}, within(1e-15));
  }

  @Test
  void eightThreadsGetWhatOneGets() throws Exception {
    List<Runnable> jobs = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      int order = 3 + 4 * t;
      jobs.add(() -> check(9, order));
    }
    ManyThreads.atOnce(jobs);
  }

  @Test
  void rejectsWrongShapesAndWhatIsNotFinite() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> solve(0, new double[1], new double[1]))
        .withMessage("order is 0; must be 1..256");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> solve(257, new double[1], new double[1]))
        .withMessage("order is 257; must be 1..256");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> solve(2, new double[3], new double[3]))
        .withMessage("b has length 3; must be 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> solve(2, new double[4], new double[2]))
        .withMessage("a has length 4; must be 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> solve(2, new double[] {1, Double.NaN, 1}, new double[2]))
        .withMessage("a 1 is NaN; must be finite");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> solve(1, new double[] {1}, new double[] {Double.POSITIVE_INFINITY}))
        .withMessage("b 0 is Infinity; must be finite");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels().choleskySolve(1, new double[1], new double[1], new double[2]))
        .withMessage("x has length 2; must be 1");
  }

  private void solve(int order, double[] a, double[] b) {
    assertThat(kernels().choleskySolve(order, a, b, new double[b.length])).isNull();
  }

  private static double entry(double[] a, int system, int order, int i, int j) {
    int row = Math.max(i, j);
    int column = Math.min(i, j);
    return a[system * CholeskySolve.packedLength(order) + row * (row + 1) / 2 + column];
  }
}
