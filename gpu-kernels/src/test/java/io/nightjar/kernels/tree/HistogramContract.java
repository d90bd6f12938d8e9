package io.nightjar.kernels.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nightjar.kernels.block.BinnedBlock;
import io.nightjar.kernels.block.FeatureBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@link TreeKernels#histogram} promises, on every backend. */
abstract class HistogramContract {
  private static final long SEED = 20261126;

  /** The kernels under test; a backend that isn't here skips visibly. */
  abstract TreeKernels kernels();

  @ParameterizedTest(name = "{0} rows, {1} columns (seed {0} + {1})")
  @CsvSource({
    "0, 3",
    "1, 1",
    "1, 28",
    "3, 2",
    "63, 28",
    "64, 5",
    "65, 130",
    "511, 4",
    "512, 9",
    "1000, 28",
    "1000, 130",
    "4097, 7",
    "65537, 13",
    "1000003, 2"
  })
  void isTheNaiveSumsOverAllRowsAndOverHalfOfThem(int rows, int columns) {
    MadeBins made = new MadeBins(rows + columns);
    BinnedBlock block = made.block(rows, columns);
    GradientPairs gradients = made.gradients(rows);
    check(block, gradients, RowList.first(rows), all(columns));
    check(block, gradients, made.half(rows), all(columns));
  }

  @ParameterizedTest(name = "gradient {0}, hessian {1}")
  @CsvSource({"-32768, 0", "-32768, 32767", "32767, 32767", "-1, 0", "0, 32767"})
  void doesNotOverflowWhereEveryRowIsInOneBin(int gradient, int hessian) {
    int rows = FeatureBlock.MAX_ROWS;
    for (int bin : new int[] {0, BinnedBlock.MISSING}) {
      BinnedBlock block = MadeBins.constant(rows, 1, bin);
      long[] out = new long[Histogram.SUMS];
      GradientPairs gradients = MadeBins.equalGradients(rows, gradient, hessian);
      kernels().histogram(block, gradients, RowList.first(rows), all(1), out);
      assertThat(out[2 * bin]).isEqualTo((long) rows * gradient);
      assertThat(out[2 * bin + 1]).isEqualTo((long) rows * hessian);
      assertThat(Arrays.stream(out).filter(sum -> sum != 0).count()).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void addsToWhatIsThereForTheColumnsThatAreAskedFor() {
    MadeBins made = new MadeBins(SEED);
    BinnedBlock block = made.block(3000, 20);
    int[] columns = {19, 0, 7, 7, 3, 2, 11, 12, 13, 14, 1};
    GradientPairs gradients = made.gradients(3000);
    RowList rows = made.half(3000);
    long[] out = new long[columns.length * Histogram.SUMS];
    Arrays.fill(out, 1L << 40);
    kernels().histogram(block, gradients, rows, columns, out);
    long[] naive = naive(block, gradients, rows, columns);
    for (int i = 0; i < out.length; i++) {
      assertThat(out[i]).isEqualTo(naive[i] + (1L << 40));
    }
  }

  @Test
  void countsARowAsOftenAsItIsListedInAnyOrder() {
    MadeBins made = new MadeBins(SEED);
    BinnedBlock block = made.block(100, 3);
    int[] rows = new int[5000];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (i * 37 + 99) % 100;
    }
    check(block, made.gradients(100), new RowList(rows, 0, rows.length), all(3));
    check(block, made.gradients(100), new RowList(null, 13, 57), all(3));
    check(block, made.gradients(100), new RowList(rows, 7, 7), all(3));
  }

  @Test
  void seesNewGradientsOfTheSameBlock() {
    MadeBins made = new MadeBins(SEED);
    BinnedBlock block = made.block(2000, 3);
    GradientPairs[] trees = {made.gradients(2000), made.gradients(2000)};
    for (int round = 0; round < 4; round++) {
      check(block, trees[round % 2], RowList.first(2000), all(3));
    }
  }

  @Test
  void doesNothingWithoutColumns() {
    BinnedBlock block = new BinnedBlock(3, new byte[0][], new int[0]);
    GradientPairs gradients = MadeBins.equalGradients(3, 1, 1);
    kernels().histogram(block, gradients, RowList.first(3), new int[0], new long[0]);
  }

  @Test
  void eightThreadsGetWhatOneGets() throws Exception {
    MadeBins made = new MadeBins(SEED);
    List<Callable<Void>> jobs = new ArrayList<>();
    BinnedBlock shared = made.block(3000, 6);
    for (int t = 0; t < 8; t++) {
      GradientPairs gradients = made.gradients(3000);
      RowList rows = made.half(3000);
      jobs.add(
          () -> {
            for (int round = 0; round < 10; round++) {
              check(shared, gradients, rows, all(6));
            }
            return null;
          });
    }
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      for (Future<Void> done : pool.invokeAll(jobs)) {
        done.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void rejectsWhatIsOutOfRange() {
    BinnedBlock block = MadeBins.constant(2, 1, 0);
    GradientPairs pairs = MadeBins.equalGradients(2, 1, 1);
    assertRejected(block, MadeBins.equalGradients(3, 1, 1), RowList.first(2), all(1), 512)
        .isEqualTo("gradients has length 3; must be 2");
    assertRejected(block, pairs, RowList.first(2), all(1), 511)
        .isEqualTo("out has length 511; must be 512");
    assertRejected(block, pairs, RowList.first(2), new int[] {1}, 512)
        .isEqualTo("a column is 1; must be 0..0");
    assertRejected(block, pairs, RowList.first(3), all(1), 512).isEqualTo("to is 3; must be 0..2");
    assertRejected(block, pairs, new RowList(new int[] {0, 2}, 0, 2), all(1), 512)
        .isEqualTo("row index 1 is 2; must be 0..1");
    assertRejected(block, pairs, new RowList(new int[] {-1, 0}, 0, 2), all(1), 512)
        .isEqualTo("row index 0 is -1; must be 0..1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RowList(new int[2], 1, 3))
        .withMessage("to is 3; must be 0..2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RowList(new int[2], 2, 1))
        .withMessage("from is 2; must be 0..1");
  }

  private AbstractStringAssert<?> assertRejected(
      BinnedBlock block, GradientPairs gradients, RowList rows, int[] columns, int length) {
    try {
      kernels().histogram(block, gradients, rows, columns, new long[length]);
    } catch (IllegalArgumentException rejected) {
      return assertThat(rejected.getMessage());
    }
    throw new AssertionError("it was not rejected");
  }

  private static int[] all(int columns) {
    return IntStream.range(0, columns).toArray();
  }

  private void check(BinnedBlock block, GradientPairs gradients, RowList rows, int[] columns) {
    long[] out = new long[columns.length * Histogram.SUMS];
    kernels().histogram(block, gradients, rows, columns, out);
    assertThat(out).isEqualTo(naive(block, gradients, rows, columns));
  }

  private static long[] naive(
      BinnedBlock block, GradientPairs gradients, RowList rows, int[] columns) {
    long[] sums = new long[columns.length * Histogram.SUMS];
    for (int i = rows.from(); i < rows.to(); i++) {
      int row = rows.rows() == null ? i : rows.rows()[i];
      int pair = gradients.packed()[row];
      for (int q = 0; q < columns.length; q++) {
        int bin = Byte.toUnsignedInt(block.column(columns[q])[row]);
        sums[512 * q + 2 * bin] += (short) (pair >>> 16);
        sums[512 * q + 2 * bin + 1] += (short) pair;
      }
    }
    return sums;
  }
}
